"""The error workbook of every received file that has something to look at. To hold: at most 0,5 s a file.

Beside it: openpyxl reading each of the files, setting the same fills and comments, and writing it anew (and losing what
formulas gave, shapes and newer kinds of checks). `slowest`: seconds of the slowest file, of three tries its best.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from bench.harness import Contest, process, seconds
from bench.intake import workbooks
from bench.workshop import COLLECTION, KHUYENHOC, PROVINCE, YEAR, environment, installation, set_up

if TYPE_CHECKING:
    from khuyenhoc.returns.models import ReceivedFile
    from khuyenhoc.sheets.marking.notes import Note

Work = Callable[[], object]


@contextmanager
def contest() -> Iterator[Contest]:
    with installation("init", "--province", PROVINCE, "--as-of", f"{YEAR}-12-31") as home:
        folder = home.with_name("workbooks")
        workbooks(folder, home)
        process(
            KHUYENHOC,
            "intake",
            str(folder),
            "--collection",
            COLLECTION,
            "--json",
            "-",
            env=environment(home),
            codes=(1,),
        )()
        marks = received(home)
        parts = [part for work in marks.ours for part in _parts(work())]
        yield Contest(
            ours=lambda: [work() for work in marks.ours],
            rivals={"openpyxl": lambda: [work() for work in marks.rivals]},
            limit=("zlib", lambda: [zlib.compress(part) for part in parts]),
            note={"files": len(marks.ours), "slowest": round(max(map(_best, marks.ours)), 4)},
        )


class Marks:
    """For each file that has notes: how we mark it, and how the rival does."""

    def __init__(self) -> None:
        self.ours: list[Callable[[], bytes]] = []
        self.rivals: list[Work] = []


def received(home: Path) -> Marks:
    """The files of the installation in `home`, which this process is set up on."""
    set_up(home)
    from khuyenhoc.audit.storage import path_of
    from khuyenhoc.returns.marked import notes_of
    from khuyenhoc.returns.models import ReceivedFile

    found = Marks()
    for file in ReceivedFile.objects.select_related("collection__form", "received_by"):
        if notes := notes_of(file):
            found.ours.append(partial(_ours, file))
            found.rivals.append(partial(_by_openpyxl, path_of(file.sha256), notes))
    return found


def _ours(file: ReceivedFile) -> bytes:
    from khuyenhoc.returns.marked import marked_file

    return marked_file(file).data


def _by_openpyxl(path: Path, notes: list[Note]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    for note in notes:
        if note.cell:
            cell = book[note.sheet][note.cell]
            cell.fill = PatternFill("solid", fgColor="FFF9CDC6")
            cell.comment = Comment(note.what, "Khuyến Học")
    listed = book.create_sheet("Lỗi cần sửa", 0)
    for note in notes:
        listed.append([note.kind, note.what, note.at])
    book.save(io.BytesIO())


def _parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def _best(work: Work) -> float:
    return min(seconds(work) for _try in range(3))
