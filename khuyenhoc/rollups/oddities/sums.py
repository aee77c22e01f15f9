"""Figures of one unit that contradict each other: a part above its whole, a sum that is not that of its parts. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.formula import evaluate, names_in
from khuyenhoc.catalogue.oddities import OddityRuleSpec
from khuyenhoc.rollups.oddities.finding import Found
from khuyenhoc.rollups.oddities.scene import Scene
from khuyenhoc.vietnamese.text import in_sentence


def order(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """A figure above one that it cannot be above."""
    for part, whole in _pairs(scene, rule):
        values = scene.now.together(unit, (part, whole))
        if values and values[part] > values[whole]:
            message = _("%(part)s (%(x)s) lớn hơn %(whole)s (%(y)s)")
            labels = {code: scene.form.by_code[code].label for code in (part, whole)}
            lower = in_sentence(labels[whole])
            shown = {code: scene.shown(code, value) for code, value in values.items()}
            words = {"part": labels[part], "x": shown[part], "whole": lower, "y": shown[whole]}
            amount = _("thừa %s") % scene.shown(part, values[part] - values[whole])
            yield Found(part, values, message % words, amount, shown[whole])


def _pairs(scene: Scene, rule: OddityRuleSpec) -> Iterator[tuple[str, str]]:
    """Which figure may not be above which: of each model those that the rule names, and what is part of another."""
    for m in scene.form.models:
        yield from ((getattr(m, low), getattr(m, high)) for low, high in rule.pairs("of_models"))
    if rule.parameters.get("parts"):
        for whole, parts in scene.form.parts_of.items():
            yield from ((part, whole) for part in parts)


def sums(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """A figure that is not what its parts, or its formula, give, by more than the rounding that files may have."""
    for indicator, formula in scene.form.sums:
        values = scene.now.together(unit, (indicator.code, *names_in(formula)))
        computed = evaluate(formula, values) if values else None
        if values is None or computed is None:
            continue
        stated = values[indicator.code]
        gap = abs(int(computed) - stated)
        if gap * 100 <= rule.number("within_percent") * max(Fraction(abs(stated)), abs(computed)):
            continue
        shown, reckoned = scene.shown(indicator.code, stated), scene.shown(indicator.code, int(computed))
        message = _("%(label)s ghi %(x)s, tính từ các phần được %(y)s")
        words = {"label": indicator.label, "x": shown, "y": reckoned}
        amount = _("lệch %s") % scene.shown(indicator.code, gap)
        yield Found(indicator.code, values, message % words, amount, reckoned)
