"""Files of columns: named by their checksum, written whole or not at all, believed only while their bytes are what they were."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from threading import Lock
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from khuyenhoc.rollups.facts import Names

_ROWS_A_GROUP: Final = 100_000
"""Rows stand in the order of units, so that a question about a few of them passes most groups by."""
_looked_at: dict[Path, tuple[int, int, int]] = {}
_looking = Lock()


class Damaged(Exception):
    """A kept file is missing, or its bytes are not those that were written. The message says which; nothing of it is used."""


def folder(period: str, collection: str) -> Path:
    """Where the copies of a collection lie: partitioned by period."""
    return Path(settings.KEPT) / f"period={period}" / collection


def place(where: Path, digest: str) -> Path:
    return where / f"{digest}.parquet"


def write(where: Path, table: pa.Table, names: Names) -> str:
    """Keeps the table, with what its numbers stand for; the SHA-256 by which it is found again. OSError where the disk refuses.

    Written beside its place, then moved there: a file under its own checksum is whole, or the disk has lost it since.
    """
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    named = {"units": json.dumps(names.units), "indicators": json.dumps(names.indicators)}
    descriptor, temporary = tempfile.mkstemp(dir=where, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            table = table.replace_schema_metadata(named)
            pq.write_table(table, file, compression="zstd", row_group_size=_ROWS_A_GROUP)
        digest = _sha256(Path(temporary))
        os.replace(temporary, place(where, digest))
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest


def checked(where: Path, digest: str) -> Path:
    """The file of that checksum. Damaged where it is not there or not that any more.

    Its bytes are read once a process, and again where the file was touched.
    """
    path = place(where, digest)
    try:
        stat = path.stat()
        seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if _looked_at.get(path) != seen:
            if _sha256(path) != digest:
                raise Damaged(path.name)
            with _looking:
                _looked_at[path] = seen
    except OSError as error:
        raise Damaged(path.name) from error
    return path


def names(path: Path) -> Names:
    """What the numbers of a file stand for."""
    metadata = pq.read_schema(path).metadata
    units, indicators = (tuple(json.loads(metadata[key])) for key in (b"units", b"indicators"))
    return Names(units, indicators)


def sweep(where: Path, standing: set[str], older_than: float) -> list[Path]:
    """Deletes files that do not stand and were written before a time (seconds since 1970): left by a job that was killed, or
    exchanged long enough ago that nobody reads them any more. Those that were deleted."""
    swept = []
    for path in where.iterdir() if where.is_dir() else ():
        if path.name.removesuffix(".parquet") not in standing and path.stat().st_mtime < older_than:
            path.unlink(missing_ok=True)
            swept.append(path)
    return swept


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
