"""What the page of targets shows: each target as it is printed, with what it would take and its pace, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.documents.wording import listed
from khuyenhoc.rollups.books import Books
from khuyenhoc.rollups.figures import TargetResult, Verdict
from khuyenhoc.rollups.targets.pace import Pace
from khuyenhoc.rollups.targets.queries import Told
from khuyenhoc.rollups.targets.taking import Need
from khuyenhoc.vietnamese.numbers import format_count, format_decimal, format_percent
from khuyenhoc.vietnamese.periods import period_words

NAMED: Final = 5
"""How many units that have not met a target are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Result:
    """A target as it is printed. `sentences`: what it would take, where, and how fast; `indicators`: what it is measured by."""

    target: TargetResult
    value: str
    actual: str
    indicators: Sequence[str]
    sentences: Sequence[str]
    may_be_shared: bool


def results(told: Iterable[Told], found: Books, unit: str) -> list[Result]:
    return [_result(one, found, unit) for one in told]


def _result(one: Told, found: Books, unit: str) -> Result:
    result, form = one.result, found.form
    indicators = [n for n in names_in(result.measure) if n in form.by_code] if result.measure else []
    sentences = [*_why_not_judged(result), *_takes(one.need, found, unit), *_pace(result, one.pace)]
    below = bool(found.map.children.get(unit)) and result.instrument == "" and one.need is not None
    return Result(result, aimed(result), printed(result.actual, result), indicators, sentences, below)


def aimed(target: TargetResult) -> str:
    """The value that was set; "không quá" before one that is met by staying below it."""
    value = printed(target.value, target)
    return _("không quá %s") % value if target.at_most and target.value is not None else value


def printed(value: Fraction | Decimal | None, target: TargetResult) -> str:
    """A target's figure without its unit of measure: shares by their rule, whole numbers whole, others to two decimals."""
    if value is None:
        return "–"
    exact = Fraction(value)
    places = 0 if exact.denominator == 1 else 2
    return format_percent(exact, places) if target.unit_of_measure == "%" else format_decimal(exact, places)


def _why_not_judged(result: TargetResult) -> list[str]:
    if result.verdict is not Verdict.UNDEFINED:
        return []
    if result.value is None:
        return [_("Chưa tìm được nguồn ghi mức phải đạt, nên không đánh giá.")]
    return [_("Chưa rõ cách tính từ báo cáo của các đơn vị, nên không đánh giá.")]


def _takes(need: Need | None, found: Books, unit: str) -> list[str]:
    """ "Còn thiếu 1.204 gia đình. Chưa đạt ở 12 xã, thiếu 1.310 gia đình: xã A (120), …"."""
    if need is None:
        return []
    said = []
    if need.count:
        text = _("Còn phải bớt %s.") if need.at_most else _("Còn thiếu %s.")
        said.append(text % counted(found.form, need.indicator, need.count))
    if need.below:
        names = found.names({s.unit.code for s in need.below[:NAMED]})
        words = {
            "n": format_count(len(need.below)), "kinds": _kinds(need, found),
            "sum": counted(found.form, need.indicator, need.count_below),
            "units": listed([f"{names[s.unit.code]} ({format_count(s.count)})" for s in need.below[:NAMED]]),
        }  # fmt: skip
        text = _("Chưa đạt ở %(n)s %(kinds)s, cộng lại thiếu %(sum)s; nhiều nhất: %(units)s.")
        said.append(
            (_("Chưa đạt ở %(n)s %(kinds)s, cộng lại phải bớt %(sum)s: %(units)s.") if need.at_most else text) % words
        )
    return said


def counted(form: FormSpec, indicator: str, count: int) -> str:
    """ "1.204 gia đình"; the number alone for a figure that the form has not."""
    spec = form.by_code.get(indicator)
    return f"{format_count(count)} {spec.unit}" if spec else format_count(count)


def _kinds(need: Need, found: Books) -> str:
    """ "xã", "xã, phường": the kinds of the units, the most frequent first, as their map calls them."""
    kinds = [found.map_with(s.unit.code).units[s.unit.code].kind for s in need.below]
    return ", ".join(sorted(set(kinds), key=lambda kind: -kinds.count(kind)))


def _pace(result: TargetResult, pace: Pace) -> list[str]:
    known = [(period, value) for period, value in pace.points[:-1] if value is not None]
    said = []
    if known:
        points = [f"{period_words(period)} {_with_unit(value, result)}" for period, value in known]
        said.append(_("Trước đó: %s.") % listed(points))
    if pace.expected is not None:
        text = _("Đúng tiến độ: đến nay cần khoảng %s.") if pace.ahead else _("Chậm tiến độ: đến nay cần khoảng %s.")
        said.append(text % _with_unit(pace.expected, result))
    if pace.yearly is not None:
        text = _("Từ nay đến năm %(by)s mỗi năm cần thêm %(yearly)s.")
        said.append(text % {"by": result.by, "yearly": _step(pace.yearly, result)})
        if pace.gained is not None:
            said.append(_("Năm vừa qua thêm %s.") % _step(pace.gained, result))
    return said


def _with_unit(value: Fraction, result: TargetResult) -> str:
    return f"{printed(value, result)} {result.unit_of_measure}"


def _step(value: Fraction, result: TargetResult) -> str:
    """A difference: of shares in points, and never printed as if it were one."""
    if result.unit_of_measure == "%":
        return _("%s điểm phần trăm") % format_decimal(value, 2)
    return _with_unit(value, result)


def met(told: Iterable[Told]) -> int:
    """How many targets are met or exceeded."""
    return sum(one.result.is_reached for one in told)


def not_calculable(told: Iterable[Told]) -> int:
    """How many targets wait for figures."""
    return sum(one.result.verdict is Verdict.NOT_CALCULABLE for one in told)
