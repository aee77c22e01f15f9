"""A table with a line an indicator: each line's indicator, and the cell of this period's figure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.columns import Lines, figure_columns, find_lines, with_money
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Draft, Placed
from khuyenhoc.returns.intake.following import Following
from khuyenhoc.returns.intake.headings import Headings
from khuyenhoc.returns.intake.joint import named_together
from khuyenhoc.returns.intake.labels import Label, Matcher, Why
from khuyenhoc.returns.intake.line_rows import Row, rows_of
from khuyenhoc.returns.intake.measures import agrees, measure_doubts, stated_around
from khuyenhoc.returns.intake.quarters import of_whole_year, parts_of_year, summed_stocks, the_sum
from khuyenhoc.returns.intake.roles import is_of_others
from khuyenhoc.returns.intake.tables import Column, Grid, Table
from khuyenhoc.returns.intake.wording import level_of, wording
from khuyenhoc.sheets.sentences import said
from khuyenhoc.sheets.view import Piece
from khuyenhoc.vietnamese.numbers import parse_number

_SENTENCES = {
    Why.UNKNOWN: sentences.WHICH_INDICATOR,
    Why.SEVERAL: sentences.SEVERAL_INDICATORS,
    Why.OTHER_HEADING: sentences.OTHER_HEADING,
}


class Line(Struct, frozen=True):
    """A row of the body: what its label says and which indicator it is ("" for none that is certain).

    `piece`: which of several figures in a cell is its own; `column`: where that is not the table's (the label's).
    """

    row: int
    text: str
    code: str
    measure: str
    headings: tuple[str, ...] = ()
    doubt: Doubt | None = None
    piece: Piece | None = None
    column: int | None = None


class Reading(Struct, frozen=True):
    """A table read line by line; `columns` are those that may hold this period's figures, `money` where sums of money
    stand beside counts the column that holds them, `parts` those of the quarters that another one adds up."""

    table: Table
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    money: Column | None = None
    parts: tuple[Column, ...] = ()

    @property
    def found(self) -> int:
        """How many different indicators were recognised."""
        return len({line.code for line in self.lines if line.code})


def read_lines(table: Table, matcher: Matcher, year: str) -> Reading | None:
    """The lines of a table. None where it is no table of lines."""
    places = find_lines(table, matcher)
    if places is None:
        return None
    rows = list(rows_of(table, places, matcher))
    known = [r.row for r in rows if matcher.is_code(r.code) or matcher.heads(r.label)]
    columns = figure_columns(table, places, known)
    lines = list(_lines(table.grid, places, rows, [c.index for c in columns], matcher))
    parts = parts_of_year(columns, year)
    is_whole = matcher.form.period == "year"
    chosen = [c for c in columns if (c in parts) is not is_whole] if parts else columns
    found, money = with_money(chosen, year)
    if len(found) > 1 and (seen := [c for c in chosen if c.index not in table.grid.sheet.hidden_columns]):
        found, money = with_money(seen, year)
    if len(found) > 1 and (whole := the_sum(table, found, known)):
        found = [whole]
    if is_whole:
        found = of_whole_year(found)
    if len(found) == 1 and any(is_of_others(text, matcher.form.level) for text in found[0].path):
        found = []
    if places.is_apart and len(columns) > 1:
        found, money = columns, None
    kept = tuple(_without_end(table.grid, lines, columns))
    return Reading(table, kept, tuple(found), money, tuple(parts if is_whole else ()))


def drafted(reading: Reading, column: Column | None, matcher: Matcher) -> Draft:
    """The return that one column of a table of lines states; None where the lines hold their figures themselves."""
    last = max((line.row for line in reading.lines), default=reading.table.body.start)
    around = stated_around(reading.table, last)
    grid = reading.table.grid
    columns = [c for c in (column, reading.money) if c]
    placed = [_placed(line, c, around) for line in reading.lines for c in _stating(line, columns, matcher)]
    doubts = [d for line in reading.lines if (d := line.doubt) and any(grid.holds(line.row, c.index) for c in columns)]
    doubts += [
        *measure_doubts(grid, {line.row: line.text for line in reading.lines}, placed, matcher.form),
        *summed_stocks(reading.table, reading.parts, placed, matcher),
    ]
    return Draft(reading.table, tuple(placed), tuple(doubts))


def _stating(line: Line, columns: list[Column], matcher: Matcher) -> list[Column]:
    """The columns that may state a line: a count stands in the first one, money in either; two that differ are asked."""
    if not line.code:
        return []
    if line.column is not None:
        return [Column(line.column, (), "", "")]
    return columns if matcher.form.by_code[line.code].is_money else columns[:1]


def doubt_about(label: Label, at: str, text: str, headings: tuple[str, ...]) -> Doubt:
    """The question that a label without a certain indicator leaves."""
    values = {"at": at, "text": text}
    if label.why is Why.OTHER_HEADING:
        values["heading"] = headings[-1] if headings else ""
    return Doubt(at, text, said(_SENTENCES[label.why or Why.UNKNOWN], **values), label.candidates, extra=True)


def _placed(line: Line, column: Column, around: tuple[str, ...]) -> Placed:
    measure = wording(line.text).measure
    near = (measure, line.measure, line.text, *reversed(line.headings), *reversed(column.path), *around)
    return Placed(line.code, line.row, column.index, near, line.measure or measure, line.piece)


def _lines(grid: Grid, places: Lines, rows: list[Row], figures: list[int], matcher: Matcher) -> Iterator[Line]:
    headings, following, group = Headings(), Following(matcher), ""
    for row in rows:
        text = row.label
        group = row.texts[-2] if len(row.texts) > 1 else group
        level = wording(text).level
        if level is None:
            level = level_of(row.number)
        above = (*headings.line(text, level), *row.texts[:-1])
        if group and len(row.texts) == 1 and len(places.labels) > 1 and not matcher.match(text, above).code:
            # The name of a group often stands in its first row alone, without any cell merged.
            above = (*above, group)
        is_line = row.measure or row.code or any(grid.holds(row.row, column) for column in figures)
        if is_line or matcher.match(text, above).code:
            line = _line(grid, places, row, above, matcher, following)
            following.line(text, line.code)
            several = () if line.code else _joint(grid, row, above, figures, None, matcher)
            yield from several or (line,)
        elif several := _joint(grid, row, above, [], places.labels[-1] if places.labels else None, matcher):
            following.end()
            yield from several
            continue
        if not is_line:
            headings.heading(text, level)
            if wording(text).bag:
                following.end()


def _joint(
    grid: Grid, row: Row, above: tuple[str, ...], figures: list[int], column: int | None, matcher: Matcher
) -> tuple[Line, ...]:
    """The lines of a row that names several indicators, or holds its figures in its label, which stands in `column`."""
    if not {"/", ":", "=", "-", "–", ";"} & set(row.label):
        return ()
    codes = named_together(row.label, above, [grid.text(row.row, c) for c in figures], matcher)
    pieces = (Piece(n, len(codes)) for n in range(len(codes)))
    return tuple(
        Line(row.row, row.label, code, row.measure, above, None, piece, column)
        for code, piece in zip(codes, pieces, strict=True)
    )


def _line(grid: Grid, places: Lines, row: Row, above: tuple[str, ...], matcher: Matcher, following: Following) -> Line:
    """The line with its indicator, or with the doubt that it leaves."""
    text = row.label
    label = _by_measure(following.label(text, matcher.match(text, above)), row, matcher) if text else Label()
    known = matcher.is_code(row.code)
    if known and label.code in ("", known):
        return Line(row.row, text, known, row.measure, above)
    is_stranger = not known and bool(wording(row.code).code)
    if label.code and not known and not is_stranger:
        return Line(row.row, text, label.code, row.measure, above)
    at = grid.sheet.address(row.row, places.labels[-1] if places.labels else places.code or 0)
    if known:
        sentence = said(sentences.CODE_AND_LABEL, at=at, code=known, text=text)
        doubt = Doubt(at, text, sentence, (known, label.code))
    elif is_stranger:
        sentence = said(sentences.UNKNOWN_CODE, at=at, text=row.code)
        doubt = Doubt(at, text or row.code, sentence, label.candidates, extra=True)
    else:
        doubt = doubt_about(label, at, text, above)
    return Line(row.row, text, "", row.measure, above, doubt)


def _by_measure(label: Label, row: Row, matcher: Matcher) -> Label:
    """What the label says under its headings, or by itself where only that fits the line's unit of measure."""
    if label.why is Why.SEVERAL and row.measure and len(left := matcher.fitting(label.candidates, row.measure)) == 1:
        return Label(min(left))
    if not label.code or agrees(matcher.form.by_code[label.code], row.measure):
        return label
    own = matcher.match(row.label)
    return own if own.code and agrees(matcher.form.by_code[own.code], row.measure) else label


def _without_end(grid: Grid, lines: list[Line], columns: list[Column]) -> Iterator[Line]:
    """Without what stands below the table: after the last line that is known only lines with numbers are lines.

    A blank row ends the table.
    """
    last = max((i for i, line in enumerate(lines) if line.code), default=-1)
    yield from lines[: last + 1]
    row = lines[last].row if lines else 0
    for line in lines[last + 1 :]:
        between = grid.sheet.rows[row + 1 : line.row]
        is_apart = any(all(content == "" for content in cells) for cells in between)
        if is_apart or not any(_is_number(grid, line.row, c.index) for c in columns):
            return
        row = line.row
        yield line


def _is_number(grid: Grid, row: int, column: int) -> bool:
    content = grid.sheet.at(row, column)
    if isinstance(content, str):
        return parse_number(content) is not None or (row, column) in grid.sheet.errors
    return True
