"""A file opened, whatever becomes of it: its hash, its size, and its sheets or the sentence for its sender."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from msgspec import Struct

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.content import content_of
from khuyenhoc.sheets.grid import Workbook
from khuyenhoc.sheets.kinds import too_large
from khuyenhoc.sheets.limits import Limits, Refused
from khuyenhoc.sheets.reader import read_workbook
from khuyenhoc.sheets.sentences import said

Read = Callable[[bytes, str, Limits], Workbook]


class Opened(Struct, frozen=True):
    """`sha256`: "" where the file cannot be opened; `workbook`: None where it is refused, for the `reason`."""

    name: str
    sha256: str
    size: int
    workbook: Workbook | None = None
    reason: str = ""


def open_file(source: Path | bytes, name: str, limits: Limits, read: Read = read_workbook) -> Opened:
    """Never raises for what stands in the file. `name`: how its sender calls it, "" for as it lies there."""
    name = name or (source.name if isinstance(source, Path) else "")
    try:
        data, digest, size = content_of(source, limits)
    except OSError as error:
        return Opened(name, "", 0, reason=said(sentences.UNREADABLE, why=error.strerror or "?"))
    if size > limits.size:
        return Opened(name, digest, size, reason=too_large(size, limits))
    try:
        return Opened(name, digest, size, read(data, PurePosixPath(name).stem or "csv", limits))
    except Refused as refusal:
        return Opened(name, digest, size, reason=str(refusal))
