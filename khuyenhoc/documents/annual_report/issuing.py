"""Who issues a paper: the office's data with the number and the day of this one paper."""

from __future__ import annotations

import datetime as dt

from khuyenhoc.documents.annual_report.tree import IssuingBody
from khuyenhoc.documents.facts import office_of
from khuyenhoc.rollups.figures import UnitRef
from khuyenhoc.vietnamese.dates import paper_date


def issuing_body(unit: UnitRef, *, on: dt.date | None = None, number: str = "…") -> IssuingBody:
    """The office of a unit. Without a number and a day the paper leaves room for both, and nothing says signed."""
    office = office_of(unit.code, unit.name)
    return IssuingBody(
        superior=office.superior, name=office.name, number=f"{number}/{office.symbol}", place=office.place, date=on,
        authority=office.authority, signatory=office.signatory, signature=office.signature if on else "",
        signed_by=office.signed_by, recipients=office.recipients,
    )  # fmt: skip


def place_and_date(body: IssuingBody, year: int) -> str:
    """ "Hải Dương, ngày 10 tháng 01 năm 2024"; with room for day and month of `year` where there is no date."""
    day = paper_date(body.date) if body.date else f"ngày       tháng       năm {year}"
    return f"{body.place}, {day}"
