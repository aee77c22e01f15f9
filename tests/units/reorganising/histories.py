"""Sheets that somebody might draw up for a map, chosen by whoever asks: for tests of whole histories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.spec import UnitName
from tests.units.reorganising.small import LEVELS

Choose = Callable[[Sequence[str]], str]
"""One of several, by a generator of random numbers or by hypothesis."""
HEADING = "Mã cũ | Phạm vi | Đơn vị mới | Cấp trên mới | Mã mới"
NAMES = ("xã An Lạc", "xã Bình Yên", "phường Hòa Bình", "xã Đông Phong", "xã Tây Phong", "thị trấn Mới")
KINDS = ("merge", "split", "rename", "move", "dissolve", "move_part", "found")
RANKS = {level.code: level.rank for level in LEVELS}


def sheet(kind: str, map_: UnitMap, choose: Choose) -> list[str]:
    """The rows of one change of a kind, or [] where the map has nothing for it."""
    lowest = [u for u in map_.units.values() if u.level == "commune"]
    ending = [u for u in map_.units.values() if u.parent]
    if len(lowest) < 3:
        return []
    first = map_.units[choose([u.code for u in lowest])]
    second = map_.units[choose([u.code for u in lowest if u is not first])]
    above = choose([u.code for u in map_.units.values() if RANKS[u.level] < RANKS["commune"]])
    name, other = choose(NAMES), choose(NAMES)
    rows = {
        "merge": [(first, "toàn bộ", name, above), (second, "toàn bộ", name, above)],
        "split": [(first, "một phần", f"{name} Một", above), (first, "một phần", f"{other} Hai", above)],
        "rename": [(first, "", name, "")],
        "move": [(first, "", first.full_name, above)],
        "dissolve": [(map_.units[choose([u.code for u in ending])], "", "giải thể", "")],
        "move_part": [(first, "một phần", second.full_name, ""), (second, "", second.full_name, "")],
        "found": [(None, "", name, above)],
    }[kind]
    return [HEADING, *(row(*cells, map_.on) for cells in rows)]


def row(unit: UnitName | None, extent: str, new: str, above: str, on: dt.date) -> str:
    """`unit` None: founded on ground that the map does not have, so by a code of its own."""
    return f"{unit.code if unit else ''} | {extent} | {new} | {above} | {'' if unit else f'N{on:%y%m%d}'}"
