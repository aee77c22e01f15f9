"""A table with a line an indicator: each line's indicator, and the cell of this period's figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.columns import Lines, figure_columns, find_lines, of_period
from khuyenhoc.returns.intake.drafts import Doubt, Draft, Placed
from khuyenhoc.returns.intake.headings import Headings
from khuyenhoc.returns.intake.labels import Label, Matcher, Why
from khuyenhoc.returns.intake.measures import agrees, stated_above
from khuyenhoc.returns.intake.sentences import said
from khuyenhoc.returns.intake.tables import Column, Grid, Table
from khuyenhoc.returns.intake.wording import level_of, wording
from khuyenhoc.vietnamese.numbers import parse_number

_SENTENCES = {
    Why.UNKNOWN: sentences.WHICH_INDICATOR,
    Why.SEVERAL: sentences.SEVERAL_INDICATORS,
    Why.OTHER_HEADING: sentences.OTHER_HEADING,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the body: what its label says and which indicator it is ("" for none that is certain)."""

    row: int
    text: str
    code: str
    measure: str
    headings: tuple[str, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Reading:
    """A table read line by line; `columns` are those that may hold this period's figures."""

    table: Table
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]

    @property
    def found(self) -> int:
        """How many different indicators were recognised."""
        return len({line.code for line in self.lines if line.code})


def read_lines(table: Table, matcher: Matcher, year: str) -> Reading | None:
    """The lines of a table. None where it is no table of lines."""
    places = find_lines(table, matcher.is_code, lambda text: bool(matcher.match(text).code))
    if places is None:
        return None
    rows = [r for r in table.body if _label(table.grid, places, r) or _code(table.grid, places, r)]
    columns = figure_columns(table, places, [r for r in rows if _is_known(table.grid, places, r, matcher)])
    lines = tuple(_lines(table.grid, places, rows, [c.index for c in columns], matcher))
    return Reading(table, _without_end(table.grid, lines, columns), tuple(of_period(columns, year)))


def drafted(reading: Reading, column: Column, matcher: Matcher) -> Draft:
    """The return that one column of a table of lines states."""
    above = stated_above(reading.table)
    placed = [_placed(line, column, above) for line in reading.lines if line.code]
    doubts = [line.doubt for line in reading.lines if line.doubt and _holds(reading, line.row, column)]
    doubts += _measure_doubts(reading, placed, matcher)
    return Draft(reading.table, tuple(placed), tuple(doubts))


def _placed(line: Line, column: Column, above: tuple[str, ...]) -> Placed:
    label = wording(line.text)
    near = (label.measure, line.measure, line.text, *reversed(line.headings), *reversed(column.path), *above)
    return Placed(line.code, line.row, column.index, near, line.measure or label.measure)


def _holds(reading: Reading, row: int, column: Column) -> bool:
    return reading.table.grid.holds(row, column.index)


def _measure_doubts(reading: Reading, placed: list[Placed], matcher: Matcher) -> Iterator[Doubt]:
    grid = reading.table.grid
    texts = {line.row: line.text for line in reading.lines}
    for p in placed:
        if not agrees(matcher.form.by_code[p.code], p.measure) and grid.holds(p.row, p.column):
            at = grid.sheet.address(p.row, p.column)
            sentence = said(sentences.MEASURE_DISAGREES, at=at, text=texts[p.row], measure=p.measure)
            yield Doubt(at, texts[p.row], sentence, (p.code,))


def _lines(grid: Grid, places: Lines, rows: list[int], figures: list[int], matcher: Matcher) -> Iterator[Line]:
    headings = Headings()
    for row in rows:
        texts = _texts(grid, places, row)
        text = texts[-1] if texts else ""
        measure = grid.text(row, places.measure) if places.measure is not None else ""
        level = _level(grid, places, row, text)
        code = _code(grid, places, row)
        holds = any(grid.holds(row, column) for column in figures)
        above = (*headings.line(text, level), *texts[:-1])
        if holds or measure or code or matcher.match(text, above).code:
            yield _line(grid, places, Line(row, text, code, measure, above), matcher)
        if not (holds or measure or code):
            headings.heading(text, level)


def _line(grid: Grid, places: Lines, line: Line, matcher: Matcher) -> Line:
    """The line with its indicator, or with the doubt that it leaves."""
    label = matcher.match(line.text, line.headings) if line.text else Label()
    known = matcher.is_code(line.code)
    at = grid.sheet.address(line.row, places.labels[-1] if places.labels else places.code or 0)
    if known and label.code in ("", known):
        return replace(line, code=known)
    if known:
        sentence = said(sentences.CODE_AND_LABEL, at=at, code=known, text=line.text)
        return replace(line, code="", doubt=Doubt(at, line.text, sentence, (known, label.code)))
    if line.code and _looks_like_code(line.code):
        sentence = said(sentences.UNKNOWN_CODE, at=at, text=line.code)
        return replace(line, code="", doubt=Doubt(at, line.text or line.code, sentence, label.candidates, extra=True))
    if label.code:
        return replace(line, code=label.code)
    return replace(line, code="", doubt=doubt_about(label, at, line.text, line.headings))


def doubt_about(label: Label, at: str, text: str, headings: tuple[str, ...]) -> Doubt:
    """The question that a label without a certain indicator leaves."""
    sentence = _SENTENCES[label.why or Why.UNKNOWN]
    values = {"at": at, "text": text}
    if label.why is Why.OTHER_HEADING:
        values["heading"] = headings[-1] if headings else ""
    return Doubt(at, text, said(sentence, **values), label.candidates, extra=True)


def _looks_like_code(text: str) -> bool:
    return bool(wording(text).code)


def _texts(grid: Grid, places: Lines, row: int) -> list[str]:
    """The label's texts from left to right, merged cells filled, each once."""
    texts = (grid.covering(row, column) for column in places.labels)
    return list(dict.fromkeys(t for t in texts if t))


def _label(grid: Grid, places: Lines, row: int) -> str:
    return next((t for column in reversed(places.labels) if (t := grid.covering(row, column))), "")


def _code(grid: Grid, places: Lines, row: int) -> str:
    return grid.text(row, places.code) if places.code is not None else ""


def _level(grid: Grid, places: Lines, row: int, text: str) -> int | None:
    level = wording(text).level
    if level is None and places.number is not None:
        content = grid.sheet.at(row, places.number)
        shown = str(int(content)) if isinstance(content, float) and content.is_integer() else str(content)
        level = level_of(shown)
    return level


def _is_known(grid: Grid, places: Lines, row: int, matcher: Matcher) -> bool:
    return bool(matcher.is_code(_code(grid, places, row)) or matcher.match(_label(grid, places, row)).code)


def _without_end(grid: Grid, lines: tuple[Line, ...], columns: list[Column]) -> tuple[Line, ...]:
    """Without what stands below the table: after the last line that is known only lines with numbers are lines."""
    last = max((i for i, line in enumerate(lines) if line.code), default=-1)
    tail = list(lines[: last + 1])
    row = lines[last].row if lines else 0
    for line in lines[last + 1 :]:
        if line.row != row + 1 or not any(_is_number(grid, line.row, c.index) for c in columns):
            break
        row = line.row
        tail.append(line)
    return tuple(tail)


def _is_number(grid: Grid, row: int, column: int) -> bool:
    content = grid.sheet.at(row, column)
    if isinstance(content, str):
        return parse_number(content) is not None or (row, column) in grid.sheet.errors
    return True
