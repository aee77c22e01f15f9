"""The demonstration's figures and workbooks, made once for all tests of this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.figures import Figure, generate
from khuyenhoc.units.spec import UnitName, read_units
from tests.demonstration import Written, sent_workbooks


@pytest.fixture(scope="session")
def form() -> FormSpec:
    return read_catalogue().forms[0]


@pytest.fixture(scope="session")
def units() -> Sequence[UnitName]:
    return read_units("30", 2023).units


@pytest.fixture(scope="session")
def figures(form: FormSpec, units: Sequence[UnitName]) -> Mapping[str, Mapping[str, Figure]]:
    return generate(form, units)


@pytest.fixture(scope="session")
def totals(figures: Mapping[str, Mapping[str, Figure]]) -> Mapping[str, int]:
    """The sums over all communes; what is stated as "không có" counts as 0."""
    codes = next(iter(figures.values()))
    return {c: sum(v for row in figures.values() if isinstance(v := row[c], int)) for c in codes}


@pytest.fixture(scope="session")
def written() -> Written:
    return sent_workbooks()
