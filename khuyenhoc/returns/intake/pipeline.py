"""From a file to its returns: bytes, sheets, tables, labels, values, owner. Every step is a module of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.identity import Seal
from khuyenhoc.returns.intake.answers import NONE, Answers
from khuyenhoc.returns.intake.readings import FileReading, ReturnReading
from khuyenhoc.returns.intake.signed import Signed, read_signed
from khuyenhoc.returns.intake.torn_numbers import read_figures
from khuyenhoc.returns.intake.understanding import understand
from khuyenhoc.sheets.grid import Workbook
from khuyenhoc.sheets.limits import DEFAULT, Limits
from khuyenhoc.sheets.opening import open_file
from khuyenhoc.sheets.own_sheets import without_own
from khuyenhoc.units.matching import UnitIndex

__all__ = ["FileReading", "Memory", "Once", "ReturnReading", "read_file", "read_once"]


class Once(Struct, frozen=True):
    """A file that has been read, ready to be read again with what people have said of it."""

    workbook: Workbook
    reading: FileReading
    form: FormSpec
    units: UnitIndex
    period: str
    signed: Signed

    def again(self, workbook: Workbook, answers: Answers = NONE) -> FileReading:
        """The reading of `workbook` in its place, with the answers taken for true."""
        found = understand(workbook, self.reading.file, self.form, self.units, self.period, self.signed, answers)
        return replace(self.reading, **found._asdict())


Memory = Callable[[Once], FileReading]
"""What is remembered of files and layouts: from a file read once to its reading. It can be sent to a child."""


def read_file(
    source: Path | bytes,
    form: FormSpec,
    units: UnitIndex,
    period: str,
    relative_name: str = "",
    limits: Limits = DEFAULT,
    seal: Seal | None = None,
    memory: Memory | None = None,
) -> FileReading:
    """Every return in a file. Never raises for what stands in the file; a file that cannot be opened is rejected too.

    `relative_name` is how the file is called below its folder, with "/" ("huyen Thanh Mien/xa Thanh Tung.xlsx").
    """
    once = read_once(source, form, units, period, relative_name, limits, seal)
    if isinstance(once, FileReading):
        return once
    return memory(once) if memory else once.reading


def read_once(
    source: Path | bytes,
    form: FormSpec,
    units: UnitIndex,
    period: str,
    relative_name: str = "",
    limits: Limits = DEFAULT,
    seal: Seal | None = None,
) -> Once | FileReading:
    """A file read without anything remembered; a `FileReading` where it cannot be opened."""
    opened = open_file(source, relative_name, limits, read_figures)
    reading = FileReading(opened.name, opened.sha256, opened.size, "rejected", opened.reason)
    if opened.workbook is None:
        return reading
    own = without_own(opened.workbook)
    once = Once(own, reading, form, units, period, read_signed(opened.workbook, seal, form, units))
    return replace(once, reading=once.again(own))
