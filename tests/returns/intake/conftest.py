"""What the tests of reading share: a reader for bytes, and one for the texts that say whose a return is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.returns.intake.names import names_of
from khuyenhoc.returns.intake.owner import Owner, find_owner
from khuyenhoc.returns.intake.pipeline import FileReading, read_file
from khuyenhoc.units.matching import UnitIndex
from tests.returns.intake.books import FORM

Read = Callable[..., FileReading]


@pytest.fixture(scope="session")
def read(index: UnitIndex) -> Read:
    """Reads bytes as a file of the given relative name."""

    def read_bytes(data: bytes, name: str = "bao cao.xlsx") -> FileReading:
        return read_file(data, FORM, index, "2023", name)

    return read_bytes


@pytest.fixture
def owner(index: UnitIndex) -> Callable[..., Owner]:
    """Whose a return is, by the texts of its cells and the names of its sheet, file and folders."""

    def find(*cells: str, sheet: str = "Sheet1", file: str = "x.xlsx", folders: tuple[str, ...] = ()) -> Owner:
        return find_owner(cells, sheet, file, folders, "commune", names_of(index))

    return find
