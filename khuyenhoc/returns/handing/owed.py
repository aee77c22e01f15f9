"""What units owe that a plan ends: whose it is afterwards, or that it is closed with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Collection, Obligation, Return
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import UnitName

OWED: Final = "owed"
"""Under which key a plan's `answers` hold what becomes of obligations: {obligation's row: whether it is still owed}."""


@dataclass(frozen=True, slots=True)
class Owing:
    """What a unit that ends owes to an open collection. `goes_on`: somebody still owes it afterwards, else it is closed.

    `is_then`: the period is over by the plan's day, so that the return is still that of the old unit, in whose name `by` (the
    unit that takes all of it, else the one above) sends it. Else the period ends on the new map, and the units `by` owe theirs.
    `begun`: a return of it is being worked on; then it cannot be closed while `is_then`.
    """

    obligation: Obligation
    unit: UnitName
    by: tuple[UnitName, ...]
    is_then: bool
    begun: bool
    goes_on: bool

    @property
    def may_be_closed(self) -> bool:
        return not (self.is_then and self.begun)


def owing(plan: Plan, answers: Mapping[str, Any]) -> list[Owing]:
    """What becomes of everything that units which end owe to open collections and of which no return is accepted.

    It goes on where a successor is there for it, and is else closed. Two statements.
    """
    ends = {unit.code: unit for unit in plan.ends}
    rows = Obligation.objects.filter(collection__closed_at=None, unit__code__in=ends).select_related(
        "collection", "unit"
    )
    rows = rows.order_by("-collection__period_ends", "collection__code", "unit__code")
    standing = _standing(list(ends))
    said = answers.get(OWED, {})
    return [
        _owing(plan, row, ends[row.unit.code], begun, said.get(str(row.pk)))
        for row in rows
        if (begun := standing.get((row.collection_id, row.unit_id))) is not True
    ]


def _standing(units: list[str]) -> dict[tuple[int, int], bool]:
    """The returns of units that stand, by collection and unit: True where one is accepted, False where one is worked on."""
    rows = Return.objects.filter(collection__closed_at=None, unit__code__in=units, superseded_at=None)
    found: dict[tuple[int, int], bool] = {}
    for collection, unit, state in rows.values_list("collection_id", "unit_id", "state"):
        found[collection, unit] = state in IN_FORCE or found.get((collection, unit), False)
    return found


def _owing(plan: Plan, row: Obligation, unit: UnitName, begun: bool | None, said: bool | None) -> Owing:
    successors = plan.successors(unit.code)
    is_then = row.collection.period_ends < plan.after.on
    whole = tuple(to for to, whole in successors if whole)
    by = whole if is_then else tuple(dict.fromkeys(to for to, _whole in successors if to.level == unit.level))
    goes_on = bool(by) if said is None else said
    if is_then and not by:
        by = _above(plan, unit)
    is_begun = begun is not None
    return Owing(row, unit, by, is_then, is_begun, bool(by) and (goes_on or (is_then and is_begun)))


def _above(plan: Plan, unit: UnitName) -> tuple[UnitName, ...]:
    """The nearest unit above that is there on the new map, or into which one above has gone as a whole."""
    for code in plan.before.lineage(unit.code)[1:]:
        if code in plan.after.units:
            return (plan.after.units[code],)
        if whole := [to for to, is_whole in plan.successors(code) if is_whole]:
            return tuple(whole)
    return ()


@dataclass(frozen=True, slots=True)
class Collecting:
    """A collection whose collecting unit ends before its period does; `by`: who collects it then, None for nobody."""

    collection: Collection
    unit: UnitName
    by: UnitName | None


def collecting(plan: Plan) -> list[Collecting]:
    """The collections, open or not, that somebody else has to collect. One statement."""
    ends = {unit.code: unit for unit in plan.ends}
    rows = Collection.objects.filter(unit__code__in=ends, period_ends__gte=plan.after.on).select_related("unit")
    return [
        Collecting(row, ends[row.unit.code], plan.heir(row.unit.code)) for row in rows.order_by("-period_ends", "code")
    ]
