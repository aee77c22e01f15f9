"""From a workbook to the list that is in it: headings, rows, groups, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from khuyenhoc.sheets.grid import Workbook
from khuyenhoc.sheets.lists.asked import Asked
from khuyenhoc.sheets.lists.body import Reader
from khuyenhoc.sheets.lists.found import Columns, Header, Listing, Rows, Source, Table
from khuyenhoc.sheets.lists.grouping import filled_down, grouped, over
from khuyenhoc.sheets.lists.heading import Heading, heading_at
from khuyenhoc.sheets.lists.looked_at import Looked
from khuyenhoc.sheets.lists.matching import Matcher, matcher_for
from khuyenhoc.sheets.lists.placing import Placed, placed
from khuyenhoc.sheets.own_sheets import without_own

_UPPER: Final = 100


@dataclass(frozen=True)
class _Part:
    """A table of a sheet: its heading, its columns, its rows as gathered, and the rows over it in which titles stand."""

    heading: Heading
    placed: Placed
    reader: Reader
    titles: range


def list_in(workbook: Workbook, asked: Asked) -> Listing:
    """Every table of the sender's own sheets that has one of the wanted columns; hidden sheets say that they are."""
    sheets = [Looked(sheet) for sheet in without_own(workbook).sheets]
    found = [(looked, _parts(looked, asked)) for looked in sheets]
    several = sum(bool(parts) for _, parts in found) > 1
    tables = [_table(looked, part, asked, among_several=several) for looked, parts in found for part in parts]
    without = [looked.sheet.name for looked, parts in found if not parts and any(map(any, looked.rows))]
    return Listing(tuple(tables), tuple(without))


def _parts(looked: Looked, asked: Asked) -> list[_Part]:
    """The tables of a sheet from the top down. A heading that is printed again on a next page goes on with its table."""
    matcher = matcher_for(asked)
    parts: list[_Part] = []
    before = 0
    while heading := _next_heading(looked, before, matcher, asked, strict=bool(parts)):
        panels = placed(looked, heading, matcher, asked)
        last = parts[-len(panels) :]
        if [part.placed for part in last] != panels:
            titles = range(before, heading.rows.start)
            last = [_Part(heading, p, _reader(looked, p, matcher, asked), titles) for p in panels]
            parts += last
        for part in last:
            before = part.reader.read(heading.rows.stop).stop
    return parts


def _reader(looked: Looked, columns: Placed, matcher: Matcher, asked: Asked) -> Reader:
    def is_heading(row: int) -> bool:
        cells = looked.rows[row]
        return matcher.may_head(cells) and heading_at(looked, row, matcher, asked.needed, strict=True) is not None

    return Reader(looked, columns, asked, is_heading)


def _next_heading(looked: Looked, start: int, matcher: Matcher, asked: Asked, *, strict: bool) -> Heading | None:
    """The first heading from a row on. Behind the upper rows of a sheet, and after its first, one only where it surely is."""
    upper = start if strict else start + _UPPER
    for row in range(start, len(looked.rows)):
        if row >= upper and not matcher.may_head(looked.rows[row]):
            continue
        if found := heading_at(looked, row, matcher, asked.needed, strict=row >= upper):
            return found
    return None


def _table(looked: Looked, part: _Part, asked: Asked, *, among_several: bool) -> Table:
    columns = Columns(looked.sheet.name, {key: at for at, key in enumerate(asked.keys)}, part.placed.places)
    body = part.reader.body
    filled_down(body.lines, asked)
    title: tuple[Source, str] = ("", "")
    if asked.group:
        title = over(looked, part.titles, range(looked.sheet.width), asked.group, among_several=among_several)
    source, lines = grouped(body, asked, title)
    hidden, places = looked.sheet.hidden_rows, part.placed.places
    wanted = {column for at in places.values() for column in at}
    struck = {row for row, column in looked.sheet.struck if column in wanted}
    records = ((line.row + 1, tuple(line.texts), line.row in hidden, said, line.row in struck) for line, said in lines)
    rows = Rows(columns, records)
    has_group = {asked.group.key} if asked.group and source else set()
    return Table(
        sheet=looked.sheet.name,
        hidden=looked.sheet.hidden,
        headers={key: _header(looked, part.heading, at[0]) for key, at in places.items()},
        rows=rows,
        guessed=tuple(part.placed.guessed),
        unknown=tuple(_unknown(looked, part)),
        missing=tuple(key for key in asked.keys if key in asked.needed - places.keys() - has_group),
        grouped_by=source,
        hidden_columns=tuple(k for k, at in places.items() if looked.sheet.hidden_columns.issuperset(at)),
        left_out=tuple(body.left_out),
    )


def _header(looked: Looked, heading: Heading, column: int) -> Header:
    row = next((r for r in reversed(heading.rows) if looked.text(r, column)), heading.rows.start)
    return Header(looked.sheet.address(row, column), " – ".join(heading.texts[column]))


def _unknown(looked: Looked, part: _Part) -> Iterator[Header]:
    """Columns with a header, or with anything in them, that nobody asked for."""
    below = range(part.heading.rows.stop, part.reader.body.stop)
    for column in part.placed.others:
        if part.heading.texts[column] or any(looked.sheet.at(row, column) != "" for row in below):
            yield _header(looked, part.heading, column)
