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
    name = f"{'sums_' if scene.is_sum(unit) else ''}{'steady' if indicator.steady else 'moving'}_times"
    times = rule.number(name)
    return now >= before * times or now * times <= before


def _found(scene: Scene, indicator: IndicatorSpec, before: int, now: int) -> Found:
    code, times = indicator.code, Fraction(max(now, before), min(now, before)) if now else None
    way = _("gấp %s lần") if now > before else _("giảm %s lần")
    amount = way % format_decimal(times, 1) if times else _("giảm hết")
    shown, against = scene.shown(code, now), scene.shown(code, before)
    message = _("%(label)s: %(x)s, %(amount)s so với %(y)s của kỳ trước")
    words = {"label": indicator.label, "x": shown, "amount": amount, "y": against}
    return Found(code, {code: now, f"{code}-": before}, message % words, amount, _("kỳ trước %s") % against)
