"""What was found in a list: rows with their texts and addresses, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Literal

from msgspec import Struct

from khuyenhoc.sheets.grid import cell_name
from khuyenhoc.sheets.packed import Packed

Source = Literal["", "column", "lines", "title", "sheet"]
Record = tuple[int, tuple[str, ...], bool, int, bool]
"""A row's number, texts, whether it is hidden, the number of the line that names its group, 0 where none does, and whether one of
its cells is struck out."""


class Columns(Struct, frozen=True):
    """Where the columns of a table stand. `order`: a key's place among the texts of a row; `places`: its columns, from 0."""

    sheet: str
    order: Mapping[str, int]
    places: Mapping[str, tuple[int, ...]]


class Row(Struct, frozen=True, gc=False):
    """One thing of a list: the `number` of its row as the sheet counts, and its texts, "" where nothing stands.

    `hidden`: its sender does not see it. `line`: the number of the line that names its group, 0 where none does. `struck`: one
    of its cells is struck out.
    """

    columns: Columns
    number: int
    texts: tuple[str, ...]
    hidden: bool = False
    line: int = 0
    struck: bool = False

    def __getitem__(self, key: str) -> str:
        return self.texts[self.columns.order[key]]

    def at(self, key: str) -> str:
        """The address of the cell ("Thôn Đông!B7"), "" where the table has no such column."""
        columns = self.columns.places.get(key)
        return f"{self.columns.sheet}!{cell_name(self.number - 1, columns[0])}" if columns else ""


class Rows:
    """The rows of a table, packed, made one by one while one goes through."""

    def __init__(self, columns: Columns, records: Iterable[Record]) -> None:
        self.columns = columns
        self._records = Packed(Record, records)

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Row]:
        columns = self.columns
        for number, texts, hidden, line, struck in self._records:
            yield Row(columns, number, texts, hidden, line, struck)


class Header(Struct, frozen=True):
    """What stands over a column, and where."""

    at: str
    text: str


class LeftOut(Struct, frozen=True):
    """A line that is no row: a total, or one that names nothing that is known ("aside")."""

    at: str
    text: str
    why: Literal["total", "aside"]


class Table(Struct, frozen=True):
    """One table of a sheet. `headers`: over the wanted columns, by key; `guessed`: those whose header only resembles.

    `unknown`: headers of columns that nobody asked for, "" over one with contents and no header. `missing`: needed columns
    that it does not have. `grouped_by`: where the group's values are from; `hidden_columns`: keys of columns that the sender
    does not see. `left_out`: at most a hundred lines.
    """

    sheet: str
    hidden: bool
    headers: Mapping[str, Header]
    rows: Rows
    guessed: tuple[str, ...] = ()
    unknown: tuple[Header, ...] = ()
    missing: tuple[str, ...] = ()
    grouped_by: Source = ""
    hidden_columns: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class Listing(Struct, frozen=True):
    """The tables of a file in their order. `without`: sheets with contents in which no table was found."""

    tables: tuple[Table, ...]
    without: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(table.rows for table in self.tables)

    def __len__(self) -> int:
        return sum(len(table.rows) for table in self.tables)
