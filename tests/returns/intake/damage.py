"""Ways in which a file comes damaged, each told by a number alone: bytes, the parts of a zip, elements and numbers of its XML."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from tests.returns.intake.books import CLEAN, HEADER, OWNER, TITLE, lines, merged_headers, official
from tests.sheets.files import ods, xls, xlsb, zipped
from tests.sheets.fonts import xls_of_parts, xlsb_of_parts

PAGE = [[OWNER], [TITLE], HEADER, *lines(CLEAN)]
SUMS = '<table:table-row><table:table-cell table:formula="of:=SUM([.E4:.E9])*2-[.E4]"{}/></table:table-row>'
OF_FORMULAS = "".join(map(SUMS.format, ("", ' office:value-type="float" office:value="0"'))) * 20
OF_PARTS = [[OWNER], [TITLE], HEADER, *([*line[:4], ((f"{line[4]}", ""), ("1", "raised"))] for line in lines(CLEAN))]
FILES: dict[str, Callable[[], bytes]] = {
    "official": lambda: official(CLEAN), "merged": lambda: merged_headers(CLEAN),
    "ods": lambda: ods(PAGE), "xls": lambda: xls(PAGE), "xlsb": lambda: xlsb(PAGE),
    "xls of parts": lambda: xls_of_parts(OF_PARTS, room=500), "xlsb of parts": lambda: xlsb_of_parts(OF_PARTS),
    "ods of formulas": lambda: ods(PAGE, tail=OF_FORMULAS),
}  # fmt: skip
ODD = (
    "",
    "0",
    "-1",
    "1e309",
    "NaN",
    "99999999999999999999",
    "A1048577",
    "XFE1",
    "&x;",
    "\x00",
    "ộ",
    "=1+1",
    "../../x",
    "#REF!",
)
"""What numbers and names of a file's XML are replaced by."""
_ELEMENT = re.compile(rb"<(\w+)[^<>]*?(/>|>[^<]*</\1>)")
_STATED = re.compile(rb'"[^"<>]*"|>[^<>]+<')


@dataclass(frozen=True, slots=True)
class Mutation:
    """A file of FILES, damaged in one of the WAYS with the randomness of `number`."""

    kind: str
    way: str
    number: int

    def content(self) -> bytes:
        return WAYS[self.way](whole(self.kind), random.Random(f"{self.kind}/{self.way}/{self.number}"))


@cache
def whole(kind: str) -> bytes:
    return FILES[kind]()


def mutation(number: int) -> Mutation:
    """The mutation of that number: every kind of file and every way in turn."""
    kinds, ways = list(FILES), list(WAYS)
    return Mutation(kinds[number % len(kinds)], ways[number // len(kinds) % len(ways)], number)


def damaged(data: bytes, rnd: random.Random) -> bytes:
    """Some bytes changed, left out, put in, or the end cut off."""
    changed = bytearray(data)
    for _ in range(rnd.choice([1, 1, 3, 10, 50])):
        at = rnd.randrange(len(changed) or 1)
        match rnd.choice(["change", "change", "leave out", "put in", "cut"]):
            case "change":
                changed[at : at + 1] = bytes([rnd.randrange(256)])
            case "leave out":
                del changed[at : at + rnd.randrange(1, 50)]
            case "put in":
                changed[at:at] = rnd.randbytes(rnd.randrange(1, 20))
            case "cut":
                del changed[at + 1 + (len(changed) - at) // 2 :]
    return bytes(changed)


def damaged_inside(data: bytes, rnd: random.Random) -> bytes:
    """A zipped file whose parts are whole again after one of them was damaged; another file as in `damaged`."""
    return _with_part(data, rnd, damaged)


def retold(data: bytes, rnd: random.Random) -> bytes:
    """A zipped file whose XML is well formed, or nearly, and says something odd; another file as in `damaged`."""
    return _with_part(data, rnd, _retold)


def without_a_part(data: bytes, rnd: random.Random) -> bytes:
    """A zipped file in which one part is missing, or stands under another one's name."""
    parts = _parts(data)
    if not parts:
        return damaged(data, rnd)
    name, other = rnd.choice(sorted(parts)), rnd.choice(sorted(parts))
    content = parts.pop(name)
    return zipped(parts if rnd.random() < 0.5 else {**parts, other: content})


WAYS: Mapping[str, Callable[[bytes, random.Random], bytes]] = {
    "damaged": damaged, "damaged_inside": damaged_inside, "retold": retold, "without_a_part": without_a_part,
}  # fmt: skip


def _retold(part: bytes, rnd: random.Random) -> bytes:
    for _ in range(rnd.choice([1, 1, 2, 5])):
        pattern = rnd.choice([_STATED, _ELEMENT])
        found = list(pattern.finditer(part))
        if not found:
            return damaged(part, rnd)
        match = rnd.choice(found)
        part = part[: match.start()] + _instead(match[0], pattern is _ELEMENT, rnd) + part[match.end() :]
    return part


def _instead(text: bytes, element: bool, rnd: random.Random) -> bytes:
    if element:
        return text * rnd.choice([0, 2, 2, 1000])
    return text[:1] + rnd.choice(ODD).encode() + text[-1:]


def _with_part(data: bytes, rnd: random.Random, change: Callable[[bytes, random.Random], bytes]) -> bytes:
    parts = _parts(data)
    if not parts:
        return damaged(data, rnd)
    name = rnd.choice(sorted(parts))
    return zipped({**parts, name: change(parts[name], rnd)})


def _parts(data: bytes) -> dict[str, bytes]:
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
