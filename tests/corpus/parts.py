"""What a corpus file is made of: cells, pages, and the truth about each return in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.values import UnitContext
from khuyenhoc.units.spec import UnitName, read_units

PROVINCE, YEAR = "30", "2023"
FORM: FormSpec = read_catalogue().forms[0]
UNITS = {u.code: u for u in read_units(PROVINCE, int(YEAR)).units}
COMMUNES = [u for u in UNITS.values() if u.level == FORM.level]


@dataclass(frozen=True)
class Formula:
    """A formula with the value that the sender's program kept beside it; None: it never computed it."""

    text: str
    cached: float | None


@dataclass(frozen=True)
class Fault:
    """An error in a cell: #REF!"""

    code: str


Cell = None | int | float | str | bool | dt.datetime | Formula | Fault
Known = int | str
"""A whole number, "none" ("không có"), "blank", or "ask": no value may come out of the cell."""


@dataclass(frozen=True)
class Put:
    """A figure as it is put into its cell, with the text of its unit of measure, and what must come out.

    It stands in the rows of a page as it is, so that its address can be found once the page is laid out.
    """

    cell: Cell
    truth: Known
    measure: str


Row = list[Cell | Put]


@dataclass
class Page:
    """A sheet: rows from the top; merged as (top, left, bottom, right); hidden rows and columns from 0."""

    rows: list[Row]
    name: str = "Báo cáo"
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


@dataclass
class Filled:
    """One unit's return as it is to be written, and what is known of the unit besides it."""

    unit: UnitName
    puts: Mapping[str, Put]
    known: UnitContext

    @property
    def district(self) -> UnitName:
        return UNITS[self.unit.parent or ""]

    def cell(self, code: str) -> Put:
        return self.puts[code]


MarkKey = tuple[str, str | None]
"""A check, and the indicator that carries its mark (None: the whole return)."""


@dataclass(frozen=True)
class Question:
    """Something that must be asked: at one of these places (an address, or a sheet), and what must be proposed there.

    `code`: the indicator whose line it is about, "" where it is about the whole return.
    """

    at: tuple[str, ...]
    offers: frozenset[str] = frozenset()
    code: str = ""


@dataclass(frozen=True)
class Expected:
    """The truth of one return: its unit (None: it has to be asked), its cells and where they stand, by indicator.

    `marks`: all that the checks may say of it, beside `known` of the unit. They are planted, never computed by the checks.
    `whose`: the question whose it is; `asked`: questions about lines and columns.
    """

    unit: str | None
    cells: Mapping[str, Known]
    puts: Mapping[str, Put]
    known: UnitContext
    marks: frozenset[MarkKey]
    at: Mapping[str, str] = field(default_factory=dict)
    whose: Question | None = None
    asked: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Truth:
    """The truth of a file: its outcome ("read", "needs_mapping", "rejected") and its returns; `about` says how it was made."""

    outcome: str
    returns: Sequence[Expected]
    about: str


@dataclass(frozen=True)
class Made:
    """A file of the corpus: `name` is relative; `data` are its bytes, or the pages that LibreOffice is to convert."""

    name: str
    data: bytes
    truth: Truth
    convert_to: str = ""
