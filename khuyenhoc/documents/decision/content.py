"""The paper of a decision: frozen values that the DOCX and the PDF are both written from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from string import Formatter
from typing import Any, Final

from khuyenhoc.catalogue.spec import InstrumentSpec
from khuyenhoc.documents.annual_report.issuing import place_and_date
from khuyenhoc.documents.annual_report.tree import Cell, Column, IssuingBody, Row, Table
from khuyenhoc.documents.citing import cite, subject
from khuyenhoc.documents.decision.forms import IssuerForm, issuer_form, kind_form, model_form
from khuyenhoc.documents.wording import mark_of
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised

PARTS: Final = ("superior", "head", "subject", "bases", "articles", "recipients", "place", "authority")
"""What the office may word otherwise; in `bases`, `articles` and `recipients` a line each."""

VILLAGE, MEETING, UNIT = "thôn, khu dân cư", "hội nghị", "Tên đơn vị"
"""Where the vote was, within a village's unit and on whole units; how the column of these is headed."""
NOTE: Final = "Ghi chú"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list. `group`: the village as it begins a line; `detail` and `note` stand in the columns beside the name."""

    name: str
    group: str = ""
    detail: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision decides. `unit`, `above`: "xã Thanh Tùng", "huyện Thanh Miện" ("" at the top); `bare`: "Thanh Tùng".

    `model`: its code, `titled`: "gia đình học tập". `note_heading`: of the last column, "" for none. `wording`: {part: text}.
    `whole`: what the whole units are called that it is about ("đơn vị cấp xã"), "" for what stands within the unit; `is_own`:
    the one that it is about is the unit itself, on which somebody outside of the installation decides.
    """

    kind: str
    issuer: str
    unit: str
    bare: str
    above: str
    model: str
    titled: str
    year: int
    listed: tuple[Listed, ...]
    number: str = ""
    decided_on: dt.date | None = None
    until: dt.date | None = None
    body: str = ""
    signer: str = ""
    signer_title: str = ""
    note_heading: str = ""
    wording: Mapping[str, str] = field(default_factory=dict)
    instruments: Sequence[InstrumentSpec] = ()
    synthetic: bool = False
    whole: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """The whole paper, each text as it is printed. `articles`: without their "Điều 1."."""

    body: IssuingBody
    place_and_date: str
    subject: str
    head: str
    bases: tuple[str, ...]
    articles: tuple[str, ...]
    annex: Table
    mark: str
    made_at: dt.datetime
    title: str = "QUYẾT ĐỊNH"

    @property
    def recipients(self) -> tuple[str, ...]:
        """Each with its mark of punctuation: a semicolon, at the last a full stop."""
        last = len(self.body.recipients) - 1
        return tuple(f"{name}{'.' if at == last else ';'}" for at, name in enumerate(self.body.recipients))


def default_wording(decided: Decided) -> dict[str, str]:
    """How each part is worded where the office does not word it otherwise. Pure."""
    issuer, kind, words = issuer_form(decided.issuer), kind_form(decided.kind), _words(decided)
    superior = issuer.superior if decided.above else issuer.superior_of_top
    articles = list(_filled(kind.articles, words))
    cited = [f"{cite(i)} {subject(i)}" for i in decided.instruments]
    bases = [b for base in kind.bases for b in _filled([base], words, "instrument", cited)]
    recipients = _filled(kind.recipients, {**words, "last": str(len(articles))})
    return {
        "superior": superior.format(**words), "head": issuer.head.format(**words), "subject": kind.subject.format(**words),
        "bases": "\n".join(bases), "articles": "\n".join(articles), "recipients": "\n".join(recipients),
        "place": decided.bare, "authority": issuer.authority,
    }  # fmt: skip


def usual_body(decided: Decided) -> str:
    """ "Hội Khuyến học xã Thanh Tùng", "Ủy ban nhân dân xã Thanh Tùng"; "" where it is none of both: nobody decides on itself."""
    return "" if decided.is_own else issuer_form(decided.issuer).body.format(**_words(decided))


def decision_paper(decided: Decided, made_at: dt.datetime) -> DecisionPaper:
    """The paper; without a number and a day it leaves room for both."""
    said = {**default_wording(decided), **decided.wording}
    issuer, kind = issuer_form(decided.issuer), kind_form(decided.kind)
    body = IssuingBody(
        superior=said["superior"], name=_in_lines(decided, issuer), number=decided.number or f"…/{issuer.symbol}",
        place=said["place"], date=decided.decided_on, authority=said["authority"],
        signatory=decided.signer_title or issuer.signatory, signature="", signed_by=decided.signer,
        recipients=_lines(said["recipients"]),
    )  # fmt: skip
    return DecisionPaper(
        body=body, place_and_date=place_and_date(body, decided.year), subject=said["subject"], head=said["head"],
        bases=_lines(said["bases"]), articles=_lines(said["articles"]),
        annex=_annex(decided, kind.annex.format(**_words(decided)), body),
        mark=mark_of(decided.synthetic), made_at=made_at,
    )  # fmt: skip


def _words(decided: Decided) -> dict[str, str]:
    noun = decided.whole or model_form(decided.model).noun
    words = {
        "unit": decided.unit, "above": decided.above, "model": decided.titled, "noun": noun,
        "village": "" if decided.whole else VILLAGE, "meeting": MEETING if decided.whole else "", "year": str(decided.year),
        "n": format_count(len(decided.listed)), "until": format_date(decided.until) if decided.until else "",
    }  # fmt: skip
    return {**words, **{key.upper(): text.upper() for key, text in words.items()}}


def _filled(
    texts: Iterable[str], words: Mapping[str, str], each: str = "", values: Sequence[str] = ()
) -> Iterator[str]:
    """The texts with their words; without those of which a word is unknown; with `each` once for every value."""
    for text in texts:
        asked = {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}
        if each and each in asked:
            yield from (text.format(**words, **{each: value}) for value in values)
        elif all(words.get(name) for name in asked):
            yield text.format(**words)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _in_lines(decided: Decided, issuer: IssuerForm) -> str:
    """The issuing body in capitals, its line ended where our form ends it."""
    first, _end, rest = issuer.name.partition("\n")
    name = (decided.body or usual_body(decided)).upper()
    return f"{first}\n{name.removeprefix(first).strip()}" if rest and name.startswith(first) else name


def _annex(decided: Decided, caption: str, body: IssuingBody) -> Table:
    own = model_form(decided.model)
    day = format_date(decided.decided_on) if decided.decided_on else "…"
    belongs = f"(Kèm theo Quyết định số {body.number} ngày {day} của {decided.body or usual_body(decided)})"
    named, note = UNIT if decided.whole else own.named, decided.note_heading or NOTE
    columns = [
        Column("no", "TT", 12, "center"),
        Column("name", named, 78, "left"),
        Column("detail", own.detail, 40, "left"),
    ]
    listed = decided.listed
    if own.detail == note:
        columns[2] = Column("detail", note, 75, "left")
        listed = tuple(replace(line, detail="; ".join(filter(None, (line.detail, line.note)))) for line in listed)
    else:
        columns.append(Column("note", note, 35, "left"))
    rows = tuple(_rows(listed, len(columns)))
    return Table("list", caption, tuple(columns), rows, heading="PHỤ LỤC", belongs=belongs)


def _rows(listed: Sequence[Listed], width: int) -> Iterator[Row]:
    at = 0
    for group, lines in groupby(listed, key=lambda line: line.group):
        members = list(lines)
        if group:
            yield _row(("", f"{capitalised(group)} ({format_count(len(members))})", "", "")[:width], "group")
        for line in members:
            at += 1
            yield _row((format_count(at), line.name, line.detail, line.note)[:width], "plain")


def _row(texts: tuple[str, ...], style: Any) -> Row:
    return Row(tuple(Cell(text) for text in texts), style)
