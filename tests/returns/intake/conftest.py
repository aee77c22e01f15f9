"""What the tests of reading share: the map of 2023, and a reader for bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.returns.intake.pipeline import FileReading, read_file
from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.units.spec import read_units
from tests.returns.intake.books import FORM

Read = Callable[..., FileReading]


@pytest.fixture(scope="session")
def index() -> UnitIndex:
    return UnitIndex(read_units("30", 2023).units)


@pytest.fixture(scope="session")
def read(index: UnitIndex) -> Read:
    """Reads bytes as a file of the given relative name."""

    def read_bytes(data: bytes, name: str = "bao cao.xlsx") -> FileReading:
        return read_file(data, FORM, index, "2023", name)

    return read_bytes
