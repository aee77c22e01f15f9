"""The figures that a question asks for as a table to take away: a line a figure, a column a period, or a column an indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.documents.taking.plain import flags, texts, whole_numbers
from khuyenhoc.documents.taking.table import DECIMALS, EXACT, Column, Kind, LongTable
from khuyenhoc.rollups.explorer.grids import Figures, Grid, Rule, figures
from khuyenhoc.rollups.explorer.queries import Answer, Line
from khuyenhoc.units.spec import read_levels
from khuyenhoc.vietnamese.numbers import format_percent, parse_number
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS_AT_ONCE: Final = 50_000
LINES_AT_ONCE: Final = 10_000
"""Units whose totals are held: some tens of megabytes for all figures of five years."""


class Shape(StrEnum):
    """What is a column: a period, an indicator, or nothing, with a row for each figure."""

    PERIODS = "ky"
    INDICATORS = "chi-tieu"
    LIST = "danh-sach"


def _percent(value: Fraction) -> int:
    """As it is printed, in millionths; never all for less than all, nor nothing for something."""
    printed = parse_number(format_percent(value))
    parts = int(printed.value * 10**DECIMALS) if printed else 0
    return parts if parts or not value else 1 if value > 0 else -1


def _whole(value: Fraction) -> int:
    size = int(abs(value) + Fraction(1, 2))
    return size if value >= 0 else -size


PERCENT: Final = Rule(2, DECIMALS, _percent)
AVERAGE: Final = Rule(0, 0, _whole)


def rows_of(answer: Answer, shape: Shape) -> int:
    """How many rows the table has, known before any of them is made."""
    lines, periods, indicators = len(answer.lines), len(answer.sums), len(answer.question.indicators)
    return lines * {Shape.LIST: periods * indicators, Shape.PERIODS: indicators, Shape.INDICATORS: periods}[shape]


def figures_table(answer: Answer, shape: Shape, name: str, lines: Sequence[Line] | None = None) -> LongTable:
    """The table of an answer. `lines`: in which order, where it is another than the map's. Memory does not grow with the rows."""
    made = _Made(answer, shape, answer.lines if lines is None else lines)
    return LongTable(name, tuple(made.columns()), rows_of(answer, shape), made.batches)


class _Made:
    def __init__(self, answer: Answer, shape: Shape, lines: Sequence[Line]) -> None:
        self.answer, self.shape, self.lines = answer, shape, lines
        self.indicators, self.periods = answer.indicators, answer.question.periods
        levels = {level.code: capitalised(level.tier) for level in read_levels().levels}
        self.of_units = [
            [line.code for line in lines],
            [line.name for line in lines],
            [levels.get(line.level, line.level) for line in lines],
            [line.above for line in lines],
        ]
        self.of_indicators = [
            list(texts) for texts in zip(*((i.code, i.label, i.unit) for i in self.indicators), strict=True)
        ]
        self.words = [capitalised(period_words(period)) for period in self.periods]
        self.dictionaries = [texts(found) for found in (*self.of_units, *self.of_indicators, self.words)]

    def columns(self) -> Iterator[Column]:
        unit = [_("Mã đơn vị"), _("Đơn vị"), _("Cấp"), _("Thuộc")]
        indicator = [_("Mã chỉ tiêu"), _("Chỉ tiêu"), _("Đơn vị tính")]
        headings = {
            Shape.LIST: [*unit, *indicator, _("Kỳ")], Shape.PERIODS: [*unit, *indicator], Shape.INDICATORS: [*unit, _("Kỳ")]
        }[self.shape]  # fmt: skip
        yield from (Column(heading, "text") for heading in headings)
        if self.shape is Shape.LIST:
            yield Column(_("Số liệu"), "number")
            yield Column(_("Báo cáo có số này"), "count")
        elif self.shape is Shape.PERIODS:
            yield from (Column(words, self._kind(*self.indicators)) for words in self.words)
            yield from (Column(_("%s: báo cáo chưa có số") % words, "count") for words in self.words)
            return
        else:
            yield from (Column(f"{i.code} {i.label} ({i.unit})", self._kind(i)) for i in self.indicators)
            yield Column(_("Báo cáo chưa có đủ số"), "count")
        yield Column(_("Báo cáo phải nộp"), "count")

    def _kind(self, *indicators: IndicatorSpec) -> Kind:
        return "number" if any(rule_of(i) is PERCENT for i in indicators) else "count"

    def batches(self) -> Iterator[pa.RecordBatch]:
        at_once = max(1, ROWS_AT_ONCE // (len(self.periods) * len(self.indicators)))
        names = [column.heading for column in self.columns()]
        for first in range(0, len(self.lines), LINES_AT_ONCE):
            lines = self.lines[first : first + LINES_AT_ONCE]
            read = self.answer.grids(lines)
            for start in range(0, len(lines), at_once):
                part = [of.part(start, start + at_once) for of in read]
                yield pa.RecordBatch.from_arrays(self._batch(first + start, part), names)

    def _batch(self, start: int, read: Sequence[Grid]) -> list[pa.Array]:
        """Figures stand in cubes of units by periods by indicators; a row is what is left when its columns are taken out."""
        import numpy as np

        found = [
            [figures(of, e, rule_of(i)) for e, i in zip(self.answer.expressions, self.indicators, strict=True)]
            for of in read
        ]
        values, there, counted = (_cube(found, name) for name in ("values", "there", "counted"))
        # Nobody knows how many owe where a table was loaded: blank, not 0.
        owing = np.repeat(np.stack([of.owing for of in read], axis=1)[:, :, None], len(self.indicators), axis=2)
        cubes = _Cubes(values, there, counted, owing, np.array([rule_of(i) is PERCENT for i in self.indicators]))
        size = {Shape.LIST: (1, 2), Shape.PERIODS: (2,), Shape.INDICATORS: (1,)}[self.shape]
        return [*self._texts(start, values.shape, size), *cubes.columns(self.shape)]

    def _texts(self, start: int, shape: tuple[int, ...], axes: tuple[int, ...]) -> Iterator[pa.Array]:
        """The names of a row: of its unit, and of its indicator and period where these are not columns."""
        import numpy as np

        rows = (shape[0], *(shape[axis] for axis in axes))
        at = np.indices(rows, dtype=np.int32).reshape(len(rows), -1)
        yield from (_named(at[0] + np.int32(start), known) for known in self.dictionaries[:4])
        if 2 in axes:
            n = 1 + axes.index(2)
            yield from (_named(at[n], known) for known in self.dictionaries[4:7])
        if 1 in axes:
            yield _named(at[1], self.dictionaries[7])


class _Cubes:
    def __init__(self, values: Any, there: Any, counted: Any, owing: Any, percent: NDArray[np.bool_]) -> None:
        self.values, self.there, self.counted, self.owing, self.percent = values, there, counted, owing, percent

    def columns(self, shape: Shape) -> Iterator[pa.Array]:
        lacking = self.owing - self.counted
        match shape:
            case Shape.LIST:
                yield self._numbers(slice(None), slice(None))
                yield whole_numbers(self.counted, self.there)
                yield whole_numbers(self.owing, self.owing > 0)
            case Shape.PERIODS:
                periods = range(self.values.shape[1])
                yield from (self._numbers(n, slice(None)) for n in periods)
                yield from (whole_numbers(lacking[:, n], self.owing[:, n] > 0) for n in periods)
            case Shape.INDICATORS:
                yield from (self._numbers(slice(None), n) for n in range(self.values.shape[2]))
                yield whole_numbers(lacking.max(axis=2), self.owing[:, :, 0] > 0)
                yield whole_numbers(self.owing[:, :, 0], self.owing[:, :, 0] > 0)

    def _numbers(self, periods: slice | int, indicators: slice | int) -> pa.Array:
        """Counts as they are; where a share is among them, everything with decimals."""
        import numpy as np

        at = (slice(None), periods, indicators)
        values, there = self.values[at].ravel(), self.there[at].ravel()
        percent = np.broadcast_to(self.percent, self.values.shape)[at].ravel()
        whole = whole_numbers(values, there)
        if not (self.percent[indicators] if isinstance(indicators, int) else self.percent.any()):
            return whole if isinstance(periods, int) or isinstance(indicators, int) else whole.cast(EXACT)
        import pyarrow.compute as pc

        return pc.if_else(
            pa.Array.from_buffers(pa.bool_(), len(percent), [None, flags(percent)]),
            _exact(values, there),
            whole.cast(EXACT),
        )


def _named(numbers: Any, known: pa.Array) -> pa.Array:
    """Texts by their numbers in a dictionary."""
    return pa.DictionaryArray.from_arrays(
        pa.Array.from_buffers(pa.int32(), len(numbers), [None, pa.py_buffer(numbers)]), known
    )


def _exact(values: Any, there: Any) -> pa.Array:
    """Millionths as decimals: 128 bits, of which the upper half is the sign."""
    import numpy as np

    pairs = np.stack([values, values >> 63], axis=1)
    return pa.Array.from_buffers(EXACT, len(values), [flags(there), pa.py_buffer(pairs)])


def _cube(found: Sequence[Sequence[Figures]], name: str) -> Any:
    import numpy as np

    return np.stack([np.stack([getattr(one, name) for one in of], axis=1) for of in found], axis=1)


def rule_of(indicator: IndicatorSpec) -> Rule:
    return PERCENT if indicator.unit == "%" else AVERAGE
