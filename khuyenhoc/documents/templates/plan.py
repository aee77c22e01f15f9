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
from khuyenhoc.vietnamese.periods import Period


@dataclass(frozen=True)
class Plan:
    body: tuple[Table, ...]
    annexes: tuple[Table, ...]


@cache
def planned() -> Plan:
    """The tables of the newest form of each kind of period, with their columns; their rows do not matter."""
    newest = {form.period: form for form in sorted(read_catalogue().forms, key=lambda form: form.valid_from)}
    contents = [report_content(review, issuing_body(review.unit)) for review in map(_empty, newest.values())]
    body = {b.key: b for content in contents for b in content.blocks if isinstance(b, Table)}
    annexes = {table.key: table for content in contents for table in content.annexes}
    return Plan(tuple(body.values()), tuple(annexes.values()))


def _empty(form: FormSpec) -> AnnualReview:
    period = Period(form.period, form.valid_from.year, 1 if form.period == "quarter" else 0).code
    target = TargetResult(
        "", "", None, "%", None, Verdict.NOT_CALCULABLE, "", synthetic=False, status="verified", source=""
    )
    return AnnualReview(
        unit=UnitRef("1", "Đơn vị", "province", None),
        period=period,
        form=form,
        figures=_figures(form, "1", None, period),
        districts=(_figures(form, "2", "1", period),),
        communes={"2": (_figures(form, "3", "2", period),)},
        targets=(target,),
        instruments=(),
        made_at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
        journal_head="",
        synthetic=False,
    )


def _figures(form: FormSpec, code: str, parent: str | None, period: str) -> Figures:
    total, share = {i.code: None for i in form.typed}, {i.code: None for i in form.indicators if i.is_derived}
    return Figures(UnitRef(code, "", form.level, parent), period, total, share, owing=1, accepted=0, signed=0)
