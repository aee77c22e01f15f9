"""What has to be known before files can be read and stored: read once a run, or once a chunk. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import held_roles
from khuyenhoc.access.rules import Held, allows
from khuyenhoc.catalogue.queries import form_spec, indicator_ids
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.earlier.queries import loaded_period, period_before
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Cell, Collection, Return
from khuyenhoc.returns.values import LastPeriod, Stated, UnitContext
from khuyenhoc.units.queries import UnitMap, facts, unit_map


@dataclass(frozen=True)
class Situation:
    """A collection with its form, its map, and what the sender may do. Statements: one for each property, once."""

    collection: Collection
    by: User

    @cached_property
    def form(self) -> FormSpec:
        return form_spec(self.collection.form_id)

    @cached_property
    def indicator_ids(self) -> dict[str, int]:
        return indicator_ids(self.collection.form_id)

    @cached_property
    def map(self) -> UnitMap:
        return unit_map(self.collection.period_ends)

    @cached_property
    def owing(self) -> dict[str, int]:
        """The row of each unit that owes a return, by its code."""
        return dict(self.collection.obligations.values_list("unit__code", "unit_id"))

    @cached_property
    def sendable(self) -> frozenset[str]:
        """The codes of the units for which `by` may send a return."""
        return self._with(Right.SEND_RETURN)

    @cached_property
    def revisable(self) -> frozenset[str]:
        """The codes of the units whose accepted return `by` may open for a new revision."""
        return self._with(Right.REVISE_ACCEPTED)

    @cached_property
    def _held(self) -> tuple[Held, ...]:
        return held_roles(self.by)

    def _with(self, right: Right) -> frozenset[str]:
        return frozenset(c for c in self.owing if allows(self._held, right, self.map.lineage(c)))

    @cached_property
    def _villages(self) -> dict[str, int]:
        return facts("villages", self.collection.period_ends)

    @cached_property
    def _last(self) -> dict[str, LastPeriod]:
        return last_period(self.collection)

    def context(self, unit: str) -> UnitContext:
        """What the checks know of a unit besides its return."""
        return UnitContext(self._last.get(unit), self._villages.get(unit))


def last_period(collection: Collection) -> dict[str, LastPeriod]:
    """The accepted figures of the year before, by unit; where a unit has no accepted return, what was loaded for it.

    Two statements; empty for the first year of an installation for which nothing was loaded.
    """
    before = period_before(collection.period)
    if before is None:
        return {}
    rows = Cell.objects.filter(
        return_of__collection__form__code=collection.form.code,
        return_of__collection__unit_id=collection.unit_id,
        return_of__collection__period=before,
        return_of__state__in=IN_FORCE,
        return_of__superseded_at=None,
    ).values_list("return_of__unit__code", "indicator__code", "stated", "value")
    values: dict[str, dict[str, int | None]] = {}
    none_stated: dict[str, set[str]] = {}
    for unit, indicator, stated, value in rows:
        values.setdefault(unit, {})[indicator] = 0 if stated == Stated.NONE else value
        if stated == Stated.NONE:
            none_stated.setdefault(unit, set()).add(indicator)
    accepted = {u: LastPeriod(v, frozenset(none_stated.get(u, ()))) for u, v in values.items()}
    return loaded_period(before) | accepted


@dataclass(frozen=True, slots=True)
class Standing:
    """A revision that stands for a unit: open, or in force."""

    pk: int
    revision: int
    state: str
    sha256: str


@dataclass
class Standings:
    """The revisions of a collection at this moment, by unit: read anew within each storing transaction."""

    open: dict[str, Standing]
    in_force: dict[str, Standing]
    last_revision: dict[str, int]


def standings(collection: Collection) -> Standings:
    """What stands for each unit of a collection. One statement."""
    found = Standings({}, {}, {})
    rows = Return.objects.filter(collection=collection).order_by("revision")
    for unit, superseded, *row in rows.values_list(
        "unit__code", "superseded_at", "pk", "revision", "state", "file__sha256"
    ):
        standing = Standing(*row)
        found.last_revision[unit] = standing.revision
        if superseded is None:
            (found.in_force if standing.state in IN_FORCE else found.open)[unit] = standing
    return found
