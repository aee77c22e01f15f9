"""A unit against those of its level: how many deviations it stands from what is in the middle among them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.oddities import OddityRuleSpec
from khuyenhoc.rollups.oddities.finding import Found
from khuyenhoc.rollups.oddities.scene import Middle, Scene
from khuyenhoc.vietnamese.numbers import format_decimal
from khuyenhoc.vietnamese.text import in_sentence


def peers(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """Far off its peers, measured per head or as a share, so that a large unit is not odd for being large.

    Both has to hold: many robust deviations away, and far in itself; among peers that are nearly equal a little would be many.
    """
    at_least = int(rule.number("peers_at_least"))
    group = scene.peers(unit, at_least)
    if not group:
        return
    for indicator, formula in rule.pairs("measures"):
        if not set(names_in(formula)) <= scene.form.by_code.keys():
            continue
        values = scene.now.together(unit, names_in(formula))
        if values is None or values[names_in(formula)[-1]] < rule.number("base_at_least"):
            continue
        value, middle = scene.reckoned(unit, formula), scene.middle(group, formula, at_least)
        if value is not None and middle is not None and _is_far(rule, value, middle):
            yield _found(scene, indicator, values, value, middle)


def _is_far(rule: OddityRuleSpec, value: Fraction, middle: Middle) -> bool:
    if not value:
        return middle.zeros * 100 <= rule.number("zeros_percent") * middle.units
    times = rule.number("away_times")
    if middle.median / times < value < middle.median * times:
        return False
    return middle.away(value) > rule.number("z")


def _found(scene: Scene, indicator: str, figures: dict[str, int], value: Fraction, middle: Middle) -> Found:
    *_numerators, base = figures
    spec, under = scene.form.by_code[indicator], scene.form.by_code[base]
    shown, against = _per_thousand(value), _per_thousand(middle.median)
    message = _("%(label)s trên 1.000 %(of)s là %(x)s, trong khi ở giữa %(n)s đơn vị cùng cấp là %(y)s")
    words = {"label": spec.label, "of": f"({in_sentence(under.label)})", "x": shown, "n": middle.units, "y": against}
    return Found(
        indicator, figures, message % words, _amount(value, middle), _("ở giữa là %s") % against,
    )  # fmt: skip


def _amount(value: Fraction, middle: Middle) -> str:
    if not value:
        return _("không có gì")
    z = format_decimal(Fraction(middle.away(value)).limit_denominator(1000), 1)
    return _("lệch %s lần mức phân tán thường thấy") % z


def _per_thousand(value: Fraction) -> str:
    thousand = value * 1000
    return format_decimal(thousand, 0 if thousand >= 100 else 1)
