"""Which tables the template needs room for: those that a report of the form would have, found by writing an empty one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.documents.annual_report.content import issuing_body, report_content
from khuyenhoc.documents.annual_report.tree import Table
from khuyenhoc.rollups.figures import AnnualReview, Figures, TargetResult, UnitRef, Verdict


@dataclass(frozen=True)
class Plan:
    body: tuple[Table, ...]
    annexes: tuple[Table, ...]


@cache
def planned() -> Plan:
    """The tables of the newest form of a year, with their columns; their rows do not matter."""
    of_a_year = [form for form in read_catalogue().forms if form.period == "year"]
    review = _empty(max(of_a_year, key=lambda form: form.valid_from))
    content = report_content(review, issuing_body(review.unit))
    return Plan(tuple(block for block in content.blocks if isinstance(block, Table)), content.annexes)


def _empty(form: FormSpec) -> AnnualReview:
    year = str(form.valid_from.year)
    target = TargetResult(
        "", "", None, "%", None, Verdict.NOT_CALCULABLE, "", synthetic=False, status="verified", source=""
    )
    return AnnualReview(
        unit=UnitRef("1", "Tỉnh", "province", None),
        period=year,
        form=form,
        figures=_figures(form, "1", None, year),
        districts=(_figures(form, "2", "1", year),),
        communes={"2": (_figures(form, "3", "2", year),)},
        targets=(target,),
        instruments=(),
        made_at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
        journal_head="",
        synthetic=False,
    )


def _figures(form: FormSpec, code: str, parent: str | None, period: str) -> Figures:
    total, share = {i.code: None for i in form.typed}, {i.code: None for i in form.indicators if i.is_derived}
    return Figures(UnitRef(code, "", "", parent), period, total, share, owing=1, accepted=0, signed=0)
