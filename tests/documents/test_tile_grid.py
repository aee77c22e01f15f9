"""Tiles: one a unit, none missing and none on another, darker for more, and what a shade means stands in words."""

from __future__ import annotations

import re
from fractions import Fraction

from khuyenhoc.documents.family import Relative, family_svg
from khuyenhoc.documents.tile_grid import SHADES, laid_out, shades_words, tile_grid_svg
from khuyenhoc.rollups.tiles import Block, Tile, bounds_of, shade

SHARES = (Fraction(81), Fraction(86), Fraction(89), Fraction(95), Fraction(9998, 100), None)


def block(name: str = "Huyện Thanh Miện", shares: tuple[Fraction | None, ...] = SHARES) -> Block:
    return Block(name, tuple(Tile(str(n), f"Xã {n}", f"xã Xã {n}", share) for n, share in enumerate(shares)))


def test_every_unit_has_a_place_of_its_own() -> None:
    blocks = [block(), block("Huyện Nam Sách"), block("Huyện Kim Thành", (Fraction(50),))]
    for across in (4, 9):
        headings, boxes = laid_out(blocks, across)
        assert len(headings) == 3
        assert len({(box.x, box.y) for box in boxes}) == len(boxes) == 13
        assert [heading.y for heading in headings] == sorted(heading.y for heading in headings)
    assert [box.number for box in boxes[:6]] == ["81,0", "86,0", "89,0", "95,0", "99,98", "–"], (
        "less than all is not all"
    )


def test_darker_is_more_and_words_say_where_a_shade_begins() -> None:
    bounds = bounds_of([block()])
    assert bounds == [86, 89, 95]
    levels = [shade(share, bounds) for share in SHARES]
    assert levels == [0, 1, 2, 3, 3, None]
    assert shades_words([block()]) == ["dưới 86 %", "từ 86 % đến dưới 89 %", "từ 89 % đến dưới 95 %", "từ 95 %"]
    _headings, boxes = laid_out([block()], 4)
    assert [box.fill for box in boxes] == [SHADES[0], SHADES[1], SHADES[2], SHADES[3], SHADES[3], SHADES[0]]


def test_none_or_all_alike_have_no_shades() -> None:
    assert shades_words([block(shares=(None, None))]) == []
    assert bounds_of([block(shares=(Fraction(90),) * 5)]) == []
    _headings, boxes = laid_out([block(shares=(Fraction(90),) * 5)], 4)
    assert len({box.fill for box in boxes}) == 1


def test_the_picture_names_every_unit_and_its_number() -> None:
    picture = tile_grid_svg([block()], 4)
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", picture)
    assert {"Huyện Thanh Miện", "Xã 0", "Xã 5", "81,0", "99,98", "–"} <= set(texts)


def test_a_family_is_drawn_with_broken_lines_for_parts_and_names_that_cannot_break_it() -> None:
    before = [Relative("Xã A & B <1>", "toàn bộ", 2, True), Relative("Xã C", "toàn bộ", 1, True)]
    picture = family_svg("Xã Mới", ["01/07/2025 – nay"], before, [Relative("Xã D", "một phần", 1, False)])
    assert picture.count("<path") == 3
    assert picture.count("stroke-dasharray") == 2, "the line and the box of what went over in part"
    assert "Xã A &amp; B &lt;1&gt;" in picture
    assert "M44 24H33V58" in picture, "from the oldest to the unit that it became"
    alone = family_svg("Xã Mới", ["a", "b"], [], [])
    assert (alone.count("<rect"), "<path" in alone) == (2, False)
