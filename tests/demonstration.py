"""The demonstration's workbooks, written once a process for all tests that read them."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.demo.figures import generate
from khuyenhoc.demo.workbooks import WrittenFile, write_all
from khuyenhoc.units.spec import read_units

ONE_PROCESS = pytest.mark.xdist_group("demonstration")
"""For modules that read them, so that they are not written in every process."""


class Written(NamedTuple):
    folder: Path
    files: list[WrittenFile]


@cache
def sent_workbooks() -> Written:
    """All 235 in a folder that is gone with the process."""
    units, form = read_units("30", 2023).units, read_catalogue().forms[0]
    folder = Path(_place().name) / "workbooks"
    return Written(folder, write_all(folder, generate(form, units), units))


@cache
def _place() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="khuyenhoc-test-")
