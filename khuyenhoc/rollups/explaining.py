"""A total as a tree of units, down to the cells. No statement of its own but for units that are on neither map."""

from __future__ import annotations

from collections.abc import Mapping

from khuyenhoc.rollups.books import Books, stays, stays_history
from khuyenhoc.rollups.figures import UnitRef
from khuyenhoc.rollups.tree import ExplainCell, ExplainNode
from khuyenhoc.units.history import versions
from khuyenhoc.units.parcels import Parcel
from khuyenhoc.vietnamese.text import capitalised

Cells = Mapping[str, ExplainCell]
"""By the units that stated them."""


def nodes(found: Books, indicator: str, unit: str, cells: Cells) -> ExplainNode:
    """The tree of one figure of a unit of the map, or of one that has ended since. KeyError for one of neither."""
    if unit in found.map.units:
        return _node(found, indicator, unit, cells)
    found.unit(unit)
    return _then(found, indicator, unit, cells)


def level(found: Books, indicator: str, unit: str, cells: Cells) -> ExplainNode:
    """A figure with the units right below it, whose own trees are left out. Where every unit stands for itself."""

    children = found.map.children

    def node(code: str, below: tuple[ExplainNode, ...] = ()) -> ExplainNode:
        own = (cells[code],) if code in cells else ()
        total = found.totals.get(code, {}).get(indicator)
        return ExplainNode(found.unit(code), total, below, own, left_out=bool(children.get(code)) and not below)

    return node(unit, tuple(node(child) for child in children.get(unit, ())))


def _node(found: Books, indicator: str, unit: str, cells: Cells) -> ExplainNode:
    """A unit of the map: what is below it now, and the units of then of which figures belong to it, as a whole or in part."""
    taken = found.shared.taken
    below = [_node(found, indicator, child, cells) for child in found.map.children.get(unit, ())]
    whole = [c for c in found.grounds.placed_in(unit) if c in cells and (c, indicator) not in taken]
    below += [_then(found, indicator, code, cells) for code in whole]
    below += [_share(found, share, cells) for share in found.shared.under(unit, indicator)]
    stands = unit in cells and unit not in found.grounds.placed and (unit, indicator) not in taken
    return _summed(found.unit(unit), below, (cells[unit],) if stands else ())


def _then(found: Books, indicator: str, unit: str, cells: Cells) -> ExplainNode:
    """A unit as it was in the period, with what was below it then."""
    map_, place = found.grounds.then, found.grounds.placed.get(unit)
    below = [_then(found, indicator, child, cells) for child in map_.children.get(unit, ())]
    own = (cells[unit],) if unit in cells else ()
    divided = bool(place and place.divided and not below)
    return _summed(
        UnitRef.on(map_, unit), below, own, divided, divided and stays(indicator, found.grounds.rests_on(unit))
    )


def _share(found: Books, share: Parcel, cells: Cells) -> ExplainNode:
    """A part of the figure of a divided unit."""
    assert share.step is not None
    rests = share.rests_on is not None
    own = tuple(cells[code] for code in share.of if code in cells)
    return ExplainNode(
        _called(found, share.step.unit), share.value, (), own, rests, rests and stays_history(share), share.step
    )


def _called(found: Books, code: str) -> UnitRef:
    """The name of a unit on either map, or its last one. One statement for one that is on neither."""
    if code in found.grounds.then.units:
        return UnitRef.on(found.grounds.then, code)
    if code in found.map.units:
        return found.unit(code)
    last = versions(code)[-1]
    return UnitRef(code, capitalised(last.full_name), last.level, last.parent.code if last.parent else None)


def _summed(
    unit: UnitRef, below: list[ExplainNode], own: tuple[ExplainCell, ...], divided: bool = False, kept: bool = False
) -> ExplainNode:
    stated = [v for v in (*(n.value for n in below), *(c.value for c in own)) if v is not None]
    return ExplainNode(unit, sum(stated) if stated else None, tuple(below), own, divided, kept)
