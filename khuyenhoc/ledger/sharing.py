"""Sharing a target out to the units below, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import structs

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.acts import drop_targets, keep_targets
from khuyenhoc.catalogue.queries import shared_out
from khuyenhoc.catalogue.spec import TargetSpec
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part of what the unit right above it has: `count` of the figure that the target counts up."""

    unit: str
    above: str
    count: int


@transaction.atomic
def share_out_target(
    *, by: User, target: TargetSpec, unit: str, whole: int, measure: str, unit_of_measure: str, rule: str, parts: Sequence[Part],
    map_: UnitMap,
) -> list[TargetSpec]:  # fmt: skip
    """Keeps the parts of a unit's target as targets of the units below, all levels at once. NotAllowed.

    `measure`: the figure that is counted. Refused where the parts of a unit are not together what that unit has, or one is
    below 0: no number is lost or invented between two levels.
    """
    require(by=by, right=Right.SET_TARGETS, units=[unit], map_=map_)
    _refuse_wrong_sums({unit: whole} | {part.unit: part.count for part in parts}, parts, map_)
    root = target.shared_from or target.code
    period = target.period or ""
    source = _("phân bổ từ chỉ tiêu %(code)s của %(unit)s") % {"code": root, "unit": map_.name(unit)}
    rows = [
        structs.replace(
            target, code=f"{root}/{part.unit}", unit=part.unit, measure=measure, unit_of_measure=unit_of_measure,
            value=Decimal(part.count), shared_from=root, shared_by=rule, source=source,
        )
        for part in parts
    ]  # fmt: skip
    keep_targets(rows)
    after = {"target": root, "rule": rule, "whole": whole, "parts": {part.unit: part.count for part in parts}}
    record(by=by.username, unit=unit, act="share_out_target", subject=("period", period), after=after)
    return rows


def _refuse_wrong_sums(wholes: Mapping[str, int], parts: Sequence[Part], map_: UnitMap) -> None:
    if any(part.count < 0 for part in parts):
        raise Refused(_("Số phân bổ không được âm."))
    sums: dict[str, int] = {}
    for part in parts:
        sums[part.above] = sums.get(part.above, 0) + part.count
    for above, together in sums.items():
        gap = together - wholes[above]
        if gap:
            words = {
                "unit": map_.name(above), "sum": format_count(together), "whole": format_count(wholes[above]),
                "gap": format_count(abs(gap)), "way": _("thừa") if gap > 0 else _("thiếu"),
            }  # fmt: skip
            text = _(
                "Các đơn vị của %(unit)s cộng lại là %(sum)s, chỉ tiêu là %(whole)s: %(way)s %(gap)s. Sửa cho khớp rồi lưu."
            )
            raise Refused(text % words)


@transaction.atomic
def take_back_sharing(*, by: User, target: TargetSpec, unit: str, map_: UnitMap) -> int:
    """The parts of a unit's target are none any more, with all units below it; how many they were. WrongState where none is."""
    require(by=by, right=Right.SET_TARGETS, units=[unit], map_=map_)
    root = target.shared_from or target.code
    below = {u.code for u in map_.below(unit)} - {unit}
    rows = [row for row in shared_out(root) if row.unit in below]
    if not rows:
        raise WrongState(_("Chỉ tiêu này chưa được phân bổ, hoặc đã bỏ phân bổ rồi."))
    drop_targets([row.code for row in rows])
    before = {"target": root, "parts": {row.unit: int(row.value or 0) for row in rows}}
    record(by=by.username, unit=unit, act="take_back_sharing", subject=("period", target.period or ""), before=before)
    return len(rows)
