"""The tables that a view shows, each with what its picture is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.desk import maps
from khuyenhoc.desk.explorer.view import NAME, View
from khuyenhoc.desk.words import period_label
from khuyenhoc.documents.bars import Bar
from khuyenhoc.documents.changes import brief, figure
from khuyenhoc.documents.drawing import NEXT_LINE
from khuyenhoc.documents.taking.figures import Shape, rule_of
from khuyenhoc.rollups.algebra.values import Ratio, Value
from khuyenhoc.rollups.explorer.grids import figures
from khuyenhoc.rollups.explorer.queries import Answer, Line
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import fold

ON_A_PAGE: Final = 50
DRAWN: Final = 15
"""Bars of a picture at most: the first ones of the table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`text`: as printed; `lacking`: how many of the returns owed do not state it, "" for none; `url`: where it is explained."""

    text: str
    lacking: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """`whole`: it stands for all that is below it."""

    name: str
    beside: str
    whole: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: by which key its column is sorted, and in what it is counted."""

    key: str
    text: str
    measure: str


@dataclass(frozen=True)
class Sheet:
    """One table. `caption`: what its picture shows, "" where there is nothing to draw."""

    title: str
    heads: tuple[Head, ...]
    wholes: tuple[Row, ...]
    rows: tuple[Row, ...]
    page: Page[Line]
    caption: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The places in the cube (period, indicator) that are columns of a sheet."""

    title: str
    heads: tuple[Head, ...]
    places: tuple[tuple[int, int], ...]


Read = Callable[[tuple[Line, ...]], list[list[list[Value]]]]


def sheets(found: Answer, view: View, page: str) -> list[Sheet]:
    """A table for each indicator with a column a period, or for each period with a column an indicator. No statement."""
    read = cache(found.values)  # one page's tables show the same lines as a rule
    return [_sheet(found, view, columns, page, read) for columns in _columns(found, view)]


def sheet(found: Answer, view: View, page: str, number: int) -> Sheet | None:
    """One of these tables by its place from 0; None where there are not so many. No statement."""
    columns = _columns(found, view)
    return _sheet(found, view, columns[number], page, found.values) if number < len(columns) else None


def _columns(found: Answer, view: View) -> list[_Columns]:
    periods, indicators = found.question.periods, found.indicators
    in_time = [Head(period, period_label(period), "") for period in periods]
    of_form = [Head(i.code, i.label, i.unit) for i in indicators]
    if view.shape is Shape.INDICATORS:
        every = range(len(indicators))
        return [
            _Columns(head.text, tuple(of_form), tuple((n, m) for m in every))
            for n, head in reversed(list(enumerate(in_time)))
        ]
    return [
        _Columns(f"{i.label} ({i.unit})", tuple(in_time), tuple((n, m) for n in range(len(periods))))
        for m, i in enumerate(indicators)
    ]


def _sheet(found: Answer, view: View, columns: _Columns, page: str, read: Read) -> Sheet:
    alone = all(line.chosen for line in found.lines)
    wholes = [] if alone else [line for line in found.lines if line.chosen]
    lines = [line for line in found.lines if alone or not line.chosen]
    at = Paginator(ordered(found, lines, view.sort, columns), ON_A_PAGE).get_page(page)
    every = (*wholes, *at.object_list)
    known = list(zip(every, read(every), strict=True))
    rows = [_row(found, view, columns, line, of) for line, of in known]
    caption, bars = _drawn(found, view, columns, known[len(wholes) :])
    return Sheet(
        columns.title, columns.heads, tuple(rows[: len(wholes)]), tuple(rows[len(wholes) :]), at, caption, bars
    )


def ordered(found: Answer, lines: Sequence[Line], sort: str, columns: _Columns) -> list[Line]:
    """By a column, or the names; those without a figure come last either way. What is no column of the sheet sorts nothing."""
    key, down = sort.removeprefix("-"), sort.startswith("-")
    if key == NAME:
        return sorted(lines, key=lambda line: fold(line.name), reverse=down)
    keys = [head.key for head in columns.heads]
    if key not in keys or not lines:
        return list(lines)
    period, indicator = columns.places[keys.index(key)]
    asked, spec = found.expressions[indicator], found.indicators[indicator]
    of = figures(found.grids(lines)[period], asked, rule_of(spec))
    there = of.there.tolist()
    order = sorted((n for n, known in enumerate(there) if known), key=lambda n: int(of.values[n]), reverse=down)
    return [lines[n] for n in (*order, *(n for n, known in enumerate(there) if not known))]


def _row(found: Answer, view: View, columns: _Columns, line: Line, values: list[list[Value]]) -> Row:
    cells = tuple(
        _cell(line, found.indicators[m], found.question.periods[n], values[n][m], view.map) for n, m in columns.places
    )
    return Row(line.name, line.above, line.chosen, cells)


def _cell(line: Line, indicator: IndicatorSpec, period: str, value: Value, given: str) -> Cell:
    if value.value is None:
        computed = isinstance(value, Ratio) and value.part.value is not None and value.whole.value is not None
        return Cell(_("không tính được") if computed else "–", "", "")
    cover = value.coverage
    lacking = format_count(cover.owing - cover.stated) if cover.owing > cover.stated else ""
    query = urlencode({"ky": period} | ({maps.MAP: given} if given else {}))
    url = f"{reverse('desk:explain', args=[indicator.code, line.code])}?{query}" if cover.owing else ""
    return Cell(figure(Fraction(value.value), indicator), lacking, url)


def _drawn(
    found: Answer, view: View, columns: _Columns, known: Sequence[tuple[Line, list[list[Value]]]]
) -> tuple[str, tuple[Bar, ...]]:
    """Of one unit a bar a period; of several one each, of the column sorted by, else the last period or the first indicator."""
    if len(known) == 1 and view.shape is Shape.PERIODS and len(columns.places) > 1:
        line, values = known[0]
        named = [
            (head.text, values[n][m], found.indicators[m])
            for head, (n, m) in zip(columns.heads, columns.places, strict=True)
        ]
        return line.name, tuple(b for text, value, i in named if (b := _bar(text, value, i)))
    keys, key = [head.key for head in columns.heads], view.sort.removeprefix("-")
    place = keys.index(key) if key in keys else len(keys) - 1 if view.shape is Shape.PERIODS else 0
    (n, m), head = columns.places[place], columns.heads[place]
    bars = tuple(b for line, of in known[:DRAWN] if (b := _bar(_short(line.name), of[n][m], found.indicators[m])))
    return head.text, bars


def _bar(label: str, value: Value, indicator: IndicatorSpec) -> Bar | None:
    if value.value is None:
        return None
    exact = Fraction(value.value)
    return Bar(label, float(exact), brief(exact, indicator))


def _short(name: str) -> str:
    """A long name on two lines."""
    words = name.split(" ")
    if len(name) <= 22 or len(words) < 3:
        return name
    middle = len(words) // 2
    return f"{' '.join(words[:middle])}{NEXT_LINE}{' '.join(words[middle:])}"
