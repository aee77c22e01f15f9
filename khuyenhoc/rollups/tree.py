"""A total as a tree of units, down to the cells that it came from and to what registers said of them. Values alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.rollups.figures import UnitRef
from khuyenhoc.units.parcels import Step


@dataclass(frozen=True, slots=True)
class InRegister:
    """What the unit's register of a model said of a figure by the end of a day, when the return was compared with it or
    (`taken`) took it. `step`: the last thing that had been done to the list."""

    model: LearningModel
    on: dt.date
    counted: int
    taken: bool
    step: int | None


@dataclass(frozen=True)
class ExplainCell:
    """The cell that a figure came from: the file as it was sent, the address in it, and who stands for it. `register`: where the
    unit keeps one of what is counted."""

    file: str
    at: str
    value: int | None
    raw: str
    entered_by: str
    accepted_by: str
    accepted_on: dt.date | None
    return_id: int
    file_id: int
    register: InRegister | None = None


@dataclass(frozen=True)
class ExplainNode:
    """A figure with what it is made of: units below, down to units with cells. `value` is the sum over `units`.

    `divided`: a unit of then that was divided since, so that its figure belongs to none of those below `unit` now; `kept`: that
    is so because it stays the history of that unit. `step`: `value` is what was apportioned of the whole of `cells`.
    `left_out`: it is made of units that are not given here.
    """

    unit: UnitRef
    value: int | None
    units: tuple[ExplainNode, ...] = ()
    cells: tuple[ExplainCell, ...] = ()
    divided: bool = False
    kept: bool = False
    step: Step | None = None
    left_out: bool = False

    @property
    def register(self) -> InRegister | None:
        """What the unit's register said of its one figure; None where it is many units', or nobody's."""
        return self.cells[0].register if len(self.cells) == 1 else None
