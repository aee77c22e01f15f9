"""Last digits that are too round: real counts end in every digit equally often. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from math import comb

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.oddities import OddityRuleSpec
from khuyenhoc.rollups.oddities.finding import Found
from khuyenhoc.rollups.oddities.scene import NO_SUMS, Scene
from khuyenhoc.vietnamese.numbers import format_count


def round_figure(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """One count whose last digits are all zero; the first two do not count, for they tell its size. Money is often round."""
    for code, value in _counts(scene, unit).items():
        written = str(value)
        zeros = min(len(written) - len(written.rstrip("0")), len(written) - 2)
        one_in = 10 ** max(0, zeros)
        if one_in >= rule.number("chance_one_in"):
            message = _("%(label)s: %(x)s, %(n)s chữ số cuối đều là 0: có thể là số ước chừng")
            words = {"label": scene.form.by_code[code].label, "x": scene.shown(code, value), "n": zeros}
            amount = _("%s chữ số 0 ở cuối") % zeros
            yield Found(code, {code: value}, message % words, amount, chance_words(one_in))


def digits(scene: Scene, rule: OddityRuleSpec, unit: str) -> Iterator[Found]:
    """Of a unit's own figures, or of one figure over the units below it, so many end in 0 that it is hardly chance."""
    if not scene.is_sum(unit):
        yield from _together(scene, rule, "", _counts(scene, unit))
        return
    # Read once a unit: kept sums are taken out of their file each time.
    below = {u: scene.now.totals.get(u, NO_SUMS) for u in scene.map.lowest(unit)}
    for indicator in scene.form.typed:
        if not indicator.is_money:
            code = indicator.code
            values = {u: sums[code] for u, sums in below.items() if code in sums}
            yield from _together(scene, rule, code, values)


def _counts(scene: Scene, unit: str) -> dict[str, int]:
    totals = scene.now.totals.get(unit, NO_SUMS)
    return {i.code: totals[i.code] for i in scene.form.typed if not i.is_money and i.code in totals}


def _together(scene: Scene, rule: OddityRuleSpec, code: str, values: Mapping[str, int]) -> Iterator[Found]:
    large = {key: value for key, value in values.items() if value >= rule.number("value_at_least")}
    tens = sum(value % 10 == 0 for value in large.values())
    if len(large) < rule.number("figures_at_least"):
        return
    chance = tail(len(large), tens)
    if chance * rule.number("chance_one_in") > 1:
        return
    words = {
        "label": scene.form.by_code[code].label if code else "",
        "k": format_count(tens),
        "n": format_count(len(large)),
    }
    message = (
        _("%(label)s: %(k)s trên %(n)s đơn vị bên dưới ghi số tròn chục: có thể là số ước chừng")
        if code
        else _("%(k)s trên %(n)s số từ một trăm trở lên của đơn vị tròn chục: có thể là số ước chừng")
    )
    amount = _("%(k)s trên %(n)s số") % words
    yield Found(code, large, message % words, amount, chance_words(int(1 / chance)))


@lru_cache(maxsize=4096)
def tail(n: int, k: int) -> Fraction:
    """How probable it is that at least k of n last digits are 0 by chance, exact."""
    return Fraction(sum(comb(n, j) * 9 ** (n - j) for j in range(k, n + 1)), 10**n)


def chance_words(one_in: int) -> str:
    if one_in >= 10**6:
        return _("ngẫu nhiên thì không đến một phần triệu")
    return _("ngẫu nhiên thì khoảng 1 phần %s") % format_count(one_in)
