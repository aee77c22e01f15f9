"""Certificates (giấy công nhận) as PDF by Typst: A4 across, one a page, a code on each, hundreds in one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import yaml
from msgspec import ValidationError, convert

from khuyenhoc.catalogue.spec import Fact
from khuyenhoc.documents.codes import Code, code_of
from khuyenhoc.documents.facts import DATA
from khuyenhoc.documents.typeset import typeset_many
from khuyenhoc.documents.wording import mark_of
from khuyenhoc.vietnamese.dates import paper_date

TEMPLATE: Final = "certificate.typ"


class Wording(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of a model's certificates, as the data file explains them."""

    title: str
    who: str
    reached: str
    honour: str
    year: str
    decided: str
    scan: str
    code: str
    authority: str
    signatory: str


class WordingWrong(ValueError):
    """A unit's own words cannot be used; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One certificate. `unit`: where its bearer is, with the village; `place`: where it is signed; `code`: its 16 letters;
    `address`: what its code leads to. `signer`, `signer_title`: "" where the office's usual ones stand or nobody is named.
    `honour`: of this one alone, "" for that of all."""

    name: str
    unit: str
    number: str
    decided_on: dt.date
    body: str
    place: str
    code: str
    address: str
    signer: str = ""
    signer_title: str = ""
    honour: str = ""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Certificates of one model and year in the order of calling out. `verify`: the address that is printed for typing."""

    wording: Wording
    year: int
    verify: str
    made_at: dt.datetime
    papers: tuple[Paper, ...]
    synthetic: bool = False


def wording_of(model: str, own: Mapping[str, Any] | None = None) -> Wording:
    """The words of a model, with a unit's own in place of ours. WordingWrong for names that no certificate has."""
    document = _document()
    try:
        return convert({**document["default"], **document["models"][model], **(own or {})}, Wording)
    except ValidationError as error:
        raise WordingWrong(
            f"Tệp lời văn có mục không dùng được ({error}). Xem các mục trong sổ tay quản trị."
        ) from error


def certificates_pdf(certificates: Certificates) -> bytes:
    """The file, a page for each. The same certificates give the same bytes. FontsMissing where the fonts are not made."""
    codes = [code_of(paper.address) for paper in certificates.papers]
    return drawn(certificates, codes)


def drawn(certificates: Certificates, codes: Sequence[Code]) -> bytes:
    """The same with codes that are made already."""
    dots = b"".join(code.dots for code in codes)
    return typeset_many(TEMPLATE, _plain(certificates, codes), certificates.made_at, {"codes": dots})


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((DATA / "certificates.yaml").read_text(encoding="utf-8"))
    return document


def _plain(certificates: Certificates, codes: Sequence[Code]) -> dict[str, Any]:
    wording = certificates.wording
    papers, at = [], 0
    for paper, code in zip(certificates.papers, codes, strict=True):
        words = {"number": paper.number, "date": paper_date(paper.decided_on), "body": paper.body}
        papers.append(
            {
                "name": paper.name, "unit": paper.unit, "body": paper.body.upper(), "decided": wording.decided.format(**words),
                "place_and_date": f"{paper.place}, {paper_date(paper.decided_on)}", "at": at, "size": code.size,
                "code": grouped(paper.code), "signer": paper.signer, "honour": paper.honour or wording.honour,
                "signatory": paper.signer_title.upper() or f"{wording.authority}\n{wording.signatory}",
            }
        )  # fmt: skip
        at += len(code.dots)
    said = {
        **{name: getattr(wording, name) for name in ("title", "who", "reached", "honour", "code")},
        "year": wording.year.format(year=certificates.year),
        "scan": wording.scan.format(address=certificates.verify),
    }
    return {"said": said, "mark": mark_of(certificates.synthetic), "papers": papers}


def grouped(code: str) -> str:
    """Letters as they are printed to be typed off: in groups of four."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
