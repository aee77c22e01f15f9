"""Finding citations of legal instruments in a text, in all usual spellings. Pure: patterns are in `citation_shapes`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from khuyenhoc.catalogue import citation_shapes as shapes
from khuyenhoc.vietnamese.dates import parse_date
from khuyenhoc.vietnamese.text import aligned, fold, normalise

_LOOK_BACK: Final = 100
_DIGITS: Final = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as published. `as_published` is the span from the number to its date, beginning at offset `at`.

    `line` counts from 1. `number` is tidied ("677/QĐ-TTg"), accents as written. `date` is None where no date stands
    with it, or (then `dated` is true) where what stands there is no day of the calendar.
    """

    as_published: str
    at: int
    line: int
    number: str
    date: dt.date | None
    dated: bool
    issuer: str | None
    kind: str | None


def find(text: str) -> list[Citation]:
    """The citations of `text` in their order, in all usual spellings, accents in any form or missing."""
    plain, origin = aligned(text)
    found = []
    for number, kind in _numbers(plain):
        end, date, issuer = _what_follows(plain, number.end())
        at, stop = origin[number.start()], origin[end]
        found.append(
            Citation(
                as_published=text[at:stop].rstrip(),
                at=at,
                line=text.count("\n", 0, at) + 1,
                number=_tidied(text[at : origin[number.end()]]),
                date=parse_date(date) if date else None,
                dated=bool(date),
                issuer=normalise(text[origin[issuer[0]] : origin[issuer[1]]]) if issuer else None,
                kind=kind,
            )
        )
    return found


def _numbers(plain: str) -> Iterator[tuple[re.Match[str], str | None]]:
    """Each number that is cited, with its kind's name."""
    at = 0
    while digit := _DIGITS.search(plain, at):
        number, kind = _number_at(plain, digit.start())
        if number:
            yield number, kind
        at = number.end() if number else digit.end()


def _number_at(plain: str, at: int) -> tuple[re.Match[str] | None, str | None]:
    before = plain[max(0, at - _LOOK_BACK) : at]
    words = shapes.BEFORE.search(before)
    kind = shapes.KIND_BY_WORD.get(fold(words["kind"])) if words and words["kind"] else None
    if number := shapes.NUMBER.match(plain, at):
        return number, _kind_of(number, before) or kind
    if (number := shapes.OTHER.match(plain, at)) and words and words[0].strip():
        return number, kind
    if (number := shapes.BARE.match(plain, at)) and kind and _what_follows(plain, number.end())[1]:
        return number, kind
    return None, None


def _kind_of(number: re.Match[str], before: str) -> str | None:
    if number["code"]:
        return shapes.KIND_BY_WORD[number["code"].casefold()]
    law = list(shapes.TITLED_LAW.finditer(before))
    return shapes.KIND_BY_WORD[fold(law[-1]["kind"])] if law else None


def _what_follows(plain: str, at: int) -> tuple[int, str | None, tuple[int, int] | None]:
    """Where the citation ends, its date as written, and where its issuer stands, which may come before the date."""
    end, date = at, shapes.DATE.match(plain, at)
    if date:
        end = date.end()
    issuer = shapes.ISSUER.match(plain, end)
    if not date and issuer and (date := shapes.DATE.match(plain, issuer.end())):
        end = date.end()
    written = re.sub(r"\s*([/.-])\s*", r"\1", date["date"]) if date else None
    return end, written, issuer.span("issuer") if issuer else None


def _tidied(number: str) -> str:
    hyphened = re.sub(r"[\u2010-\u2015\u2212]", "-", normalise(number))
    return re.sub(r"\s*([/-])\s*", r"\1", hyphened)
