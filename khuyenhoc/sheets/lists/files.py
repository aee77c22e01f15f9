"""Lists from files: here, or in children in which a file may take as long and as much as it likes up to a limit.

Of the reader itself nothing is brought in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from msgspec import Struct

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.children import Guard, bring_in, in_children
from khuyenhoc.sheets.content import hash_of
from khuyenhoc.sheets.limits import MEGABYTE, Limits
from khuyenhoc.sheets.lists.asked import Asked
from khuyenhoc.sheets.lists.found import Listing

bring_in("khuyenhoc.sheets.warm")

LISTS: Final = Limits(size=40 * MEGABYTE, unpacked=512 * MEGABYTE, rows=210_000, columns=200, cells=4_200_000)
"""Of files that hold lists: 200.000 rows with what stands above and between them."""
GUARD: Final = Guard(seconds=120.0, memory=3 * 1024**3)
Source = tuple[str, Path | bytes]
"""A file's name, and where it is or what is in it."""


class ListReading(Struct, frozen=True):
    """A file as read. `sha256`: of its contents, "" where it cannot be opened; `size` in bytes.

    `listing`: None where the file is refused, with the sentence for its sender as the `reason`.
    """

    file: str
    sha256: str
    size: int
    listing: Listing | None = None
    reason: str = ""


def read_list(source: Path | bytes, asked: Asked, name: str = "", limits: Limits = LISTS) -> ListReading:
    """The list in a file. Never raises for what stands in the file. `name`: how its sender calls it."""
    # What reads is brought in where it reads: a process that only hands out files does without.
    from khuyenhoc.sheets.lists.reading import list_in
    from khuyenhoc.sheets.opening import open_file

    opened = open_file(source, name, limits)
    listing = list_in(opened.workbook, asked) if opened.workbook else None
    return ListReading(opened.name, opened.sha256, opened.size, listing, opened.reason)


@dataclass(frozen=True)
class _Reader:
    """`read_list` of one thing asked, ready to be sent to a child."""

    asked: Asked
    limits: Limits

    def __call__(self, source: Source) -> ListReading:
        name, content = source
        return read_list(content, self.asked, name, self.limits)


def read_lists(
    sources: Iterable[Source], asked: Asked, *, limits: Limits = LISTS, guard: Guard = GUARD, processes: int = 1
) -> Iterator[ListReading]:
    """The lists of files, in their order, read in children; one whose reading dies or takes too long says so."""
    yield from in_children(_Reader(asked, limits), sources, _stopped, processes, guard)


def _stopped(source: Source) -> ListReading:
    name, content = source
    return ListReading(name, *hash_of(content), reason=sentences.STOPPED)
