"""A share of every lowest unit below one, by the unit in between: what a map of shapes would show, where there are no shapes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from khuyenhoc.catalogue.measures import Expression
from khuyenhoc.catalogue.measuring import expression_of
from khuyenhoc.rollups.books import Books
from khuyenhoc.units.queries import UnitMap

CLASSES = 4
"""Shades: as many as a photocopier keeps apart."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A unit with its share; None where it cannot be computed. `name` is bare, since it stands within a block."""

    unit: str
    name: str
    full_name: str
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Block:
    """The lowest units below one, in the order of the map."""

    name: str
    tiles: tuple[Tile, ...]


def tiles(found: Books, unit: str, indicator: str) -> list[Block]:
    """Of each unit right below one a block of its lowest; those that are lowest themselves stand in a block of the unit's own.

    KeyError for a unit or indicator that there is not. No statement.
    """
    map_, expression = found.map_with(unit), expression_of(found.form, indicator)
    lowest = [code for code in map_.children.get(unit, ()) if not map_.children.get(code)]
    blocks = [(unit, lowest or [unit])] if lowest or not map_.children.get(unit) else []
    blocks += [(code, list(map_.lowest(code))) for code in map_.children.get(unit, ()) if map_.children.get(code)]
    return [Block(map_.name(c), tuple(_tile(found, map_, code, expression) for code in of)) for c, of in blocks]


def tiles_right_below(found: Books, unit: str, indicator: str) -> Block | None:
    """The units right below one in one block, which is called as the share; None for a unit that has none. No statement."""
    map_, expression = found.map_with(unit), expression_of(found.form, indicator)
    below = tuple(_tile(found, map_, code, expression) for code in map_.children.get(unit, ()))
    return Block(found.form.by_code[indicator].label, below) if below else None


def _tile(found: Books, map_: UnitMap, code: str, expression: Expression) -> Tile:
    value = expression.of(found.totals.get(code, {}))
    return Tile(code, map_.units[code].name, map_.name(code), None if value is None else Fraction(value))


def bounds_of(blocks: list[Block]) -> list[int]:
    """Where one shade ends and the next begins: the quarters of all shares, in whole percent, each once."""
    shares = sorted(tile.share for block in blocks for tile in block.tiles if tile.share is not None)
    if not shares:
        return []
    cuts = {round(shares[len(shares) * n // CLASSES]) for n in range(1, CLASSES)}
    return sorted(cut for cut in cuts if cut > shares[0])


def shade(share: Fraction | None, bounds: list[int]) -> int | None:
    """0 for the lowest class, as many as there are bounds for the highest; None without a share."""
    return None if share is None else sum(share >= bound for bound in bounds)
