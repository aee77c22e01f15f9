"""What has to be known before files can be read and stored: read once a run, or once a chunk. Reads only."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import held_roles
from khuyenhoc.access.rules import Held, allows
from khuyenhoc.catalogue.carrying import carried
from khuyenhoc.catalogue.queries import indicator_ids
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.recognition.queries import kept_on
from khuyenhoc.returns.conflicts.models import PENDING, Conflict
from khuyenhoc.returns.conflicts.rules import Origin
from khuyenhoc.returns.earlier.loaded import loaded_period, period_before
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.feeding.queries import registers_of
from khuyenhoc.returns.feeding.rules import Registers, by_indicator
from khuyenhoc.returns.models import Cell, Collection, ReceivedFile, Return
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.values import LastPeriod, Stated, UnitContext
from khuyenhoc.units.facts import VILLAGES
from khuyenhoc.units.queries import UnitMap, facts, unit_map

if TYPE_CHECKING:
    from khuyenhoc.returns.intake.readings import FileReading

READ = "read"
"""The outcome of a file that gave returns."""


class Situation(Struct, frozen=True, dict=True):
    """A collection with its form, its map, and what the sender may do. Statements: one for each property, once.

    `anew`: contents that gave the return that stands are read once more, and make a new revision.
    """

    collection: Collection
    by: User
    anew: bool = False

    @cached_property
    def form(self) -> FormSpec:
        return form_of(self.collection)

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
        return facts(VILLAGES, self.collection.period_ends)

    @cached_property
    def _last(self) -> dict[str, LastPeriod]:
        return last_period(self.collection)

    @cached_property
    def registers(self) -> dict[str, Registers]:
        """What registers say on the period's last day, of the units that were asked for by `ask_registers`."""
        return {}

    def ask_registers(self, readings: Iterable[FileReading]) -> None:
        """Brings in the registers of the units of files that are about to be judged: so many statements for one as for many."""
        units = {one.unit for reading in readings for one in reading.returns if one.unit}
        if asked := units & self._keeping:
            self.registers.update(registers_of(self.collection, self.form, asked))

    @cached_property
    def _keeping(self) -> frozenset[str]:
        """The units that keep a register on the period's last day."""
        return frozenset(kept_on(self.collection.period_ends)) if self.form.from_registers else frozenset()

    @cached_property
    def elsewhere(self) -> dict[str, Collection]:
        """The collection in which a file with these contents was read, by its SHA-256: last year's file sent again."""
        read = ReceivedFile.objects.filter(outcome=READ, run__taken_back_at=None).exclude(collection=self.collection)
        return {file.sha256: file.collection for file in read.select_related("collection").only("sha256", "collection")}

    def context(self, unit: str) -> UnitContext:
        """What the checks know of a unit besides its return."""
        registers = by_indicator(self.form, self.registers.get(unit, {}))
        return UnitContext(self._last.get(unit), self._villages.get(unit), registers)


def last_period(collection: Collection, units: Some[int] | None = None) -> dict[str, LastPeriod]:
    """The accepted figures of the year before, by unit; where a unit has no accepted return, what was loaded for it. Of some
    `units` (rows) alone.

    By the codes of the collection's version of the form: a figure whose line was renamed is found under its new code, one
    whose line was dropped is left out. Two statements; empty for the first year of an installation for which nothing was
    loaded.
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
    ).values_list("return_of__unit__code", "indicator__code", "stated", "value", "return_of__collection__form__version")
    if units is not None:
        rows = rows.filter(return_of__unit__in=units)
    values: dict[str, dict[str, int | None]] = {}
    none_stated: dict[str, set[str]] = {}
    for unit, code, stated, value, version in rows:
        indicator = carried(collection.form.code, version, collection.form.version, code)
        if indicator is None:
            continue
        values.setdefault(unit, {})[indicator] = 0 if stated == Stated.NONE else value
        if stated == Stated.NONE:
            none_stated.setdefault(unit, set()).add(indicator)
    accepted = {u: LastPeriod(v, frozenset(none_stated.get(u, ()))) for u, v in values.items()}
    return loaded_period(before, units) | accepted


class Standing(Struct, frozen=True):
    """A revision that stands for a unit (open, or in force), or that contends. `pk` 0: its chunk is not written yet."""

    pk: int
    revision: int
    state: str
    sha256: str
    origin: Origin


class Standings(Struct):
    """The revisions of a collection at this moment, by unit: read anew within each storing transaction."""

    open: dict[str, Standing]
    in_force: dict[str, Standing]
    contending: dict[str, list[Standing]]
    last_revision: dict[str, int]


_STANDING = ("pk", "revision", "state", "file__sha256", "created_by", "file__run")


def standings(collection: Collection) -> Standings:
    """What stands for each unit of a collection, and what contends with it. Two statements."""
    found = Standings({}, {}, {}, {})
    contenders = Conflict.objects.filter(PENDING, contender__collection=collection)
    contending = frozenset(contenders.values_list("contender", flat=True))
    rows = Return.objects.filter(collection=collection).order_by("revision")
    for unit, superseded, pk, revision, state, sha256, by, run in rows.values_list(
        "unit__code", "superseded_at", *_STANDING
    ):
        standing = Standing(pk, revision, state, sha256, Origin(by, run))
        found.last_revision[unit] = revision
        if superseded is None:
            (found.in_force if state in IN_FORCE else found.open)[unit] = standing
        elif pk in contending:
            found.contending.setdefault(unit, []).append(standing)
    return found
