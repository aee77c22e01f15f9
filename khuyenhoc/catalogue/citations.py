"""Citations of legal instruments: found in any text, compared with the catalogue. Pure: no database."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from khuyenhoc.catalogue.citation_finder import Citation, find
from khuyenhoc.catalogue.spec import InstrumentSpec
from khuyenhoc.vietnamese.text import fold

__all__ = ["Citation", "CitationStatus", "CitationVerdict", "compare", "find", "in_full", "named"]


class CitationStatus(StrEnum):
    OK = "ok"
    MISPRINT = "misprint"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CitationVerdict:
    """What the catalogue says of a citation. `correct`: how a misprint should read ("677/QĐ-TTg ngày 03/6/2022").

    `instrument` is the catalogue's code of what is or was meant to be cited, None where it is unknown.
    """

    citation: Citation
    status: CitationStatus
    correct: str | None = None
    instrument: str | None = None


def compare(found: Sequence[Citation], instruments: Sequence[InstrumentSpec]) -> list[CitationVerdict]:
    """A verdict for each citation. The issuer named in the text never makes a misprint: "của Chính phủ" is loose usage.

    A misprint is a number that the catalogue lists as one, a known number with another date of the same year (or with
    the same day of another year) than the verified one, or an unknown number one slip away from the only instrument of
    that kind, issuer and date.
    """
    return [_verdict(citation, instruments) for citation in found]


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes two numbers the same: "1373" or "22/2020", and the letters of the symbol without accents."""

    head: str
    symbol: str


def _key(number: str) -> _Key:
    plain = re.sub(r"\s", "", fold(number))
    head = re.match(r"\d{1,2}\.\d{3}|\d+[a-z]?(?=/\d{4}/|\W|$)(?:/\d{4}(?=/))?|\d+", plain)
    written = head[0] if head else ""
    return _Key(written.replace(".", "").lstrip("0"), re.sub(r"[^a-z0-9]", "", plain[len(written) :]))


def _verdict(citation: Citation, instruments: Sequence[InstrumentSpec]) -> CitationVerdict:
    named = [i for i in instruments if _same(citation, i.number, i)]
    for instrument in named:
        if not citation.dated or _verified_date(instrument) in (None, citation.date):
            return CitationVerdict(citation, CitationStatus.OK, instrument=instrument.code)
    listed = [i for i in instruments if any(_same(citation, misprint, i) for misprint in i.misprints)]
    if meant := [i for i in named or listed if _means(citation, i)]:
        return _misprint(citation, meant[0])
    near = [i for i in instruments if _one_slip_away(citation, i)]
    return _misprint(citation, near[0]) if len(near) == 1 else CitationVerdict(citation, CitationStatus.UNKNOWN)


def _misprint(citation: Citation, instrument: InstrumentSpec) -> CitationVerdict:
    return CitationVerdict(citation, CitationStatus.MISPRINT, in_full(instrument), instrument.code)


def in_full(instrument: InstrumentSpec) -> str:
    """The instrument's number and, where it is known, its date: "677/QĐ-TTg ngày 03/6/2022"."""
    if instrument.date is None:
        return instrument.number
    day, month = instrument.date.day, instrument.date.month
    return f"{instrument.number} ngày {day:02d}/{f'{month:02d}' if month <= 2 else month}/{instrument.date.year}"


def named(instrument: InstrumentSpec) -> str:
    """ "Quyết định 1373/QĐ-TTg ngày 30/7/2021"."""
    return f"{instrument.kind} {in_full(instrument)}"


def _same(citation: Citation, number: str, instrument: InstrumentSpec) -> bool:
    cited, known = _key(citation.number), _key(number)
    if not cited.symbol:
        return cited.head == known.head and citation.kind == instrument.kind
    return cited == known


def _means(citation: Citation, instrument: InstrumentSpec) -> bool:
    """Whether a number with another date still means this instrument: numbers begin anew each year.

    In the same year there is only one of that number; in another year it is another instrument, unless nothing but the
    year differs. A date that is written and impossible ("ngày 31/6/2022") means this one.
    """
    known, cited = instrument.date, citation.date
    if known is None or cited is None:
        return True
    return cited.year == known.year or (cited.day, cited.month) == (known.day, known.month)


def _verified_date(instrument: InstrumentSpec) -> dt.date | None:
    return instrument.date if instrument.is_verified else None


def _one_slip_away(citation: Citation, instrument: InstrumentSpec) -> bool:
    if citation.date is None or citation.date != _verified_date(instrument) or citation.kind != instrument.kind:
        return False
    cited, known = _key(citation.number), _key(instrument.number)
    return cited.symbol in ("", known.symbol) and _is_one_edit(cited.head, known.head)


def _is_one_edit(a: str, b: str) -> bool:
    """One character replaced, left out, added, or two neighbours exchanged."""
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[start:], b[start:]
    return x != y and (x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:]))
