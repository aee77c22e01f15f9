"""What stands in the middle among the units beside one: a figure far from it is worth a second look. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Final

from khuyenhoc.catalogue.formula import evaluate
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.enums import IN_FORCE, State
from khuyenhoc.returns.models import Cell, Return
from khuyenhoc.returns.values import Stated
from khuyenhoc.units.queries import UnitMap

FEWEST: Final = 3
"""Units of which a middle is told: of two it would tell the neighbour's figure."""

Counts = Mapping[str, int | None]


@dataclass(frozen=True)
class Medians:
    """`above`: the name of the unit above; `units`: how many stand beside; `values`: exact, None for fewer than three."""

    above: str
    units: int
    values: Mapping[str, Fraction | None]


def medians_beside(return_: Return, form: FormSpec, map_: UnitMap) -> Medians | None:
    """Over the other units under the same unit, of this collection, sent or accepted; None for too few. One statement."""
    unit = map_.units.get(return_.unit.code)
    if unit is None or unit.parent is None:
        return None
    beside = [code for code in map_.children[unit.parent] if code != unit.code]
    rows = Cell.objects.filter(
        return_of__collection_id=return_.collection_id,
        return_of__unit__code__in=beside,
        return_of__superseded_at=None,
        return_of__state__in=(State.SUBMITTED, *IN_FORCE),
    ).order_by("return_of__revision")
    counted: dict[str, dict[str, int | None]] = {}
    for code, indicator, stated, value in rows.values_list(
        "return_of__unit__code", "indicator__code", "stated", "value"
    ):
        counted.setdefault(code, {})[indicator] = 0 if stated == Stated.NONE else value
    return (
        Medians(map_.name(unit.parent), len(counted), middles(form, counted.values()))
        if len(counted) >= FEWEST
        else None
    )


def middles(form: FormSpec, units: Iterable[Counts]) -> dict[str, Fraction | None]:
    """The middle of each indicator over those units that state it, of shares over those that can reckon it. Pure."""
    counted = list(units)
    found: dict[str, Fraction | None] = {}
    for i in form.indicators:
        values = [evaluate(i.formula, c) if i.formula else _exact(c.get(i.code)) for c in counted]
        stated = [value for value in values if value is not None]
        found[i.code] = median(stated) if len(stated) >= FEWEST else None
    return found


def _exact(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)
