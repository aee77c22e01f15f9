"""Taking figures away as a file: made for who may see them, noted in the journal, kept for a day for who asked."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.desk.explorer.view import View
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.desk.whole import write_whole
from khuyenhoc.documents.taking.figures import figures_table
from khuyenhoc.documents.taking.files import WRITERS
from khuyenhoc.documents.taking.table import LongTable, Progress
from khuyenhoc.rollups.explorer.queries import Answer, answer

KEPT_FOR: Final = 24 * 3600.0
"""Seconds. Whoever wants the file later has it made anew, with the figures of then."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was made: where it lies, how many rows it has, and the SHA-256 of its bytes."""

    path: Path
    rows: int
    sha256: str


def seen_by(visitor: Visitor, view: View) -> Answer:
    """What somebody may see of a view. NotAllowed where that is nothing; NoSuchPeriod and KeyError as in `answer`."""
    found = answer(view.question(), lambda lineage: visitor.may_on(Right.SEE_FIGURES, lineage))
    if view.units and not found.lines:
        raise NotAllowed(refusal(visitor.user, Right.SEE_FIGURES, _("các đơn vị đã chọn")))
    return found


def take_away(*, by: User, view: View, kind: str, run: str = "", progress: Progress | None = None) -> Taken:
    """Makes a file of what `by` may see of a view. NotAllowed; NotKept; KeyError for no kind of WRITERS.

    `run`: by which the file of a job is found again.
    """
    found = seen_by(Visitor(by), view)
    moment = f"{timezone.localtime(clock.now()):%Y%m%d-%H%M%S}"
    folder, name = folder_of(by), f"{name_of(view)}-{moment}-{run or secrets.token_hex(8)}.{kind}"
    _sweep(folder)
    return taken(by=by.username, view=view, table=table_of(found, view), path=folder / name, progress=progress)


def taken(*, by: str, view: View, table: LongTable, path: Path, progress: Progress | None = None) -> Taken:
    """Writes a table to a file, by the ending of its name, and notes that. NotKept where the disk refuses."""
    write = WRITERS[path.suffix.removeprefix(".")]
    digest = write_whole(path, lambda file: write(table, file, progress))
    _note(by, view, Taken(path, table.rows, digest))
    return Taken(path, table.rows, digest)


def table_of(found: Answer, view: View) -> LongTable:
    """In the order of the map: a file can be sorted by whoever opens it."""
    return figures_table(found, view.shape, name_of(view))


def name_of(view: View) -> str:
    """ "so-lieu-30-2019-2023": of the first unit."""
    return "-".join(filter(None, ("so-lieu", view.units[0] if view.units else "", view.first, view.last)))


@transaction.atomic
def _note(by: str, view: View, made: Taken) -> None:
    after = {"file": made.path.name, "sha256": made.sha256, "rows": made.rows, "view": view.query}
    unit = view.units[0]
    record(by=by, unit=unit, act="export_figures", subject=("unit", unit), after=after)


def folder_of(by: User) -> Path:
    """Where somebody's own files lie, and the notes of how far their making has got."""
    return Path(settings.PAPERS) / "tra-cuu" / str(by.pk)


def own_file(by: User, name: str) -> Path | None:
    """A file of somebody's own; None where there is none of that name any more."""
    return next((path for path in _files(folder_of(by)) if path.name == name), None)


def file_of(by: User, run: str) -> Path | None:
    """The file that a job made; None where it has made none, or long ago."""
    return next((path for path in _files(folder_of(by)) if run and path.stem.endswith(f"-{run}")), None)


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.iterdir() if p.suffix.removeprefix(".") in WRITERS] if folder.is_dir() else []


def _sweep(folder: Path) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < time.time() - KEPT_FOR:
            path.unlink(missing_ok=True)
