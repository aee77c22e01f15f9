"""A plan as a value: what each unit becomes, the map before and after, and what has to be asked or is refused."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from khuyenhoc.units.enums import SuccessionKind, UnitStatus
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.spec import UnitName
from khuyenhoc.units.succession import Link


@dataclass(frozen=True, slots=True)
class Source:
    """What a unit comes from: the whole or a part of a unit of the map before, or (`code` None) ground outside of it."""

    code: str | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of some units: `after` is None where they end without a successor. `lines` of the sheet say so.

    `status`: how the association stands from then on; None: as it stood before.
    """

    kind: SuccessionKind
    sources: tuple[Source, ...]
    after: UnitName | None
    seat: str = ""
    status: UnitStatus | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a line of the sheet (None: about the whole), with the units that may be meant."""

    line: int | None
    message: str
    candidates: tuple[UnitName, ...] = ()


@dataclass(frozen=True)
class Plan:
    """`faults` refuse it and `questions` have to be answered in the sheet first; `warnings` are to be read.

    `unnamed`: units of the levels that the sheet is about which it does not name; they stay.
    """

    before: UnitMap
    after: UnitMap
    changes: tuple[Change, ...]
    faults: tuple[Note, ...] = ()
    questions: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    unnamed: tuple[UnitName, ...] = ()

    @property
    def can_be_applied(self) -> bool:
        return bool(self.changes) and not self.faults and not self.questions

    @cached_property
    def begins(self) -> tuple[UnitName, ...]:
        """Units of the map after that were not on the one before."""
        return tuple(u for code, u in self.after.units.items() if code not in self.before.units)

    @cached_property
    def ends(self) -> tuple[UnitName, ...]:
        """Units of the map before that are not on the one after."""
        return tuple(u for code, u in self.before.units.items() if code not in self.after.units)

    @cached_property
    def changed(self) -> tuple[tuple[UnitName, UnitName], ...]:
        """Units that go on under another name, code, level or parent: as they were, as they will be."""
        pairs = ((u, self.after.units.get(code)) for code, u in self.before.units.items())
        return tuple((old, new) for old, new in pairs if new is not None and new != old)

    @property
    def links(self) -> list[list[Link]]:
        """What would become of which units, change by change, as an applied plan keeps it."""
        ends = [(c, c.after.code if c.after else None) for c in self.changes]
        return [[Link(self.after.on, c.kind, s.code, end, s.whole) for s in c.sources] for c, end in ends]

    def successors(self, code: str) -> list[tuple[UnitName, bool]]:
        """What a unit of the map before becomes, and whether all of it does."""
        return self._successors.get(code, [])

    def heir(self, code: str) -> UnitName | None:
        """The one unit that takes all of a unit of the map before; None where none does."""
        match self.successors(code):
            case [(only, True)]:
                return only
        return None

    def sources(self, code: str) -> tuple[Source, ...]:
        """What a unit of the map after comes from; () where it stays as it is."""
        return self._sources.get(code, ())

    @cached_property
    def _successors(self) -> dict[str, list[tuple[UnitName, bool]]]:
        found: dict[str, list[tuple[UnitName, bool]]] = {}
        for change in self.changes:
            for source in change.sources:
                if source.code and change.after:
                    found.setdefault(source.code, []).append((change.after, source.whole))
        return found

    @cached_property
    def _sources(self) -> dict[str, tuple[Source, ...]]:
        return {change.after.code: change.sources for change in self.changes if change.after}
