"""What the reading of a file gives: for each return in it whose it is, what its cells state, and what must be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.values import CellValue

Outcome = Literal["read", "needs_mapping", "rejected"]


class ReturnReading(Struct, frozen=True):
    """One return. `unit`: its official code, None where it is not certain; then `units` are those it may be.

    `cells` has every indicator of the form; what the file does not have is BLANK with `at` "". `reason` is the sentence
    for what is not "read", else "". `uncertain`: what was not matched, each with its cell and the question; a return may
    be "read" with some, which are lines beyond the form, since all lines of the form were found.

    `reasons`: what the sender wrote beside a line as its reason, by indicator, "" for the whole return. `note`: what is
    to be said of a return that is read all the same. `place`: where its unit is named, by which `Answers` know it; `named`:
    what a row of a table of units calls it there, "" for other returns.
    """

    unit: str | None
    outcome: Outcome
    reason: str
    cells: Mapping[str, CellValue]
    sheet: str
    uncertain: tuple[Doubt, ...] = ()
    units: tuple[str, ...] = ()
    reasons: Mapping[str, str] = {}
    note: str = ""
    place: str = ""
    named: str = ""


class FileReading(Struct, frozen=True):
    """A file as read. `file`: its relative name; `size` in bytes; `sha256` of its content, "" where it cannot be opened.

    `outcome`: "rejected" where nothing of it is read, "needs_mapping" where anything of it is asked, else "read".
    """

    file: str
    sha256: str
    size: int
    outcome: Outcome
    reason: str
    returns: tuple[ReturnReading, ...] = ()
