"""The workbooks of 235 units out, with last year's figures, by `khuyenhoc workbooks`. To hold: at most 5 s.

Beside it: XlsxWriter writing 235 workbooks of the same lines without any checks, and deflating the same bytes.
"""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path

import xlsxwriter

from bench.harness import Contest, process
from bench.memory import peak_megabytes
from bench.workshop import COLLECTION, KHUYENHOC, PROVINCE, YEAR, environment, installation
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.demo.figures import Figure, generate
from khuyenhoc.units.spec import read_units

FORM, UNITS = read_catalogue().forms[0], read_units(PROVINCE, int(YEAR)).units
HEADER = ("Mã", "Chỉ tiêu", "Đơn vị tính", "Năm trước", "Năm nay")
LEVEL = 3


@contextmanager
def contest() -> Iterator[Contest]:
    with installation("init", "--province", PROVINCE, "--as-of", f"{YEAR}-12-31") as home:
        env, target = environment(home), home.with_name("workbooks.zip")
        figures = generate(FORM, UNITS)
        earlier = write_history(home.with_name("earlier.csv"), figures)
        process(KHUYENHOC, "history", "load", str(earlier), env=env)()
        workbooks = (KHUYENHOC, "workbooks", "--collection", COLLECTION, "--out", str(target))
        megabytes = peak_megabytes(*workbooks, env=env)
        parts = [part for book in _members(target.read_bytes()) for part in _members(book)]
        yield Contest(
            ours=process(*workbooks, env=env),
            rivals={"XlsxWriter, no checks": partial(write_plain, figures)},
            limit=("zlib", lambda: [zlib.compress(part, LEVEL) for part in parts]),
            note={"workbooks": len(figures), "megabytes": megabytes, "bytes": target.stat().st_size},
        )


def write_history(path: Path, figures: dict[str, dict[str, Figure]]) -> Path:
    """The year before, as a table to be loaded."""
    before = str(int(YEAR) - 1)
    rows = [
        (before, unit, code, value if isinstance(value, int) else "không có")
        for unit, row in figures.items()
        for code, value in row.items()
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("period", "unit", "indicator", "value"), *rows])
    return path


def write_plain(figures: dict[str, dict[str, Figure]]) -> int:
    """A workbook a unit with its lines and last year's figures, and nothing else; how many bytes they are."""
    written = 0
    for unit, row in figures.items():
        data = BytesIO()
        with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Báo cáo")
            sheet.write_row(0, 0, (unit, *HEADER))
            for n, indicator in enumerate(FORM.indicators, start=1):
                value = row.get(indicator.code, "")
                last = value if isinstance(value, int) else str(value)
                sheet.write_row(n, 0, (indicator.code, indicator.label, indicator.unit, last))
        written += len(data.getvalue())
    return written


def _members(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]
