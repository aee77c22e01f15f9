"""Sharing a unit's target out to those below it by a stated rule: whole numbers that add up to the whole, exactly. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.measures import UNITS
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.rollups.apportion import apportion
from khuyenhoc.rollups.figures import Figures, UnitRef
from khuyenhoc.rollups.targets.taking import required

Rule = Literal["same", "gap", "reached"]
RULES: Final[dict[Rule, str | Promise]] = {
    "same": _("Cùng một tỷ lệ: chia theo tổng số của từng đơn vị"),
    "gap": _("Theo phần còn thiếu: giữ phần đã đạt, phần tăng thêm chia theo chỗ còn lại của từng đơn vị"),
    "reached": _("Theo phần đã đạt: chia theo số đã đạt của từng đơn vị"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """A unit's part. `base`: its whole of which a share is asked, None where none is; `done`: reached already."""

    unit: UnitRef
    base: int | None
    done: int
    count: int


@dataclass(frozen=True)
class Sharing:
    """How a target is shared out: `whole` of the figure `indicator` over the parts, by figures of `period`."""

    indicator: str
    whole: int
    rule: Rule
    period: str
    shares: tuple[Share, ...]

    @property
    def over(self) -> int:
        """By how much the parts together are more than the whole; below 0: less."""
        return sum(share.count for share in self.shares) - self.whole


def rule_of(text: str) -> Rule:
    """The rule of a name; the first one for another text."""
    found: Sequence[Rule] = get_args(Rule)
    return next((rule for rule in found if rule == text), found[0])


def shared(
    target: TargetSpec, figures: Figures, parts: Sequence[Figures], rule: Rule, given: Mapping[str, int] | None = None,
    whole: int | None = None,
) -> Sharing | None:  # fmt: skip
    """The parts of the units below; `given`: numbers that were set by hand, by unit. None where the target counts nothing up,
    figures are missing, or nothing can be told apart. `whole`: where the unit was given a number itself."""
    need = required(target, figures)
    if need is None or not parts:
        return None
    indicator, reckoned = need
    total = reckoned if whole is None else whole
    base = next((name for name in names_in(target.measure or "") if name not in (indicator, UNITS)), None)
    done = [one.total.get(indicator) or 0 for one in parts]
    bases = [one.total.get(base) or 0 if base else None for one in parts]
    counts = _counts(total, done, bases, rule)
    if counts is None:
        return None
    shares = tuple(
        Share(one.unit, b, d, (given or {}).get(one.unit.code, c))
        for one, b, d, c in zip(parts, bases, done, counts, strict=True)
    )
    return Sharing(indicator, total, rule, figures.period, shares)


def _counts(total: int, done: Sequence[int], bases: Sequence[int | None], rule: Rule) -> list[int] | None:
    known = [base or 0 for base in bases]
    room = [max(0, base - had) for base, had in zip(known, done, strict=True)]
    grows = total - sum(done)
    if rule == "gap" and any(room) and 0 <= grows <= sum(room):
        return [had + more for had, more in zip(done, apportion(grows, room), strict=True)]
    weights = done if rule == "reached" or not any(known) else known
    return apportion(total, weights) if any(weights) else None
