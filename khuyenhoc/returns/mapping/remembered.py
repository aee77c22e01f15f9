"""What is remembered of files and layouts, ready to be sent to the children that read. Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from khuyenhoc.returns.intake.answers import Answers
from khuyenhoc.returns.mapping.fixes import Fix

if TYPE_CHECKING:
    from khuyenhoc.returns.intake.pipeline import Once
    from khuyenhoc.returns.intake.readings import FileReading
    from khuyenhoc.returns.mapping.naming import KnownNames


class Remembered(Struct, frozen=True):
    """A layout of a unit's files: its fingerprint, what its labels say, and how it is to be understood."""

    fingerprint: str
    labels: tuple[str, ...]
    fixes: tuple[Fix, ...]


class RememberedLayouts(Struct, frozen=True):
    """`layouts`: by the unit's official code; `answers`: by a file's SHA-256; `names`: of rows in tables of units.

    Called for each file that has been read.
    """

    layouts: Mapping[str, Sequence[Remembered]] = field(default_factory=dict)
    answers: Mapping[str, Answers] = field(default_factory=dict)
    names: KnownNames = field(default_factory=dict)

    def __call__(self, once: Once) -> FileReading:
        # What reads is brought in where it reads.
        from khuyenhoc.returns.mapping.memory import reread

        return reread(self, once)
