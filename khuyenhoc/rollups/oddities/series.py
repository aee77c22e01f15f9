"""A figure against its own years: far off its course, still where it should move, or a year before that stands out. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import exp, log
from statistics import median

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.oddities import OddityRuleSpec
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.rollups.oddities.change import limit, times_words
from khuyenhoc.rollups.oddities.digits import chance_words
from khuyenhoc.rollups.oddities.finding import Found
from khuyenhoc.rollups.oddities.scene import Scene, robust
from khuyenhoc.vietnamese.numbers import format_count, format_decimal
from khuyenhoc.vietnamese.periods import period_words

Course = Sequence[tuple[str, int]]
"""(period, value), the last period first."""


def course(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """Growth beyond that of all years before, and far from it: many robust deviations, and far in itself.

    A deviation is at least what the rule says, since some years that are nearly alike say little about the next one.
    """
    least = int(rule.number("growths_at_least"))
    for indicator in scene.form.typed:
        own = scene.course(unit, indicator.code, int(rule.number("years")))
        if len(own) < least + 2 or not all(value for _period, value in own):
            continue
        now, *earlier = (log(after) - log(before) for (_p, after), (_q, before) in pairwise(own))
        if min(earlier) <= now <= max(earlier):
            continue
        level, spread = robust(earlier)
        deviation = max(spread, float(limit(scene, rule, unit, indicator, "usual_percent")) / 100)
        away = abs(now - level)
        expected = own[1][1] * exp(level)
        is_far = away > float(rule.number("z")) * deviation and exp(away) >= limit(
            scene, rule, unit, indicator, "times"
        )
        if is_far and abs(own[0][1] - expected) > _least(rule, indicator):
            yield _off_course(scene, indicator, own)


def _off_course(scene: Scene, indicator: IndicatorSpec, own: Course) -> Found:
    changes = sorted(Fraction(after - before, before) for (_p, after), (_q, before) in pairwise(own[1:]))
    usual = _("từ %(low)s đến %(high)s") % {"low": _grown(changes[0]), "high": _grown(changes[-1])}
    amount = _grown(Fraction(own[0][1] - own[1][1], own[1][1]))
    words = {
        "label": indicator.label, "x": scene.shown(indicator.code, own[0][1]), "amount": amount, "usual": usual,
        "y": scene.shown(indicator.code, own[1][1]), "n": len(changes),
    }  # fmt: skip
    message = _("%(label)s: %(x)s, %(amount)s so với %(y)s của kỳ trước; %(n)s kỳ trước đó mỗi kỳ %(usual)s")
    against = _("từ %(first)s đến %(last)s mỗi kỳ %(usual)s") % {
        "first": period_words(own[-1][0]), "last": period_words(own[1][0]), "usual": usual,
    }  # fmt: skip
    return Found(indicator.code, _figures(indicator.code, own), message % words, amount, against)


def spike(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """A year before that stands out from the one before it and from this one, which are much alike."""
    for indicator in scene.form.typed:
        own = scene.course(unit, indicator.code, 2)
        if len(own) < 3:
            continue
        now, between, first = (value for _period, value in own)
        low, high = sorted((now, first))
        if high > low * limit(scene, rule, unit, indicator, "alike_times"):
            continue
        times = limit(scene, rule, unit, indicator, "times")
        above, below = between >= high * times, between * times <= low
        if (above or below) and min(abs(between - high), abs(between - low)) > _least(rule, indicator):
            yield _stood_out(scene, indicator, own)


def _stood_out(scene: Scene, indicator: IndicatorSpec, own: Course) -> Found:
    (_now, x), (period, y), (_first, z) = own
    shown = {name: scene.shown(indicator.code, value) for name, value in (("x", x), ("y", y), ("z", z))}
    words = {"label": indicator.label, "period": period_words(period), **shown}
    message = _("%(label)s: %(period)s ghi %(y)s, kỳ trước đó %(z)s và kỳ này %(x)s, nên số %(period)s có thể sai")
    amount = _("%(period)s %(moved)s rồi trở lại") % {"period": period_words(period), "moved": times_words(z, y)}
    against = _("hai kỳ bên cạnh: %(z)s và %(x)s") % shown
    return Found(indicator.code, _figures(indicator.code, own), message % words, amount, against)


def still(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """The same figure for so many years that it is hardly chance, by how much such figures move; many of them as one."""
    found = [one for indicator in scene.form.typed if (one := _stands_still(scene, rule, unit, indicator))]
    if len(found) < rule.number("together_at_least"):
        yield from found
        return
    stated = scene.now.totals[unit]
    figures = {code: value for one in found for code, value in one.figures.items()}
    words = {"k": format_count(len(found)), "n": format_count(len(stated))}
    amount = _("%(k)s trên %(n)s số") % words
    message = _("%(k)s trên %(n)s số của đơn vị giống hệt các kỳ trước: có thể đã chép lại báo cáo cũ") % words
    yield Found("", figures, message, amount, _("đơn vị cùng cấp thì số thay đổi mỗi kỳ"))


def _stands_still(scene: Scene, rule: OddityRuleSpec, unit: str, indicator: IndicatorSpec) -> Found | None:
    code, least = indicator.code, int(rule.number("periods_at_least"))
    own = scene.course(unit, code, least - 1)
    value = own[0][1] if own else 0
    if not value or len(own) < least or any(one != value for _period, one in own):
        return None
    usual = _usual_move(scene, rule, unit, indicator)
    if usual is None:
        return None
    all_ = scene.course(unit, code, int(rule.number("years")))
    same = next((n for n, (_period, one) in enumerate(all_) if one != value), len(all_))
    step = usual * value / 10 ** (len(str(value)) - len(str(value).rstrip("0")))
    one_in = (1 + 2 * step) ** (same - 1)
    if one_in < rule.number("chance_one_in"):
        return None
    shown, n = scene.shown(code, value), format_count(same)
    words = {"label": indicator.label, "x": shown, "n": n, "first": period_words(all_[same - 1][0])}
    message = _("%(label)s: %(x)s, giống hệt từ %(first)s, %(n)s kỳ liền: có thể đã chép lại số cũ")
    against = _("số như vậy mỗi kỳ thay đổi khoảng %(move)s; %(chance)s") % {
        "move": _percent(usual), "chance": chance_words(int(one_in)),
    }  # fmt: skip
    return Found(code, _figures(code, all_[:same]), message % words, _("giữ nguyên %s kỳ liền") % n, against)


def _usual_move(scene: Scene, rule: OddityRuleSpec, unit: str, indicator: IndicatorSpec) -> float | None:
    """By which part of itself such a figure usually changes from one period to the next; None where too little is known.

    What comes and goes is never still by itself, even where everybody hands in the old figures.
    """
    at_least = int(rule.number("peers_at_least"))
    group = scene.peers(unit, at_least) or scene.map.lowest(unit)
    pairs = [own for one in group if len(own := scene.course(one, indicator.code, 1)) == 2 and own[1][1]]
    known = median(abs(now / before - 1) for (_p, now), (_q, before) in pairs) if len(pairs) >= at_least else None
    if indicator.steady:
        return known
    return max(known or 0.0, float(rule.number("moving_usual_percent")) / 100)


def _least(rule: OddityRuleSpec, indicator: IndicatorSpec) -> Fraction:
    return rule.number("money_above" if indicator.is_money else "count_above")


def _figures(code: str, own: Course) -> dict[str, int]:
    return {code if not n else f"{code}-{period}": value for n, (period, value) in enumerate(own)}


def _grown(change: Fraction) -> str:
    if not change:
        return _("không đổi")
    return (_("tăng %s") if change > 0 else _("giảm %s")) % _percent(abs(change))


def _percent(part: Fraction | float) -> str:
    return f"{format_decimal(Fraction(part).limit_denominator(100_000) * 100, 1)} %"
