"""Units as tiles, darker for more, each with its name and its number. It is no map: a tile says nothing of where a unit lies."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from khuyenhoc.documents.drawing import AXIS, SCREEN, TEXT, shortened, svg
from khuyenhoc.rollups.tiles import Block, bounds_of, shade
from khuyenhoc.vietnamese.numbers import format_percent

if TYPE_CHECKING:
    from khuyenhoc.documents.drawing import Drawn

ACROSS: Final = {"hep": 4, "rong": 9}
"""Tiles in a row: on a phone, and on a wide screen or paper."""
SHADES: Final = ("#ffffff", "#d9d9d9", "#a6a6a6", "#404040")
WIDE, HIGH, GAP, HEAD = 88, 46, 3, 36
LETTERS: Final = 13


@dataclass(frozen=True, slots=True)
class Box:
    """A tile on the picture, from its upper left corner."""

    x: int
    y: int
    name: str
    number: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Heading:
    y: int
    text: str


def laid_out(blocks: list[Block], across: int) -> tuple[tuple[Heading, ...], tuple[Box, ...]]:
    """Where each block's name and tiles stand, `across` in a row."""
    bounds = bounds_of(blocks)
    headings, boxes, y = [], [], 0
    for block in blocks:
        headings.append(Heading(y + HEAD - 13, block.name))
        y += HEAD
        for n, tile in enumerate(block.tiles):
            row, column = divmod(n, across)
            level = None if tile.share is None else shade(_printed(tile.share), bounds)
            fill = SHADES[0] if level is None else SHADES[level + len(SHADES) - 1 - len(bounds)]
            number = "–" if tile.share is None else format_percent(tile.share, 1)
            ink = "#ffffff" if fill == SHADES[-1] else TEXT
            boxes.append(
                Box(column * (WIDE + GAP), y + row * (HIGH + GAP), shortened(tile.name, LETTERS), number, fill, ink)
            )
        y += -(-len(block.tiles) // across) * (HIGH + GAP) + GAP
    return tuple(headings), tuple(boxes)


def _printed(share: Fraction) -> Fraction:
    """As it is printed, so that tiles with one number have one shade."""
    return Fraction(int(share * 10 + Fraction(1, 2)), 10)


def shades_words(blocks: list[Block]) -> list[str]:
    """What each shade means, the lightest first: "dưới 80 %", "từ 80 % đến dưới 85 %", "từ 85 %"."""
    bounds = bounds_of(blocks)
    if not bounds:
        return []
    between = [_("từ %(a)s %% đến dưới %(b)s %%") % {"a": a, "b": b} for a, b in pairwise(bounds)]
    return [_("dưới %s %%") % bounds[0], *between, _("từ %s %%") % bounds[-1]]


def tile_grid_svg(blocks: list[Block], across: int) -> str:
    """The picture, kept as the others are."""
    return _drawn(*laid_out(blocks, across), across)


@lru_cache(maxsize=32)
def _drawn(headings: tuple[Heading, ...], boxes: tuple[Box, ...], across: int) -> str:
    return svg(_layers(headings, boxes, across), font=SCREEN)


def _layers(headings: tuple[Heading, ...], boxes: tuple[Box, ...], across: int) -> Drawn:
    import altair as alt

    width = across * (WIDE + GAP)
    height = max((box.y for box in boxes), default=0) + HIGH + GAP
    rows = [{**{f: getattr(b, f) for f in Box.__slots__}, "x2": b.x + WIDE, "y2": b.y + HIGH} for b in boxes]
    base = alt.Chart(alt.InlineData(values=rows))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], range=[0, width], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], range=[0, height], nice=False))
    plain: dict[str, Any] = {"scale": None, "legend": None}
    tiles = base.mark_rect(stroke=AXIS, strokeWidth=1).encode(
        x=x, x2="x2:Q", y=y, y2="y2:Q", fill=alt.Fill("fill:N", **plain)
    )
    ink = alt.Color("ink:N", **plain)
    names = base.mark_text(align="left", dx=5, dy=14, fontSize=11).encode(x=x, y=y, text="name:N", color=ink)
    numbers = base.mark_text(align="left", dx=5, dy=33, fontSize=15, fontWeight="bold")
    titles = alt.Chart(alt.InlineData(values=[{"x": 0, "y": one.y, "text": one.text} for one in headings]))
    heads = titles.mark_text(align="left", fontSize=15, fontWeight="bold", color=TEXT).encode(x=x, y=y, text="text:N")
    layers = [tiles, names, numbers.encode(x=x, y=y, text="number:N", color=ink), heads]
    return alt.layer(*layers).properties(width=width, height=height)
