"""235 workbooks read, checked and stored by `khuyenhoc intake`, beside what only opens them.

To hold: at most 3 s, at least three times as quick as LibreOffice merely converting them, at most 400 MB.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import openpyxl
import python_calamine

from bench.harness import Contest, Work, process
from bench.memory import peak_megabytes
from bench.workshop import COLLECTION, KHUYENHOC, PROVINCE, YEAR, environment, installation

Written = Callable[[Path, Path], list[Path]]
"""Writes workbooks into a folder, in a process of the installation in a home; the files."""


@contextmanager
def contest() -> Iterator[Contest]:
    with of_a_folder(workbooks) as (found, files, place):
        yield replace(found, rivals={"LibreOffice": libreoffice(files, place), **found.rivals})


@contextmanager
def of_a_folder(write: Written) -> Iterator[tuple[Contest, list[Path], Path]]:
    """`khuyenhoc intake` of a folder beside what only opens its files; the files, and a place for a rival's own."""
    with installation("init", "--province", PROVINCE, "--as-of", f"{YEAR}-12-31") as fresh:
        folder, home = fresh.with_name("workbooks"), fresh.with_name("used")
        files, renew, env = write(folder, fresh), partial(_renewed, fresh, home), environment(home)
        intake = (KHUYENHOC, "intake", str(folder), "--collection", COLLECTION, "--json", "-")
        renew()
        found = Contest(
            # 1: done, and some of the workbooks have faults, as they are meant to.
            ours=process(*intake, env=env, codes=(1,)),
            rivals={"openpyxl": partial(read_by_openpyxl, files)},
            limit=("python-calamine", partial(read_by_calamine, files)),
            before=renew,
            note={"workbooks": len(files), "megabytes": peak_megabytes(*intake, env=env)},
        )
        yield found, files, fresh.parent


def workbooks(folder: Path, home: Path) -> list[Path]:
    """The workbooks of the demonstration's year, all of its rounds."""
    process(sys.executable, "-m", "bench.sent", str(folder), env=environment(home, lean=True))()
    return sorted(folder.rglob("*.xlsx"))


def _renewed(fresh: Path, home: Path) -> None:
    """The installation in `home` is again as `fresh` is."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(fresh, home)


def libreoffice(files: list[Path], folder: Path) -> Work:
    """Converts all to CSV in one process, which is the quickest way that LibreOffice has."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    options = (profile, "--headless", "--convert-to", "csv", "--outdir", str(folder / "csv"))
    return process("soffice", *options, *map(str, files))


def read_by_openpyxl(files: list[Path]) -> int:
    """Every cell of every sheet; how many hold something."""
    found = 0
    for file in files:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        found += sum(cell is not None for sheet in book.worksheets for row in sheet.values for cell in row)
        book.close()
    return found


def read_by_calamine(files: list[Path]) -> int:
    """The same by calamine."""
    found = 0
    for file in files:
        book = python_calamine.CalamineWorkbook.from_path(file)
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        found += sum(cell != "" for sheet in sheets for row in sheet.to_python() for cell in row)
    return found
