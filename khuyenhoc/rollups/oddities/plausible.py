"""A figure against what is plausible: nearly all recognised, above a known bound, against its own population. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.oddities import OddityRuleSpec
from khuyenhoc.rollups.oddities.finding import Found
from khuyenhoc.rollups.oddities.scene import NO_SUMS, Scene
from khuyenhoc.rollups.rules import above_bounds, nearly_all_flags
from khuyenhoc.vietnamese.numbers import format_count, format_decimal, format_percent, format_share


def nearly_all(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """So large a share is recognised that it has to be explained: the form's own check, on a total."""
    totals = scene.now.totals.get(unit, NO_SUMS)
    whole_of = {m.recognised: m.total for m in scene.form.models}
    percent = scene.form.check[rule.check or ""].number("percent")
    for one in nearly_all_flags(scene.form, totals):
        recognised, whole = totals[one.indicator], totals[whole_of[one.indicator]]
        figures = {one.indicator: recognised, whole_of[one.indicator]: whole}
        limit = _("mức %s %% trở lên phải giải trình") % format_decimal(percent, 1)
        yield Found(one.indicator, figures, one.message, f"{format_share(recognised, whole)} %", limit)


def bound(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """Above the most that is known to be plausible for this unit."""
    totals = scene.now.totals.get(unit, NO_SUMS)
    for spec in scene.bounds.get(unit, ()):
        crossed = above_bounds(scene.form, totals, [spec])
        if not crossed:
            continue
        value = totals[spec.indicator]
        amount = _("gấp %s lần") % format_decimal(Fraction(value, spec.at_most), 1)
        against = _("nhiều nhất khoảng %s") % scene.shown(spec.indicator, spec.at_most)
        yield Found(
            spec.indicator, {spec.indicator: value}, crossed[0].message, amount, against, spec.source, spec.is_verified
        )


def villages(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """More communities than the villages and residential groups that are known of the unit, or of all below it."""
    code = str(scene.form.check[rule.check or ""].parameters["communities"])
    known, value = _villages(scene, unit), scene.now.totals.get(unit, NO_SUMS).get(code)
    if known is not None and value is not None and value > known:
        message = _("%(label)s: %(x)s, nhiều hơn %(y)s thôn, khu dân cư đã biết")
        words = {"label": scene.form.by_code[code].label, "x": format_count(value), "y": format_count(known)}
        against = _("%s thôn, khu dân cư đã biết") % words["y"]
        yield Found(code, {code: value}, message % words, _("thừa %s") % format_count(value - known), against)


def _villages(scene: Scene, unit: str) -> int | None:
    if not scene.villages:
        return None
    if unit in scene.villages or not scene.is_sum(unit):
        return scene.villages.get(unit)
    below = [scene.villages.get(code) for code in scene.map.lowest(unit)]
    return None if None in below else sum(filter(None, below))


def ratio(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """A figure that another one of the same unit, mostly its population, contradicts."""
    assert rule.measure
    assert rule.indicator
    value = scene.reckoned(unit, rule.measure)
    if value is None:
        return
    most, least = rule.limit("at_most", scene.form), rule.limit("at_least", scene.form)
    if (most is None or value <= most) and (least is None or value >= least):
        return
    figures = {code: scene.now.totals[unit][code] for code in names_in(rule.measure)}
    limit = most if most is not None and value > most else least
    assert limit is not None
    shown, against = _printed(value, rule.unit), _printed(limit, rule.unit)
    text = _("cao nhất %s") if limit is most else _("thấp nhất %s")
    message = _("%(label)s: %(x)s, tức %(words)s là %(share)s; thường %(against)s")
    words = {
        "label": scene.form.by_code[rule.indicator].label, "x": format_count(figures[rule.indicator]), "words": rule.words,
        "share": shown, "against": text % against,
    }  # fmt: skip
    yield Found(rule.indicator, figures, message % words, shown, text % against)


def _printed(value: Fraction, unit: str) -> str:
    if unit == "%":
        return f"{format_percent(value, 0 if value.denominator == 1 else 1)} %"
    return f"{format_decimal(value, 0 if value.denominator == 1 else 1)} {unit}"
