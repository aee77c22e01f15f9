"""A figure against itself a period before. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.oddities import OddityRuleSpec
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.rollups.oddities.finding import Found
from khuyenhoc.rollups.oddities.scene import Scene
from khuyenhoc.vietnamese.numbers import format_decimal


def jump(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """So many times more or less than the period before, where all that owe a return state both figures.

    What seldom changes may change less than what comes and goes, and the sum over many units less than one unit's figure.
    """
    if scene.before is None:
        return
    for indicator in scene.form.typed:
        before, now = scene.before.whole(unit, indicator.code), scene.now.whole(unit, indicator.code)
        if before and now is not None and _is_odd(scene, rule, unit, indicator, before, now):
            yield _found(scene, indicator, before, now)


def _is_odd(scene: Scene, rule: OddityRuleSpec, unit: str, indicator: IndicatorSpec, before: int, now: int) -> bool:
    check = scene.form.check[rule.check or ""]
    if abs(now - before) <= check.number("money_above" if indicator.is_money else "count_above"):
        return False
    times = limit(scene, rule, unit, indicator, "times")
    return now >= before * times or now * times <= before


def limit(scene: Scene, rule: OddityRuleSpec, unit: str, indicator: IndicatorSpec, name: str) -> Fraction:
    """What the rule allows a figure of this kind, of a unit or of many together; of what is counted up over the years it may
    say something of its own."""
    of = "sums_" if scene.is_sum(unit) else ""
    standing = indicator.over_time == "stock" and f"{of}stock_{name}" in rule.parameters
    return rule.number(f"{of}{'steady' if indicator.steady else 'stock' if standing else 'moving'}_{name}")


def _found(scene: Scene, indicator: IndicatorSpec, before: int, now: int) -> Found:
    code, amount = indicator.code, times_words(before, now)
    shown, against = scene.shown(code, now), scene.shown(code, before)
    message = _("%(label)s: %(x)s, %(amount)s so với %(y)s của kỳ trước")
    words = {"label": indicator.label, "x": shown, "amount": amount, "y": against}
    return Found(code, {code: now, f"{code}-": before}, message % words, amount, _("kỳ trước %s") % against)


def times_words(before: int, now: int) -> str:
    """ "gấp 1,7 lần", "giảm 2,5 lần", "giảm hết"."""
    if not before or not now:
        return _("giảm hết") if before else _("tăng từ không có gì")
    times = Fraction(max(now, before), min(now, before))
    return (_("gấp %s lần") if now > before else _("giảm %s lần")) % format_decimal(times, 1)
