"""How a table is laid out: a line an indicator, a row a unit, or a column a unit; and the returns that stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Draft, Placed
from khuyenhoc.returns.intake.joint import piece_in
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.returns.intake.lines import Reading, drafted, read_lines
from khuyenhoc.returns.intake.matrix import drafted_matrix, read_matrix
from khuyenhoc.returns.intake.rows import Across, drafts, read_across
from khuyenhoc.returns.intake.shared_figures import without_shared
from khuyenhoc.returns.intake.tables import Column, Grid, Table
from khuyenhoc.sheets.grid import column_name
from khuyenhoc.sheets.sentences import said

_LEAST_FOUND = 3
_FEW_LINES = 20


def drafts_of(table: Table, matcher: Matcher, year: str, is_unit: Callable[[str], bool]) -> list[Draft]:
    """The returns in a table, empty where it is no table of the form: fewer than three of its indicators are there.

    Of the ways to read it the one counts that recognises most.
    """
    down, across = read_lines(table, matcher, year), read_across(table, matcher, year)
    counts = (down.found if down else 0, across.found)
    if down and down.found > _FEW_LINES and counts[0] >= counts[1]:
        found = list(_from_lines(down, matcher, year, is_unit))
    else:
        found = _of_fewer(down, across, table, matcher, year, is_unit)
    return [without_shared(_without_repeats(draft, matcher), matcher) for draft in found]


def _of_fewer(
    down: Reading | None, across: Across, table: Table, matcher: Matcher, year: str, is_unit: Callable[[str], bool]
) -> list[Draft]:
    """Where few lines were recognised it may be a matrix; that takes longer to see."""
    matrix = read_matrix(table, matcher, year)
    most = max(down.found if down else 0, across.found, matrix.found)
    if most < _LEAST_FOUND:
        return []
    if down and down.found == most:
        return list(_from_lines(down, matcher, year, is_unit))
    if matrix.found == most and matrix.found > across.found:
        return [drafted_matrix(matrix)]
    return list(drafts(across, is_unit, year))


def _from_lines(reading: Reading, matcher: Matcher, year: str, is_unit: Callable[[str], bool]) -> Iterator[Draft]:
    columns = reading.columns
    if len(columns) == 1 or (not columns and all(line.column is not None for line in reading.lines if line.code)):
        yield drafted(reading, columns[0] if columns else None, matcher)
        return
    units = [(c, name) for c in columns if (name := next(filter(is_unit, reversed(c.path)), ""))]
    for column, name in units:
        draft = drafted(reading, column, matcher)
        yield replace(draft, unit=name, unit_at=(reading.table.header.start, column.index), is_row=True)
    if not units:
        yield Draft(reading.table, (), (_which_column(reading, year),))


def _which_column(reading: Reading, year: str) -> Doubt:
    sheet = reading.table.grid.sheet
    shown = ", ".join(_shown(c) for c in reading.columns)
    sentence = sentences.WHICH_COLUMN if reading.columns else sentences.NO_COLUMN
    period = said(sentences.YEAR, year=year)
    return Doubt(sheet.name, shown, said(sentence, sheet=sheet.name, columns=shown, period=period))


def _shown(column: Column) -> str:
    return f"{column_name(column.index)}: {column.path[-1]}" if column.path else column_name(column.index)


def _without_repeats(draft: Draft, matcher: Matcher) -> Draft:
    """Each indicator once: a blank repeat is left out, an equal one too, and two that differ are asked about."""
    rows, columns = draft.table.grid.sheet.hidden_rows, draft.table.grid.sheet.hidden_columns
    if not (rows or columns) and len({placed.code for placed in draft.placed}) == len(draft.placed):
        return draft
    places: defaultdict[str, list[Placed]] = defaultdict(list)
    for placed in draft.placed:
        places[placed.code].append(placed)
    kept: list[Placed] = []
    doubts = _hidden_column(draft)
    grid = draft.table.grid
    columns = frozenset() if doubts else columns
    for code, several in places.items():
        if len(several) == 1 and several[0].row not in rows and several[0].column not in columns:
            kept += several
            continue
        filled = [p for p in several if grid.holds(p.row, p.column)] or several[:1]
        seen = [p for p in filled if p.row not in rows and p.column not in columns]
        if not seen and grid.holds(filled[0].row, filled[0].column):
            doubts.append(_hidden(draft, filled[0], matcher))
        filled = seen or filled
        if len({_figure(grid, p) for p in filled}) == 1:
            kept.append(filled[0])
        else:
            doubts.append(_twice(draft, code, filled, matcher))
    return replace(draft, placed=tuple(kept), doubts=(*draft.doubts, *doubts))


def _figure(grid: Grid, placed: Placed) -> str:
    """What tells a figure from another one; of a text that holds more than the figure its digits."""
    content = grid.sheet.at(placed.row, placed.column)
    if placed.piece:
        return "".join(filter(str.isdigit, piece_in(content, placed.piece)))
    return str(int(content)) if isinstance(content, float) and content.is_integer() else str(content)


def _hidden_column(draft: Draft) -> list[Doubt]:
    """One question where the one column of all figures is hidden."""
    used = {p.column for p in draft.placed}
    if len(used) != 1 or not used <= draft.table.grid.sheet.hidden_columns:
        return []
    column = next(c for c in draft.table.columns if c.index in used)
    at = draft.table.grid.sheet.address(max(draft.table.body.start - 1, 0), column.index)
    label = column.path[-1] if column.path else column_name(column.index)
    return [Doubt(at, label, said(sentences.HIDDEN_COLUMN, at=at, label=label))]


def _hidden(draft: Draft, placed: Placed, matcher: Matcher) -> Doubt:
    sheet, label = draft.table.grid.sheet, matcher.form.by_code[placed.code].label
    at = sheet.address(placed.row, placed.column)
    sentence = sentences.HIDDEN_LINE if placed.row in sheet.hidden_rows else sentences.HIDDEN_COLUMN
    return Doubt(at, label, said(sentence, at=at, label=label), (placed.code,))


def _twice(draft: Draft, code: str, places: list[Placed], matcher: Matcher) -> Doubt:
    at, other = (draft.table.grid.sheet.address(p.row, p.column) for p in places[:2])
    label = matcher.form.by_code[code].label
    return Doubt(at, label, said(sentences.LINE_TWICE, at=at, other=other, label=label), (code,))
