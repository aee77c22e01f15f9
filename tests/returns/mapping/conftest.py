"""What the tests of mapping share: files read once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.returns.intake.pipeline import Once, read_once
from khuyenhoc.units.matching import UnitIndex
from tests.returns.intake.books import FORM

Read = Callable[..., Once]


@pytest.fixture(scope="session")
def once(index: UnitIndex) -> Read:
    """Bytes read once, as a file of the given name."""

    def read(data: bytes, name: str = "bao cao.xlsx") -> Once:
        found = read_once(data, FORM, index, "2023", name)
        assert isinstance(found, Once)
        return found

    return read
