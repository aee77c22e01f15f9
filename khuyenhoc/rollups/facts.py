"""Figures as columns: cells as they were stated and totals of units, each with the codes that its numbers stand for.

Columns are handed over as buffers: making Arrow arrays from Python lists, or calling Arrow's functions, would import
pandas, which costs a command more than everything else that it does.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

CellRow = tuple[str, str, int]
"""unit, indicator, value."""


@dataclass(frozen=True)
class Names:
    """The codes of units and of indicators by their numbers. Units stand in the order of the map where they are from one."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]

    @cached_property
    def unit_numbers(self) -> dict[str, int]:
        return {code: n for n, code in enumerate(self.units)}

    @cached_property
    def indicator_numbers(self) -> dict[str, int]:
        return {code: n for n, code in enumerate(self.indicators)}

    def with_more(self, units: Iterable[str], indicators: Iterable[str]) -> Names:
        """The same numbers, and further ones for the codes that have none."""
        more = tuple(dict.fromkeys((*self.units, *units))), tuple(dict.fromkeys((*self.indicators, *indicators)))
        return self if more == (self.units, self.indicators) else Names(*more)

    def cells(self, rows: Iterable[CellRow]) -> pa.Table:
        """unit, indicator, value. KeyError for a code without a number."""
        units, indicators = self.unit_numbers, self.indicator_numbers
        return numbers(("unit", "indicator", "value"), [(units[u], indicators[i], v) for u, i, v in rows])

    def unit_column(self, codes: Iterable[str]) -> pa.Table:
        """unit: of some units, in the order of their codes. KeyError for a code without a number."""
        return numbers(("unit",), [(self.unit_numbers[code],) for code in sorted(codes)])

    def lineage(self, pairs: Iterable[tuple[str, str]]) -> pa.Table:
        """unit, above: of the units that have a number, with further numbers for none."""
        units = self.unit_numbers
        return numbers(("unit", "above"), [(units[u], units[a]) for u, a in pairs])


def names_of(rows: Sequence[CellRow], lineage: Sequence[tuple[str, str]] = ()) -> Names:
    """Numbers for all codes: the units of the map first, in its order."""
    pairs = (code for pair in lineage for code in pair)
    return Names((), ()).with_more((*pairs, *(u for u, _i, _v in rows)), (i for _u, i, _v in rows))


def numbers(names: Sequence[str], rows: Sequence[tuple[int, ...]]) -> pa.Table:
    """Rows of whole numbers as columns: 32 bits each, but for "value", which has 64."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    made = [_column("q" if name == "value" else "i", c) for name, c in zip(names, columns, strict=True)]
    return pa.Table.from_arrays(made, names=list(names))


def _column(kind: str, values: Sequence[int]) -> pa.Array:
    held = array(kind, values)
    type_ = pa.int64() if kind == "q" else pa.int32()
    return pa.Array.from_buffers(type_, len(held), [None, pa.py_buffer(held)])


def _held(column: pa.ChunkedArray) -> array[int]:
    """The numbers of a column of 32 bits."""
    held = array("i")
    for part in column.chunks:
        held.frombytes(memoryview(part.buffers()[1]).cast("i")[part.offset : part.offset + len(part)].cast("B"))
    return held


@dataclass(frozen=True)
class Totals:
    """The sum over all that is below a unit, and how many stated it, by unit and indicator. Read unit by unit, when asked.

    `table`: unit, indicator, total, counted, in the order of the units' numbers.
    """

    names: Names
    table: pa.Table = field(repr=False)

    @cached_property
    def totals(self) -> Mapping[str, Mapping[str, int]]:
        return Column(self, "total")

    @cached_property
    def counted(self) -> Mapping[str, Mapping[str, int]]:
        return Column(self, "counted")

    @cached_property
    def by_place(self) -> dict[tuple[str, str], tuple[int, int]]:
        """By unit and indicator: total, how many stated it."""
        counted = self.counted
        return {(u, i): (total, counted[u][i]) for u, of in self.totals.items() for i, total in of.items()}

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """The rows of each unit, from and to."""
        held, places, begin = _held(self.table.column("unit")), {}, 0
        while begin < len(held):
            end = bisect_right(held, held[begin], begin)
            places[self.names.units[held[begin]]] = begin, end
            begin = end
        return places


@dataclass(frozen=True)
class Column(Mapping[str, Mapping[str, int]]):
    """One column of totals by unit and indicator. KeyError for a unit below which nothing is stated."""

    of: Totals
    name: str
    read: dict[str, Mapping[str, int]] = field(default_factory=dict, repr=False, compare=False)
    """What has been asked for so far."""

    def __getitem__(self, unit: str) -> Mapping[str, int]:
        if unit not in self.read:
            self.read[unit] = self._of(unit)
        return self.read[unit]

    def _of(self, unit: str) -> Mapping[str, int]:
        begin, end = self.of.places[unit]
        part = self.of.table.slice(begin, end - begin)
        indicators, values = part.column("indicator").to_pylist(), part.column(self.name).to_pylist()
        return {self.of.names.indicators[i]: int(value) for i, value in zip(indicators, values, strict=True)}

    def __iter__(self) -> Iterator[str]:
        return iter(self.of.places)

    def __len__(self) -> int:
        return len(self.of.places)
