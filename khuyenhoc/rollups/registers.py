"""What the registers of a unit and of all below it say of a year, on the map of the year's end or of another day."""

from __future__ import annotations

import datetime as dt

from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.queries import sums
from khuyenhoc.recognition.rules import Count
from khuyenhoc.rollups.books import ground_on
from khuyenhoc.units.grounds import Grounds
from khuyenhoc.units.queries import unit_map


def register_counts(unit: str, year: int, as_of: dt.date | None = None) -> dict[LearningModel, Count]:
    """How many entries there are, how many registered and how many are recognised, by model; zero where nobody has a list.

    A list of a unit that has ended since belongs to what it went into; of one that was divided, to the nearest unit above all
    its parts, as with every other figure. KeyError for a unit of neither map. Two statements, four on another map.
    """
    ground = ground_on(unit_map(dt.date(year, 12, 31)), as_of)
    if unit in ground.now.units and not ground.placed:
        return sums(year, {found.code for found in ground.now.below(unit)})
    return sums(year, _units_in(ground, unit))


def _units_in(ground: Grounds, unit: str) -> set[str]:
    """The units whose lists belong to a unit: those of the year's end, and those that stand on the later map alone."""
    if unit not in ground.now.units and unit not in ground.then.units:
        raise KeyError(unit)
    then = {code for code in ground.then.units if unit in ground.above(code)}
    began = {code for code in ground.now.units.keys() - ground.then.units.keys() if unit in ground.now.lineage(code)}
    return then | began
