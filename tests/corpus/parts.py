"""What a corpus file is made of: cells, pages, and the truth about each return in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec
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
Row = list[Cell]
Known = int | str
"""A whole number, "none" ("không có"), "blank", or "ask": no value may come out of the cell."""


@dataclass
class Page:
    """A sheet: rows from the top; merged as (top, left, bottom, right); hidden rows from 0."""

    rows: list[Row]
    name: str = "Báo cáo"
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Put:
    """A figure as it is put into its cell, with the text of its unit of measure, and what must come out."""

    cell: Cell
    truth: Known
    measure: str


@dataclass
class Filled:
    """One unit's return as it is to be written. `labels` are wordings that stand by themselves."""

    unit: UnitName
    puts: Mapping[str, Put]
    labels: Mapping[str, str]

    @property
    def district(self) -> UnitName:
        return UNITS[self.unit.parent or ""]

    def cell(self, code: str) -> Cell:
        return self.puts[code].cell


@dataclass(frozen=True)
class Expected:
    """The truth of one return: its unit (None: it has to be asked), cells by indicator, marks as (check, indicator)."""

    unit: str | None
    cells: Mapping[str, Known]
    marks: frozenset[tuple[str, str | None]] = frozenset()
    stated: bool = True


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


Layout = Callable[[Random, list[Filled]], list[Page]]
