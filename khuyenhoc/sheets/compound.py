"""The one stream of an OLE compound file that holds an old workbook (.xls), by the published layout [MS-CFB]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_HEADER: Final = 512
_LAST: Final = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free."""
_ENTRY: Final = 128
_ROOT: Final = 5


class BrokenCompound(ValueError):
    """The file does not hold together."""


def workbook_stream(data: bytes) -> bytes:
    """The stream "Workbook" (or "Book", before 1997). BrokenCompound where it is not there or its chain is broken."""
    file = _Compound(data)
    entries = {name: (start, size) for name, kind, start, size in file.entries() if kind == 2 or kind == _ROOT}
    for name in ("workbook", "book"):
        if name in entries:
            return file.stream(*entries[name])
    raise BrokenCompound("no workbook in it")


class _Compound:
    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER:
            raise BrokenCompound("shorter than its header")
        self._data = data
        self._shift, self._mini_shift = struct.unpack_from("<HH", data, 30)
        if self._shift not in (9, 12) or self._mini_shift != 6:
            raise BrokenCompound("sizes of sectors")
        self._first_entry, self._cutoff, self._first_mini = (
            struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60)
        )
        self._table = self._allocation()

    def entries(self) -> Iterator[tuple[str, int, int, int]]:
        """(name in lower case, kind, first sector, size) of everything in the directory."""
        directory = self._chained(self._first_entry)
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<IQ", directory, at + 116)
            yield ("/" if kind == _ROOT else name.lower()), kind, start, size & 0xFFFFFFFF

    def stream(self, start: int, size: int) -> bytes:
        if size >= self._cutoff:
            return self._chained(start)[:size]
        root = next((s for name, _, s, _ in self.entries() if name == "/"), _LAST)
        table = _numbers(self._chained(self._first_mini))
        container = self._chained(root)
        length = 1 << self._mini_shift
        parts = (container[n * length : (n + 1) * length] for n in _chain(start, table))
        return b"".join(parts)[:size]

    def _allocation(self) -> list[int]:
        """The table that says which sector follows which."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        more, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) >> self._shift)):
            if more >= _LAST:
                break
            *numbers, more = _numbers(self._sector(more))
            places += numbers
        return [n for place in places if place < _LAST for n in _numbers(self._sector(place))]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        part = self._data[start : start + (1 << self._shift)]
        if not part:
            raise BrokenCompound("a sector beyond the end")
        return part

    def _chained(self, start: int) -> bytes:
        return b"".join(self._sector(n) for n in _chain(start, self._table))


def _chain(start: int, table: list[int]) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if start >= _LAST:
            return
        yield start
        if start >= len(table):
            raise BrokenCompound("a chain beyond the table")
        start = table[start]
    raise BrokenCompound("a chain that ends nowhere")


def _numbers(part: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))
