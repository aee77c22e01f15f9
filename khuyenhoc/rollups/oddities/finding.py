"""What a rule hands back, and what becomes of it: a flag with its cause. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from khuyenhoc.catalogue.oddities import OddityRuleSpec
from khuyenhoc.rollups.figures import Flag
from khuyenhoc.rollups.oddities.scene import Scene


@dataclass(frozen=True, slots=True)
class Found:
    """Something odd. `figures`: the unit's own figures that were looked at. `source`, `verified`: where not the rule's."""

    indicator: str
    figures: Mapping[str, int]
    message: str
    amount: str
    against: str
    source: str = ""
    verified: bool | None = None


Look = Callable[[Scene, OddityRuleSpec, str], Iterator[Found]]
"""One kind of rule, over the figures of one unit."""


def flag(scene: Scene, rule: OddityRuleSpec, unit: str, found: Found) -> Flag:
    """What was found, with all that is said of it."""
    return Flag(
        indicator=found.indicator, code=rule.code, message=found.message,
        verified=rule.is_verified if found.verified is None else found.verified, unit=unit, title=rule.title,
        amount=found.amount, against=found.against, source=found.source or rule.source, certainty=rule.certainty,
        cause=cause(rule.code, scene.period, unit, found.indicator, found.figures),
    )  # fmt: skip


def cause(rule: str, period: str, unit: str, indicator: str, figures: Mapping[str, int]) -> str:
    """The digest for which an answer holds: other units' figures and a moved threshold are no new cause, an own figure is."""
    told = json.dumps([rule, period, unit, indicator, sorted(figures.items())], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
