"""What tests of this room share."""

from __future__ import annotations

import pytest

from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.units.spec import read_units


@pytest.fixture(scope="session")
def index() -> UnitIndex:
    """The names of Hải Dương's units in 2023."""
    return UnitIndex(read_units("30", 2023).units)
