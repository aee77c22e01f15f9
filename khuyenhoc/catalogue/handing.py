"""Targets of units that a plan ends: carried to the unit that takes all of it, or listed as to be set anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from khuyenhoc.catalogue.models import Target
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.periods import period_of


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of a unit that ends, for a period that is measured on the new map. `to`: whose it is then, None: set it anew."""

    target: Target
    unit: UnitName
    to: UnitName | None

    @property
    def title(self) -> str:
        return str(self.target.spec["title"])


def aims(plan: Plan) -> list[Aim]:
    """What becomes of the targets of units that end. Two statements.

    A target is carried where all of its unit goes into one that takes in no ground from outside of the map, and no other unit's
    targets of the period and none of its own stand against it. What holds for a part or for several is nobody's guess.
    """
    ends = {unit.code: unit for unit in plan.ends}
    rows = [t for t in Target.objects.filter(unit__in=ends).order_by("unit", "position") if _is_measured_after(t, plan)]
    heirs = {code: _heir(plan, code) for code in {t.unit for t in rows}}
    claims = Counter((h.code, period) for h, period in {(heirs[t.unit], t.period) for t in rows} if h)
    own = Target.objects.filter(unit__in={heir.code for heir in heirs.values() if heir})
    claims.update(set(own.values_list("unit", "period")))
    return [
        Aim(t, ends[t.unit], heir if (heir := heirs[t.unit]) and claims[heir.code, t.period] == 1 else None)
        for t in rows
    ]


def _is_measured_after(target: Target, plan: Plan) -> bool:
    period = period_of(target.period)
    return period is not None and period.ends >= plan.after.on


def _heir(plan: Plan, code: str) -> UnitName | None:
    heir = plan.heir(code)
    return heir if heir and all(source.code for source in plan.sources(heir.code)) else None


@transaction.atomic
def carry_targets(*, plan: Plan, row: Reorganisation) -> list[Aim]:
    """The targets that are carried, under a code of their own; the old ones stay. The plan's event tells of them."""
    found = aims(plan)
    Target.objects.bulk_create(_carried(one, one.to, row) for one in found if one.to)
    return found


def _carried(one: Aim, to: UnitName, row: Reorganisation) -> Target:
    old = one.target
    code = f"{old.code[:24]}-{row.pk}"
    return Target(
        code=code, status=old.status, source=old.source, unit=to.code, period=old.period, position=old.position,
        spec={**old.spec, "code": code, "unit": to.code}, carried_by=row,
    )  # fmt: skip


@transaction.atomic
def take_back_targets(*, row: Reorganisation) -> None:
    """The carried targets are gone again; the plan's undoing is the event. One statement."""
    Target.objects.filter(carried_by=row).delete()
