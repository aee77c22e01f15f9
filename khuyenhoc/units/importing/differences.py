"""Where the map of early 2025 and the one of 2023 do not say the same of a code: listed, each sort with its decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from khuyenhoc.units.importing.sources import Row, lowered, units_2023
from khuyenhoc.units.matching import one_letter_apart, spoken
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import fold

COLUMNS: Final = ("code", "what", "in_2023", "in_2025", "into")
EACH_ITS_OWN: Final = "mỗi bản đồ theo nguồn của mình"
DECIDED: Final = {
    "spelling": f"cùng một tên, hai nguồn viết khác nhau một chữ hoặc một dấu; {EACH_ITS_OWN}",
    "renamed": f"tên hoặc loại khác nhau; coi là đổi giữa hai thời điểm, chưa rõ ngày và quyết định; {EACH_ITS_OWN}",
    "moved": f"cấp trên khác nhau; coi là chuyển giữa hai thời điểm, chưa rõ ngày và quyết định; {EACH_ITS_OWN}",
    "gone": "không còn ở đầu năm 2025; “into”: đơn vị mà vietnamadminunits ghi tên cũ này, trống là không rõ đơn vị nào",
    "new": "chưa có năm 2023; chưa rõ ngày và quyết định",
}
"""How each sort was decided. Nothing is counted by it: no unit of the country is carried from 2023 to 2025 by this list."""
Unit = Sequence[str]


def differences(early: Sequence[Unit], rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """The lines of the list, by code. `early`: code, rank, kind, name, parent. `rows`: the source with its other names."""
    now = {code: (f"{kind} {name}", parent) for code, _rank, kind, name, parent in early}
    then = {code: (lowered(name), parent or "") for code, name, parent in units_2023()}
    known = _other_names(rows)
    for code in sorted(now.keys() | then.keys()):
        if code not in then:
            yield code, "new", "", now[code][0], ""
        elif code not in now:
            yield code, "gone", then[code][0], "", _successor(then[code], known)
        else:
            yield from _changed(code, then[code], now[code])


def _changed(code: str, then: tuple[str, str], now: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    if spoken(then[0]) != spoken(now[0]):
        yield code, "spelling" if _alike(then[0], now[0]) else "renamed", then[0], now[0], ""
    if then[1] != now[1]:
        yield code, "moved", then[1], now[1], ""


def _alike(one: str, other: str) -> bool:
    """Whether the kinds agree, and the names but for accents, spaces and one letter."""
    (kind, name), (kind_too, name_too) = split_kind(one), split_kind(other)
    folded, folded_too = ("".join(c for c in fold(n) if c.isalnum()) for n in (name, name_too))
    return kind == kind_too and (folded == folded_too or one_letter_apart(folded, folded_too))


def _other_names(rows: Iterable[Row]) -> Mapping[tuple[str, str], list[str]]:
    """The codes of the units that bear a name or bore it, by the code of the district or of the province above."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for name in {row["wardKey"], *json.loads(row["wardAlias"] or "[]")} - {None}:
            for above in (row["districtCode"], row["provinceCode"]):
                found.setdefault((above, name), []).append(row["wardCode"])
    return found


def _successor(unit: tuple[str, str], known: Mapping[tuple[str, str], list[str]]) -> str:
    """The only unit of the same district that bears the name; "" where there is none, or several."""
    codes = known.get((unit[1], fold(unit[0]).replace(" ", "")), [])
    return codes[0] if len(codes) == 1 else ""
