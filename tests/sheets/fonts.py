"""Texts of several fonts in .xls and .xlsb, made by hand: the tables of fonts, formats and shared strings."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

from tests.sheets.files import Places, Rows, biff, binary, compound, record, xlsb

Parts = tuple[tuple[str, str], ...]
"""A cell's text in the order of its parts: (text, looks), of which the looks are those of FONTS; "" is that of its cell."""
FONTS = {"plain": (0, 0), "struck": (8, 0), "raised": (0, 1), "lowered": (0, 2)}
"""(flags, script) as a font says them."""
_NUMBERS = {"plain": 0, "struck": 5, "raised": 6, "lowered": 7}
"""No font of an .xls is the fifth one."""
_ROOM = 8224


def xls_of_parts(rows: Rows, apart: Places = (), room: int = _ROOM, wide: int = 1, looks: str = "raised") -> bytes:
    """An .xls with such cells among its rows; those of `apart` have a font of those looks as a whole. `room`: of a record."""
    numbered, strings = _numbered(rows, lambda number: b"\xfd" + struct.pack("<I", number))
    order = ("plain", "plain", "plain", "plain", "struck", "raised", "lowered")
    fonts = b"".join(record(0x31, struct.pack("<HH4xHBBBBBB", 220, *FONTS[name], 0, 0, 0, 0, 0, 0)) for name in order)
    formats = b"".join(record(0xE0, struct.pack("<HH16x", font, 0)) for font in (0, _NUMBERS[looks]))
    return compound(biff(numbered, begin=fonts + formats + shared(strings, room, wide), struck=apart))


def xlsb_of_parts(rows: Rows, apart: Places = (), looks: str = "raised") -> bytes:
    """The same as an .xlsb."""
    numbered, strings = _numbered(rows, lambda number: b"\x07" + struct.pack("<I", number))
    names = list(FONTS)
    fonts = b"".join(binary(43, struct.pack("<HHHH13x", 220, FONTS[n][0], 400, FONTS[n][1])) for n in names)
    formats = b"".join(binary(47, struct.pack("<HHH10x", 0, 0, font)) for font in (0, names.index(looks)))
    styles = binary(611) + fonts + binary(617, struct.pack("<I", 2)) + formats + binary(618)
    table = binary(159, struct.pack("<II", len(strings), len(strings)))
    table += b"".join(binary(19, rich_string(one)) for one in strings) + binary(160)
    return xlsb(numbered, struck=apart, more={"xl/styles.bin": styles, "xl/sharedStrings.bin": table})


def rich_string(parts: Parts) -> bytes:
    """As an .xlsb has it in its table, or in a cell."""
    text, runs = _runs(parts)
    found = b"".join(struct.pack("<HH", at, list(FONTS).index(name)) for at, name in runs)
    return (
        struct.pack("<BI", bool(runs), _units(text))
        + text.encode("utf-16-le")
        + struct.pack("<I", len(runs)) * bool(runs)
        + found
    )


def shared(strings: Sequence[Parts], room: int = _ROOM, wide: int = 1) -> bytes:
    """The table of an .xls, in as many records as it takes; letters that go on in another one say anew how wide they are."""
    bodies = [bytearray(struct.pack("<II", len(strings), len(strings)))]

    def whole(part: bytes) -> None:
        if len(bodies[-1]) + len(part) > room:
            bodies.append(bytearray())
        bodies[-1] += part

    for parts in strings:
        text, runs = _runs(parts)
        whole(
            struct.pack(
                "<HBH" if runs else "<HB", *(_units(text), wide | 8 * bool(runs), len(runs))[: 3 if runs else 2]
            )
        )
        for letter in text:
            code = letter.encode("utf-16-le") if wide else letter.encode("latin-1")
            if len(bodies[-1]) + len(code) > room:
                bodies.append(bytearray([wide]))
            bodies[-1] += code
        for at, name in runs:
            whole(struct.pack("<HH", at, _NUMBERS[name]))
    return record(0xFC, bytes(bodies[0])) + b"".join(record(0x3C, bytes(body)) for body in bodies[1:])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _runs(parts: Parts) -> tuple[str, list[tuple[int, str]]]:
    starts = [sum(_units(text) for text, _ in parts[:n]) for n in range(len(parts))]
    return "".join(text for text, _ in parts), [(at, name) for at, (_, name) in zip(starts, parts, strict=True) if name]


def _numbered(rows: Rows, cell: Callable[[int], bytes]) -> tuple[Rows, list[Parts]]:
    """The rows with a cell for each such text, and the texts."""
    strings: list[Parts] = []
    numbered: list[list[object]] = []
    for row in rows:
        numbered.append([])
        for content in row:
            numbered[-1].append(cell(len(strings)) if isinstance(content, tuple) else content)
            strings += [content] if isinstance(content, tuple) else []
    return numbered, strings
