"""The rows of a list of units as values: code, name with its kind, the code of the unit above. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.lines import heading_at, lines_below
from khuyenhoc.units.reorganising.sheet import places
from khuyenhoc.units.reorganising.words import plain
from khuyenhoc.units.spec import Level, UnitName
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import normalise


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list (None: a list without rows): what it calls a unit, by official codes. `level` "": to be told."""

    line: int | None
    unit: UnitName


def read_listing(rows: Sequence[Sequence[str]]) -> list[Listed]:
    """The units of a list, each as its row has it. UnitsRefused where the rows are no such list."""
    at = heading_at(rows, lambda row: {"code", "unit"} <= places(row, "listing").keys())
    if at is None:
        message = _("Bảng phải có một dòng tiêu đề ghi ít nhất “mã” và “đơn vị”; thêm được “mã cấp trên” và “cấp”.")
        raise UnitsRefused(message)
    lines = [line for line in lines_below(rows, at, places(rows[at], "listing")) if line["code"] or line["unit"]]
    if not lines:
        raise UnitsRefused(_("Bảng chỉ có dòng tiêu đề, chưa có dòng nào nêu đơn vị."))
    found = []
    for line in lines:
        kind, name = split_kind(line["unit"])
        unit = UnitName(line["code"], line["level"], kind or "", normalise(name), line["parent"] or None, line["code"])
        found.append(Listed(line.number, unit))
    return found


def level_of(unit: UnitName, above: int, levels: Sequence[Level]) -> str:
    """The level of a listed unit on a day whose `levels` are given, "" where it cannot be told.

    As the list says, else the highest below `above`, the rank of the unit above (0: none), at which its kind stands.
    """
    if unit.level:
        return _said(levels).get(plain(unit.level), "")
    fitting = [level for level in levels if unit.kind in level.kinds and level.rank > above]
    return min(fitting, key=lambda level: level.rank).code if fitting else ""


def _said(levels: Sequence[Level]) -> Mapping[str, str]:
    return {plain(text): level.code for level in levels for text in (level.code, level.label)}
