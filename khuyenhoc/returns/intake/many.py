"""Many files read in children, in their order. Of the reader itself nothing is brought in here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.identity import Seal
from khuyenhoc.returns.intake.readings import FileReading
from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.children import Guard, Workers, bring_in, in_children
from khuyenhoc.sheets.content import hash_of
from khuyenhoc.sheets.limits import DEFAULT
from khuyenhoc.units.matching import UnitIndex

if TYPE_CHECKING:
    from khuyenhoc.returns.intake.pipeline import Memory

Source = tuple[str, Path | bytes]
"""A file's relative name, and where it is or what is in it."""

bring_in("khuyenhoc.returns.intake.warm")

_FEW, _MANY = 20, 2
"""Up to so many files are read by one child, more by so many."""
_AHEAD = 32
"""So many files, known by their paths, are given to a child at once: it goes on while what it has read is stored."""


class Reader(Struct, frozen=True):
    """`read_file` for one form, period and map, ready to be sent to a child.

    `seal`: by which the collection's own workbooks are known again. `memory`: what people have said of such files.
    """

    form: FormSpec
    units: UnitIndex
    period: str
    seal: Seal | None = None
    memory: Memory | None = None

    def __call__(self, source: Source) -> FileReading:
        # What reads is brought in where it reads: a process that only hands out files does without.
        from khuyenhoc.returns.intake.pipeline import read_file

        name, content = source
        return read_file(content, self.form, self.units, self.period, name, DEFAULT, self.seal, self.memory)


def reading(reader: Reader) -> Workers[Source, FileReading]:
    """Children that read whatever files they are given, known by their paths: one for a few files, two for many."""
    return Workers(reader, _stopped, Guard(), _MANY, ahead=_AHEAD, few=_FEW)


def read_many(
    sources: Iterable[Source], reader: Reader, *, processes: int | None = None, guard: Guard | None = None
) -> Iterator[FileReading]:
    """The readings of many files, in their order; whatever one of them holds, the others are read.

    `processes`: so many children, each with limits on memory and time (`guard`); 0: here, without limits; None: one child for
    a few files, two for many. A file whose reading dies or takes too long in a child is "rejected" and says so.
    """
    files = list(sources)
    if processes == 0:
        yield from map(reader, files)
        return
    ahead = _AHEAD if all(isinstance(content, Path) for _, content in files) else 1
    few = _FEW if processes is None else 1
    yield from in_children(reader, files, _stopped, processes or _MANY, guard or Guard(), ahead, few)


def _stopped(source: Source) -> FileReading:
    name, content = source
    digest, size = hash_of(content)
    return FileReading(name, digest, size, "rejected", sentences.STOPPED)
