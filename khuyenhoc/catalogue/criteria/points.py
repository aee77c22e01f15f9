"""Whether a set's points add up and its thresholds can be reached. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.saying import Finding, area_words, called
from khuyenhoc.catalogue.criteria.spec import AREAS, CriteriaSetSpec, CriterionSpec, sum_of
from khuyenhoc.vietnamese.numbers import format_count


def faults(one: CriteriaSetSpec) -> Iterator[Finding]:
    """Each number that cannot be right, where enough is known to say so."""
    yield from _each_above_zero(one)
    yield from _sums(one)
    yield from _thresholds(one)
    yield from _minimum(one)


def _each_above_zero(one: CriteriaSetSpec) -> Iterator[Finding]:
    found = [
        ("points", one.points),
        ("indicator_minimum", one.indicator_minimum),
        *((f"thresholds.{area}", one.thresholds.get(area)) for area in AREAS),
        *((f"criteria.{c.code}.points", c.points) for c in one.criteria),
        *((f"indicators.{i.code}.points", i.points) for i in one.indicators),
    ]
    for field, number in found:
        if number is not None and number < 1:
            yield Finding(one.code, field, _("Số điểm phải từ 1 trở lên; chưa biết thì để trống."))


def _sums(one: CriteriaSetSpec) -> Iterator[Finding]:
    wrong = _("%(what)s cộng lại được %(sum)s điểm, mà %(whole)s có %(points)s điểm. Sửa lại cho bằng nhau.")
    for criterion in one.criteria:
        if (added := _under(one, criterion)) is not None and criterion.points not in (None, added):
            words = {"what": _("Các chỉ số"), "whole": _("tiêu chí “%s”") % (criterion.title or criterion.code)}
            numbers = {"sum": format_count(added), "points": format_count(criterion.points or 0)}
            yield Finding(one.code, f"criteria.{criterion.code}.points", wrong % {**words, **numbers})
    for what, number in (
        (_("Các tiêu chí"), sum_of([c.points for c in one.criteria])),
        (_("Các chỉ số"), one.known_points),
    ):
        if one.points is None or number is None or (number == one.points if one.complete else number <= one.points):
            continue
        numbers = {"sum": format_count(number), "points": format_count(one.points)}
        yield Finding(one.code, "points", wrong % {"what": what, "whole": _("cả bộ"), **numbers})


def _under(one: CriteriaSetSpec, criterion: CriterionSpec) -> int | None:
    """What the indicators of a criterion add up to; None where one of the set's is unknown, or not all are listed."""
    if not one.complete or any(not i.criterion for i in one.indicators):
        return None
    return sum_of([i.points for i in one.indicators if i.criterion == criterion.code])


def _reachable(one: CriteriaSetSpec) -> int | None:
    """The most points that anyone can get; None where that is unknown."""
    known = one.known_points if one.complete else None
    return one.points if known is None else known


def _thresholds(one: CriteriaSetSpec) -> Iterator[Finding]:
    most = _reachable(one)
    for area in AREAS:
        needed = one.thresholds.get(area)
        if needed is None:
            continue
        if most is not None and needed > most:
            text = _("Mức đạt ở %(area)s là %(needed)s điểm, mà nhiều nhất chỉ được %(most)s điểm: không ai đạt được.")
            numbers = {"area": area_words(area), "needed": format_count(needed), "most": format_count(most)}
            yield Finding(one.code, f"thresholds.{area}", text % numbers)
        if one.area and area != one.area:
            text = _("Bộ này chỉ dùng cho %(own)s, nên không có mức đạt của %(other)s.")
            words = {"own": area_words(one.area), "other": area_words(area)}
            yield Finding(one.code, f"thresholds.{area}", text % words)
    ordinary, eased = (one.thresholds.get(area) for area in AREAS)
    if ordinary is not None and eased is not None and eased > ordinary:
        text = _("Mức đạt ở vùng khó khăn (%(eased)s) cao hơn ở vùng thông thường (%(ordinary)s). Xem lại hai số.")
        yield Finding(one.code, "thresholds.disadvantaged", text % {"eased": eased, "ordinary": ordinary})
    if one.thresholds and one.complete and not one.indicators:
        yield Finding(one.code, "indicators", _("Có mức đạt mà không có chỉ số nào để chấm."))


def _minimum(one: CriteriaSetSpec) -> Iterator[Finding]:
    least = one.indicator_minimum
    if least is None:
        return
    for indicator in one.indicators:
        if indicator.points is not None and least > indicator.points:
            text = _(
                "%(which)s cao nhất %(most)s điểm, mà không chỉ số nào được dưới %(least)s điểm: không ai đạt được."
            )
            words = {"which": called(one, indicator.code), "most": indicator.points, "least": least}
            yield Finding(one.code, f"indicators.{indicator.code}.points", text % words)
    if one.points is not None and one.known_points is None and least * len(one.indicators) > one.points:
        text = _("%(n)s chỉ số, mỗi chỉ số không dưới %(least)s điểm, đã quá %(points)s điểm của cả bộ.")
        words = {"n": len(one.indicators), "least": least, "points": format_count(one.points)}
        yield Finding(one.code, "indicator_minimum", text % words)
