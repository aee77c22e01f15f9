"""Letters to units (công văn) as PDF by Typst: one letter a page, tagged, with a code to be scanned where there is an address."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import segno
import yaml

from khuyenhoc.documents.annual_report.issuing import place_and_date
from khuyenhoc.documents.annual_report.tree import IssuingBody
from khuyenhoc.documents.facts import DATA, Document, office_of
from khuyenhoc.documents.typeset import typeset
from khuyenhoc.documents.wording import mark_of


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it is printed. `address`: where its code leads, "" for a letter without one."""

    addressee: str
    paragraphs: tuple[str, ...]
    call: str = ""
    address: str = ""
    note: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of one office about one thing. `about`: "V/v …"; `mark`: what stands on invented figures, else ""."""

    body: IssuingBody
    place_and_date: str
    about: str
    recipients: tuple[str, ...]
    scan: str
    mark: str
    made_at: dt.datetime
    letters: tuple[Letter, ...]


def reminders(
    unit: str, name: str, period: str, letters: Sequence[Letter], *, made_at: dt.datetime, synthetic: bool = False
) -> Letters:
    """The reminders of an office: a unit's code, its name on the map ("Tỉnh Hải Dương"), the period as in "năm 2023".

    Number and day stay open: the office gives them when it signs.
    """
    own, office = _written("reminder"), office_of(unit, name)
    body = IssuingBody(
        superior=office.superior, name=office.name, number=f"…/{own['symbol']}", place=office.place, date=None,
        authority=office.authority, signatory=office.signatory, signature="", signed_by=office.signed_by,
        recipients=tuple(own["recipients"]),
    )  # fmt: skip
    return Letters(
        body=body, place_and_date=place_and_date(body, made_at.year), about=own["about"].format(period=period),
        recipients=tuple(own["recipients"]), scan=own["scan"], mark=mark_of(synthetic), made_at=made_at,
        letters=tuple(letters),
    )  # fmt: skip


def letters_pdf(letters: Letters) -> bytes:
    """The file, a letter on each page. The same letters give the same bytes. FontsMissing where the fonts are not made."""
    return typeset("letter.typ", _plain(letters), letters.made_at)


def qr_svg(address: str) -> str:
    """The code of an address as a picture, with the quiet zone that it needs; a seventh of it may be dirty."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, border=4, svgclass=None, lineclass=None, omitsize=True
    )
    return out.getvalue().decode()


@cache
def _written(kind: str) -> Document:
    document: Document = yaml.safe_load((DATA / "letters.yaml").read_text(encoding="utf-8"))[kind]
    return document


def _plain(letters: Letters) -> dict[str, Any]:
    found = asdict(letters)
    del found["made_at"], found["body"]["date"]  # the paper prints `place_and_date`
    for letter in found["letters"]:
        letter["code"] = qr_svg(letter["address"]) if letter["address"] else ""
    return found
