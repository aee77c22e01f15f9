"""All rules over the figures of some units: one mark for one cause. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from khuyenhoc.catalogue.oddities import Kind, OddityRuleSpec
from khuyenhoc.rollups.figures import Answer, Flag
from khuyenhoc.rollups.oddities.change import jump
from khuyenhoc.rollups.oddities.digits import digits, round_figure
from khuyenhoc.rollups.oddities.finding import Look, flag
from khuyenhoc.rollups.oddities.peers import peers
from khuyenhoc.rollups.oddities.plausible import bound, nearly_all, ratio, villages
from khuyenhoc.rollups.oddities.scene import Scene
from khuyenhoc.rollups.oddities.series import course, spike, still
from khuyenhoc.rollups.oddities.sums import order, sums

LOOKS: Final[dict[Kind, Look]] = {
    "order": order, "sums": sums, "nearly_all": nearly_all, "bound": bound, "villages": villages, "ratio": ratio,
    "jump": jump, "peers": peers, "round": round_figure, "digits": digits, "course": course, "spike": spike, "still": still,
}  # fmt: skip


def look(scene: Scene, units: Iterable[str]) -> dict[str, tuple[Flag, ...]]:
    """What is odd about the figures of each unit, most certain first; units without a figure are left out."""
    rules = sorted(scene.rules, key=lambda rule: rule.weight)
    found = {unit: tuple(_of_unit(scene, rules, unit)) for unit in units if unit in scene.now.totals}
    return {unit: flags for unit, flags in found.items() if flags}


def _of_unit(scene: Scene, rules: Iterable[OddityRuleSpec], unit: str) -> Iterator[Flag]:
    marked: set[str] = set()
    for rule in rules:
        for found in LOOKS[rule.kind](scene, rule, unit):
            of = found.indicator or rule.code  # what is odd about all figures of a unit together is told by each rule
            if of not in marked:
                marked.add(of)
                yield flag(scene, rule, unit, found)


def answered(flags: Iterable[Flag], by_cause: Mapping[str, Answer], own: Mapping[tuple[str, str, str], str],
             rules: Iterable[OddityRuleSpec]) -> tuple[Flag, ...]:  # fmt: skip
    """The flags with the reasons that were given for them: here, or by the unit in its own return (`own`: by unit, check and
    indicator)."""
    checks = {rule.code: rule.answered_by for rule in rules}
    return tuple(replace(one, answer=by_cause.get(one.cause) or _own(one, checks, own)) for one in flags)


def _own(one: Flag, checks: Mapping[str, tuple[str, ...]], own: Mapping[tuple[str, str, str], str]) -> Answer | None:
    reasons = (own.get((one.unit, check, one.indicator)) for check in checks.get(one.code, ()))
    return next((Answer(reason) for reason in reasons if reason), None)
