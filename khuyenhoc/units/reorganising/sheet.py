"""A mapping sheet's rows as lines with named cells, and the old units that a cell names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.lines import Line, heading_at, lines_below
from khuyenhoc.units.reorganising import words
from khuyenhoc.units.spec import Level
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import normalise

_SEPARATOR: Final = re.compile(r"\s*(?:[;,\n+]|\bv[àa]\b)\s*")


def read_lines(rows: Sequence[Sequence[str]]) -> list[Line]:
    """The lines below the heading. UnitsRefused where there is no heading that is known, or no line below it."""
    at = heading_at(rows, _is_heading)
    if at is None:
        raise UnitsRefused(
            _(
                "Bảng phải có một dòng tiêu đề ghi ít nhất hai cột “đơn vị cũ” và “đơn vị mới”; thêm được các cột “mã cũ”, "
                "“cấp trên cũ”, “mã mới”, “cấp trên mới”, “phạm vi” (toàn bộ hoặc một phần), “trụ sở”, “ghi chú”."
            )
        )
    lines = [line for line in lines_below(rows, at, places(rows[at])) if line["old"] or line["old_code"] or line["new"]]
    if not lines:
        raise UnitsRefused(_("Bảng chỉ có dòng tiêu đề, chưa có dòng nào nêu đơn vị."))
    return lines


def is_mapping_sheet(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows have a heading that names old and new units."""
    return heading_at(rows, _is_heading) is not None


def _is_heading(row: Sequence[str]) -> bool:
    found = places(row)
    return "new" in found and ("old" in found or "old_code" in found)


def places(heading: Sequence[str], of: str = "columns") -> dict[str, int]:
    """Where each known column stands; of two cells that mean one column the one that says so with the longest phrase.

    `of`: as in `words.column`.
    """
    best: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(heading):
        name, length = words.column(cell, of)
        if name and length > best.get(name, (0, 0))[0]:
            best[name] = (length, place)
    return {name: place for name, (_length, place) in best.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """An old unit as a cell names it; `whole` is None where the cell does not say, `within` the unit above that it names."""

    text: str
    whole: bool | None
    within: str = ""


def named_in(cell: str, levels: Sequence[Level]) -> list[Named]:
    """The units of "xã A, huyện B; một phần diện tích tự nhiên, quy mô dân số của xã C": A within B, and a part of C."""
    cell = "\n".join(map(normalise, cell.splitlines()))
    found: list[Named] = []
    for extent, text in _with_extents(cell):
        for piece in filter(None, _SEPARATOR.split(text)):
            if found and not found[-1].within and _stands_above(piece, found[-1].text, levels):
                found[-1] = Named(found[-1].text, found[-1].whole, piece)
            else:
                found.append(Named(piece, extent))
            extent = extent if extent is True else None  # "toàn bộ" holds for those that follow, "một phần" for one
    return found


def _with_extents(cell: str) -> list[tuple[bool | None, str]]:
    """The cell cut before each "toàn bộ" and "một phần"."""
    marks = list(words.extent_pattern().finditer(words.bare(cell)))
    first = marks[0].start() if marks else len(cell)
    ends = [m.start() for m in marks[1:]] + [len(cell)]
    cut = [(m["whole"] is not None, cell[m.end() : end]) for m, end in zip(marks, ends, strict=False)]
    return [(None, cell[:first]), *cut]


def _stands_above(piece: str, other: str, levels: Sequence[Level]) -> bool:
    above, below = _ranks(piece, levels), _ranks(other, levels)
    return bool(above and below) and max(above) < min(below)


def _ranks(text: str, levels: Sequence[Level]) -> list[int]:
    kind, _name = split_kind(text)
    return [level.rank for level in levels if kind in level.kinds]
