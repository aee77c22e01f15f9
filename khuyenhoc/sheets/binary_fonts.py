"""What the fonts of .xls and .xlsb say: cells that are struck out as a whole, and texts of which a part is struck out or raised.

What `struck` and `rich_texts` are for .xlsx and .ods. A text's part in front of its first font has that of its cell.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final

from msgspec import Struct

Records = Iterable[tuple[int, bytes]]
"""(kind, body) of each."""
Parts = tuple[bytes, Sequence[tuple[int, int]]]
"""A text as UTF-16, and where in it a font begins, by the font's number; nothing is looked at of a text of one font."""

_FONT, _FORMAT, _NO_FONT, _STRINGS, _CONTINUED = 0x31, 0xE0, 4, 0xFC, 0x3C
_BINARY_FONT, _BINARY_FORMAT, _FORMATS_BEGIN, _FORMATS_END, _BINARY_STRING = 43, 47, 617, 618, 19
_IS_STRUCK: Final = 0x08
_RAISED_OR_LOWERED: Final = (1, 2)
_IS_WIDE, _HAS_MORE, _HAS_FONTS = 0x01, 0x04, 0x08
_BINARY_HAS_FONTS: Final = 0x01
DIGIT: Final = re.compile("[0-9]")


class Font(Struct, frozen=True):
    """`apart`: what is written in it is no part of a figure: struck out, raised or lowered."""

    struck: bool = False
    apart: bool = False


class Fonts(Struct, frozen=True):
    """`struck`: the numbers of the formats of cells that strike out; `apart`: of those in whose font a text begins apart.

    `joined`: shared strings of several fonts by their number, and whether they make no one figure whatever their cell's font.
    """

    struck: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    joined: Mapping[int, tuple[str, bool]] = {}

    def text(self, number: int, style: int) -> str:
        """The shared string, where digits of it are struck out, raised or lowered in a cell of that format; "" for others."""
        text, always = self.joined.get(number, ("", False))
        return text if always or style in self.apart else ""


def fonts_of_xls(records: Records) -> Fonts:
    """There is no fifth font: the one behind it is the sixth. struct.error where the table of strings is cut short."""
    fonts: list[Font] = []
    formats: list[int] = []
    strings: list[bytes] = []
    before = 0
    for kind, body in records:
        if kind == _FONT and len(body) >= 4:
            fonts += [Font()] * (len(fonts) == _NO_FONT) + [_font(body, 8)]
        elif kind == _FORMAT and len(body) >= 2:
            formats.append(struct.unpack_from("<H", body)[0])
        elif kind == _STRINGS or (kind == _CONTINUED and before == _STRINGS):
            strings.append(body)
            kind = _STRINGS
        before = kind
    return _fonts(fonts, formats, _shared(strings))


def fonts_of_xlsb(styles: Records, strings: Records) -> Fonts:
    """The formats of cells stand among those of styles, and no font is left out. The strings are read only where they count."""
    fonts: list[Font] = []
    formats: list[int] = []
    of_cells = False
    for kind, body in styles:
        if kind in (_FORMATS_BEGIN, _FORMATS_END):
            of_cells = kind == _FORMATS_BEGIN
        elif kind == _BINARY_FONT and len(body) >= 4:
            fonts.append(_font(body, 6))
        elif kind == _BINARY_FORMAT and of_cells and len(body) >= 6:
            formats.append(struct.unpack_from("<H", body, 4)[0])
    return _fonts(fonts, formats, (_of_record(body) for kind, body in strings if kind == _BINARY_STRING))


def _font(body: bytes, script: int) -> Font:
    struck = bool(body[2] & _IS_STRUCK)
    return Font(struck, struck or (len(body) > script and body[script] in _RAISED_OR_LOWERED))


def _fonts(fonts: Sequence[Font], formats: Sequence[int], strings: Iterable[Parts]) -> Fonts:
    apart = {n for n, font in enumerate(fonts) if font.apart}
    if not apart:
        return Fonts()
    joined = {n: (_plain(text), always) for n, (text, always) in _of_several(strings, apart)}
    struck = frozenset(n for n, font in enumerate(formats) if font in apart and fonts[font].struck)
    return Fonts(struck, frozenset(n for n, font in enumerate(formats) if font in apart), joined)


def _of_several(strings: Iterable[Parts], apart: set[int]) -> Iterator[tuple[int, tuple[bytes, bool]]]:
    """(number, (text, whether digits are apart by its own fonts)) of the strings that are apart in some cell."""
    for number, (text, runs) in enumerate(strings):
        if runs:
            ends = [2 * at for at, _ in runs[1:]] + [len(text)]
            parts = zip(runs, ends, strict=True)
            always = any(font in apart and _counts(text[2 * at : end]) for (at, font), end in parts)
            if always or _counts(text[: 2 * runs[0][0]]):
                yield number, (text, always)


def _counts(part: bytes) -> bool:
    return bool(DIGIT.search(_plain(part)))


def _plain(text: bytes) -> str:
    return text.decode("utf-16-le", "replace").strip()


def _of_record(body: bytes) -> Parts:
    if not body or not body[0] & _BINARY_HAS_FONTS:
        return b"", ()
    end = 5 + 2 * int(struct.unpack_from("<I", body, 1)[0])
    count = struct.unpack_from("<I", body, end)[0]
    return body[5:end], _in_order(body[end + 4 : end + 4 + 4 * min(count, len(body) // 4)])


def _in_order(runs: bytes) -> Sequence[tuple[int, int]]:
    """(place, font) by their places; those of a damaged file lead back and forth, and would never come to an end."""
    return sorted(struct.iter_unpack("<HH", runs), key=itemgetter(0))


def _shared(bodies: Sequence[bytes]) -> Iterator[Parts]:
    """The strings of the table, which goes on in as many records as it takes."""
    if bodies:
        table = _Table(bodies)
        count = struct.unpack("<II", table.taken(8))[1]
        for _ in range(count):
            yield table.string()


class _Table:
    """Bytes that lie in several records, of which each that goes on with characters says anew how wide they are."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self._bodies, self._number, self._at = bodies, 0, 0

    def string(self) -> Parts:
        """The next one; its fonts stand behind it, and behind them what we do not look at."""
        length, flags = struct.unpack("<HB", self.taken(3))
        runs = struct.unpack("<H", self.taken(2))[0] if flags & _HAS_FONTS else 0
        more = struct.unpack("<I", self.taken(4))[0] if flags & _HAS_MORE else 0
        text = self._characters(length, flags & _IS_WIDE)
        found = _in_order(self.taken(4 * runs))
        self.taken(more)
        return text, found

    def taken(self, length: int) -> bytes:
        """The next bytes. struct.error where there are fewer."""
        found = bytearray(self._here(length))  # bytes that are put together a thousand times are copied as often
        while len(found) < length:
            self._next()
            found += self._here(length - len(found))
        return bytes(found)

    def _characters(self, length: int, wide: int) -> bytes:
        text = bytearray()
        while True:
            here = self._here(min(2 * length, self._left() // 2 * 2)) if wide else self._here(length)
            length -= len(here) // 2 if wide else len(here)
            text += here if wide else here.decode("latin-1").encode("utf-16-le")
            if not length:
                return bytes(text)
            self._next()
            wide = self.taken(1)[0] & _IS_WIDE

    def _here(self, most: int) -> bytes:
        part = self._bodies[self._number][self._at : self._at + most]
        self._at += len(part)
        return part

    def _left(self) -> int:
        return len(self._bodies[self._number]) - self._at

    def _next(self) -> None:
        if self._number + 1 == len(self._bodies):
            raise struct.error("the table of strings is cut short")
        self._number, self._at = self._number + 1, 0
