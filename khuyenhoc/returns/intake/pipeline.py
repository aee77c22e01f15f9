"""From a file to its returns: bytes, sheets, tables, labels, values, owner. Every step is a module of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.identity import Seal
from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.answers import NONE, Answers
from khuyenhoc.returns.intake.children import Guard, in_children
from khuyenhoc.returns.intake.grid import Workbook
from khuyenhoc.returns.intake.kinds import too_large
from khuyenhoc.returns.intake.limits import DEFAULT, Limits, Refused
from khuyenhoc.returns.intake.own_sheets import without_own
from khuyenhoc.returns.intake.reader import read_workbook
from khuyenhoc.returns.intake.readings import FileReading, ReturnReading
from khuyenhoc.returns.intake.sentences import said
from khuyenhoc.returns.intake.signed import Signed, read_signed
from khuyenhoc.returns.intake.understanding import understand
from khuyenhoc.units.matching import UnitIndex

__all__ = ["FileReading", "Memory", "Once", "ReturnReading", "Source", "read_file", "read_many", "read_once"]

Source = tuple[str, Path | bytes]
"""A file's relative name, and where it is or what is in it."""


@dataclass(frozen=True)
class Once:
    """A file that has been read, ready to be read again with what people have said of it."""

    workbook: Workbook
    reading: FileReading
    form: FormSpec
    units: UnitIndex
    period: str
    signed: Signed

    def again(self, workbook: Workbook, answers: Answers = NONE) -> FileReading:
        """The reading of `workbook` in its place, with the answers taken for true."""
        found = understand(workbook, self.reading.file, self.form, self.units, self.period, self.signed, answers)
        return replace(self.reading, **found._asdict())


Memory = Callable[[Once], FileReading]
"""What is remembered of files and layouts: from a file read once to its reading. It can be sent to a child."""

_FEW = 20
"""Up to so many files are read by one child, more by two."""
_AHEAD = 32
"""So many files, known by their paths, are given to a child at once: it goes on while what it has read is stored."""


@dataclass(frozen=True)
class _Reader:
    """`read_file` for one form, period and map, ready to be sent to a child."""

    form: FormSpec
    units: UnitIndex
    period: str
    limits: Limits
    seal: Seal | None
    memory: Memory | None

    def __call__(self, source: Source) -> FileReading:
        name, content = source
        return read_file(content, self.form, self.units, self.period, name, self.limits, self.seal, self.memory)


def read_many(
    sources: Iterable[Source],
    *,
    form: FormSpec,
    units: UnitIndex,
    period: str,
    processes: int | None = None,
    limits: Limits = DEFAULT,
    guard: Guard | None = None,
    seal: Seal | None = None,
    memory: Memory | None = None,
) -> Iterator[FileReading]:
    """The readings of many files, in their order; whatever one of them holds, the others are read.

    `processes`: so many children, each with limits on memory and time (`guard`); 0: here, without limits; None: one child for
    a few files, two for many. A file whose reading dies or takes too long in a child is "rejected" and says so.
    `seal`: by which the collection's own workbooks are known again. `memory`: what people have said of such files.
    """
    files = list(sources)
    read = _Reader(form, units, period, limits, seal, memory)
    if processes is None:
        processes = 2 if len(files) > _FEW else 1
    if processes:
        ahead = _AHEAD if all(isinstance(content, Path) for _, content in files) else 1
        yield from in_children(read, files, _stopped, processes, guard or Guard(), ahead)
    else:
        yield from map(read, files)


def _stopped(source: Source) -> FileReading:
    name, content = source
    try:
        _, digest, size = _opened(content, Limits(size=0))
    except OSError:
        digest, size = "", 0
    return FileReading(name, digest, size, "rejected", sentences.STOPPED)


def read_file(
    source: Path | bytes,
    form: FormSpec,
    units: UnitIndex,
    period: str,
    relative_name: str = "",
    limits: Limits = DEFAULT,
    seal: Seal | None = None,
    memory: Memory | None = None,
) -> FileReading:
    """Every return in a file. Never raises for what stands in the file; a file that cannot be opened is rejected too.

    `relative_name` is how the file is called below its folder, with "/" ("huyen Thanh Mien/xa Thanh Tung.xlsx").
    """
    once = read_once(source, form, units, period, relative_name, limits, seal)
    if isinstance(once, FileReading):
        return once
    return memory(once) if memory else once.reading


def read_once(
    source: Path | bytes,
    form: FormSpec,
    units: UnitIndex,
    period: str,
    relative_name: str = "",
    limits: Limits = DEFAULT,
    seal: Seal | None = None,
) -> Once | FileReading:
    """A file read without anything remembered; a `FileReading` where it cannot be opened."""
    name = relative_name or (source.name if isinstance(source, Path) else "")
    try:
        data, digest, size = _opened(source, limits)
    except OSError as error:
        return FileReading(name, "", 0, "rejected", said(sentences.UNREADABLE, why=error.strerror or "?"))
    reading = FileReading(name, digest, size, "rejected", "")
    if size > limits.size:
        return replace(reading, reason=too_large(size, limits))
    try:
        workbook = read_workbook(data, PurePosixPath(name).stem or "csv", limits)
    except Refused as refusal:
        return replace(reading, reason=str(refusal))
    own = without_own(workbook)
    once = Once(own, reading, form, units, period, read_signed(workbook, seal, form, units))
    return replace(once, reading=once.again(own))


def _opened(source: Path | bytes, limits: Limits) -> tuple[bytes, str, int]:
    """Content, SHA-256 and size; what is above the limit is hashed, but not kept in memory."""
    if isinstance(source, bytes):
        return source, hashlib.sha256(source).hexdigest(), len(source)
    with source.open("rb") as file:
        size = source.stat().st_size
        if size > limits.size:
            return b"", hashlib.file_digest(file, "sha256").hexdigest(), size
        data = file.read()
    return data, hashlib.sha256(data).hexdigest(), len(data)
