"""A kept file, opened to be looked at: as it stands, as it is understood without and with what was said. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from khuyenhoc.audit.storage import path_of
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.intake.answers import NONE, Answers
from khuyenhoc.returns.intake.labels import matcher_for
from khuyenhoc.returns.intake.layouts import drafts_of
from khuyenhoc.returns.intake.pipeline import FileReading, Once, read_once
from khuyenhoc.returns.mapping.fixes import Fix, restored
from khuyenhoc.returns.mapping.layout import Part, fingerprint, labels
from khuyenhoc.returns.mapping.memory import answers_to, applied, layout_owner, parts_of_once
from khuyenhoc.returns.mapping.models import Layout
from khuyenhoc.returns.mapping.queries import layout_of, remembered
from khuyenhoc.returns.mapping.remembered import Remembered, RememberedLayouts
from khuyenhoc.returns.models import ReceivedFile
from khuyenhoc.returns.seal import seal_of
from khuyenhoc.returns.situation import Situation
from khuyenhoc.returns.values import CellValue, Stated
from khuyenhoc.units.matching import UnitIndex


class NotOpened(Refused):
    """The file cannot be opened as a workbook; the message says why."""


@dataclass(frozen=True)
class Looked:
    """`plain`: what is understood without corrections; `now`: with all that was said of this file and its layout."""

    file: ReceivedFile
    situation: Situation
    once: Once
    memory: RememberedLayouts

    @cached_property
    def answers(self) -> Answers:
        """What was answered about the file, and what is remembered of the names in it."""
        return answers_to(self.memory, self.once)

    @cached_property
    def plain(self) -> FileReading:
        return self.once.reading if self.answers is NONE else self.once.again(self.once.workbook, self.answers)

    @cached_property
    def unit(self) -> str:
        """For whom the layout is remembered; "" while nobody knows whose the file is."""
        return layout_owner(self.plain, self.once.units)

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of_once(self.once)

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.parts)

    @cached_property
    def labels(self) -> list[str]:
        return labels(self.parts)

    @cached_property
    def layout(self) -> Layout | None:
        """What is remembered of this layout for this unit. One statement."""
        return layout_of(self.unit, self.once.form.code, self.fingerprint) if self.unit else None

    @cached_property
    def fixes(self) -> tuple[Fix, ...]:
        return restored(self.layout.fixes) if self.layout else ()

    @cached_property
    def outgrown(self) -> Sequence[Remembered]:
        """What is remembered of the unit's other layouts."""
        return [k for k in self.memory.layouts.get(self.unit, ()) if k.fingerprint != self.fingerprint]

    @cached_property
    def now(self) -> FileReading:
        return self.read_with(self.fixes)

    def read_with(self, fixes: Sequence[Fix]) -> FileReading:
        """The reading as it would be with other corrections."""
        return applied(self.once, self.parts, fixes, self.answers, self.unit) if fixes else self.plain

    @property
    def owing(self) -> Mapping[str, int]:
        return self.situation.owing

    def is_matrix(self, part: Part) -> bool:
        """Whether a line and a column together name an indicator in a table."""
        year = self.once.period[:4]
        drafts = drafts_of(part.table, matcher_for(self.once.form, year), year, lambda _: False) if part.lines else []
        return any(len({p.column for p in d.placed}) > 1 and len({p.row for p in d.placed}) > 1 for d in drafts)


def look(file: ReceivedFile) -> Looked:
    """A kept file opened. NotOpened with the reason; FileNotFoundError where it is not kept any more. Seven statements."""
    situation = Situation(file.collection, file.received_by)
    index = UnitIndex(list(situation.map.units.values()))
    once = read_once(
        path_of(file.sha256), situation.form, index, file.collection.period, file.name, seal=seal_of(file.collection)
    )
    if isinstance(once, FileReading):
        raise NotOpened(once.reason)
    return Looked(file, situation, once, remembered(file.collection))


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator that is read otherwise than before."""

    indicator: str
    before: CellValue
    now: CellValue


def changes(before: FileReading, now: FileReading) -> list[Change]:
    """What two readings of a file state differently: for files of one return; of more, nothing is listed."""
    if len(now.returns) != 1:
        return []
    first = before.returns[0].cells if len(before.returns) == 1 else {}
    pairs = [(first.get(code) or CellValue(code, Stated.BLANK), cell) for code, cell in now.returns[0].cells.items()]
    return [Change(cell.indicator, old, cell) for old, cell in pairs if _says(old) != _says(cell)]


def _says(cell: CellValue) -> tuple[object, ...]:
    return cell.stated, cell.value, cell.share, cell.at
