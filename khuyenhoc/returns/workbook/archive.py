"""Workbooks as files: safe and readable names, and many of them in one ZIP."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from typing import IO, Final

from khuyenhoc.returns.workbook.content import UnitWorkbook
from khuyenhoc.returns.workbook.template import workbook
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import capitalised, normalise, without_accents

ENDING: Final = ".xlsx"
_UNSAFE: Final = re.compile(r"[^\w .-]+", re.ASCII)
_MADE: Final = (1980, 1, 1, 0, 0, 0)

Progress = Callable[[int, int], None]
"""Is told (done, all) after each workbook."""


def file_name(content: UnitWorkbook) -> str:
    """ "Xa Thanh Tung - Huyen Thanh Mien - BC-NAM-2023.xlsx": without accents, which old programs garble."""
    places = [_plain(unit) for unit in (content.unit, content.above) if unit]
    return f"{' - '.join([*places, content.edition.collection])}{ENDING}"


def path_in_archive(content: UnitWorkbook) -> str:
    """The file's name in the folder of the unit above it."""
    return f"{_plain(content.above)}/{file_name(content)}" if content.above else file_name(content)


def _plain(unit: UnitName) -> str:
    return capitalised(normalise(_UNSAFE.sub(" ", without_accents(unit.full_name))))


def write_archive(contents: Sequence[UnitWorkbook], target: IO[bytes], progress: Progress | None = None) -> None:
    """A ZIP with the workbook of each unit. The same contents give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for done, content in enumerate(contents, start=1):
            archive.writestr(zipfile.ZipInfo(path_in_archive(content), _MADE), workbook(content))
            if progress:
                progress(done, len(contents))
