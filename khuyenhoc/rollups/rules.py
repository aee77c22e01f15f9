"""What a total means: shares, flags, verdicts on targets. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.formula import evaluate, names_in
from khuyenhoc.catalogue.measures import UNITS, Quotient
from khuyenhoc.catalogue.measuring import expression_of
from khuyenhoc.catalogue.spec import BoundSpec, FormSpec, TargetSpec
from khuyenhoc.returns.checks.models import nearly_all
from khuyenhoc.rollups.figures import Figures, Flag, TargetResult, Verdict
from khuyenhoc.vietnamese.numbers import format_count, format_share
from khuyenhoc.vietnamese.periods import period_of

NEARLY_ALL = "K09"
ABOVE_BOUND = "K10"


def shares(form: FormSpec, total: Mapping[str, int | None]) -> dict[str, Fraction | None]:
    """Every derived indicator from its own counts, exact; None where it cannot be computed."""
    derived = {i.code: expression_of(form, i.code) for i in form.indicators if i.is_derived}
    return {code: of.of(total) for code, of in derived.items() if isinstance(of, Quotient)}


def flags(form: FormSpec, total: Mapping[str, int | None], bounds: Iterable[BoundSpec]) -> tuple[Flag, ...]:
    """What is odd about a unit's totals: nearly all recognised, or above what is plausible."""
    return (*nearly_all_flags(form, total), *above_bounds(form, total, bounds))


def nearly_all_flags(form: FormSpec, total: Mapping[str, int | None]) -> list[Flag]:
    """The learning models of which nearly all are recognised; none where the form has no check of it."""
    spec = form.check.get(NEARLY_ALL)
    if spec is None:
        return []
    percent, at_least = Fraction(spec.number("percent")), Fraction(spec.number("total_at_least"))
    found = []
    for m in form.models:
        recognised, whole = total.get(m.recognised), total.get(m.total)
        if recognised is not None and whole and nearly_all(recognised, whole, percent, at_least):
            message = _("%(x)s trên %(y)s (%(share)s %%) được công nhận %(title)s: gần như toàn bộ, cần kiểm tra lại")
            values = {"x": format_count(recognised), "y": format_count(whole), "title": m.title}
            values["share"] = format_share(recognised, whole) or ""
            found.append(Flag(m.recognised, spec.code, message % values, verified=True))
    return found


def above_bounds(form: FormSpec, total: Mapping[str, int | None], bounds: Iterable[BoundSpec]) -> list[Flag]:
    """The totals above what is plausible for their unit, a flag a bound that is crossed."""
    return [
        Flag(
            b.indicator,
            ABOVE_BOUND,
            f"{form.by_code[b.indicator].label}: {format_count(value)}, {b.message}",
            b.is_verified,
        )
        for b in bounds
        if (value := total.get(b.indicator)) is not None and value > b.at_most
    ]


def measured(target: TargetSpec, figures: Figures) -> TargetResult:
    """A target against a unit's figures. Where one figure of its measure is not stated by all who owe: not calculable; without
    a value or a measure, since its source is a gap: not judged."""
    actual = reached(target, figures)
    return TargetResult(
        code=target.code, title=target.title, value=target.value, unit_of_measure=target.unit_of_measure, actual=actual,
        verdict=_verdict(target, actual, figures.period), measure=target.measure or "", synthetic=target.synthetic,
        status=target.status, source=target.source, at_most=target.comparator == "at_most", by=target.by,
        group=target.group or "", instrument=target.instrument or "", shared_from=target.shared_from or "",
    )  # fmt: skip


def _verdict(target: TargetSpec, actual: Fraction | None, period: str) -> Verdict:
    if target.value is None or not target.measure:
        return Verdict.UNDEFINED
    if actual is None:
        return Verdict.NOT_CALCULABLE
    value = Fraction(target.value)
    if actual == value:
        return Verdict.MET
    if (actual < value) if target.comparator == "at_most" else (actual > value):
        return Verdict.EXCEEDED
    found = period_of(period)
    return Verdict.UNDER_WAY if target.by and found and found.year < target.by else Verdict.MISSED


def reached(target: TargetSpec, figures: Figures) -> Fraction | None:
    """What a unit has reached of a target, in its unit of measure, exact; None where figures are missing."""
    if not target.measure:
        return None
    names = [n for n in names_in(target.measure) if n != UNITS]
    if any(figures.counted.get(n, 0) < figures.owing for n in names):
        return None
    return evaluate(target.measure, {**figures.total, UNITS: figures.owing})
