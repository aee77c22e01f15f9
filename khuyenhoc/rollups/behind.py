"""What stands behind a figure that a unit's register counts: numbers by village and status, and the entries, masked."""

from __future__ import annotations

from dataclasses import dataclass

from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.queries import Filters, by_village, page_of, shown_name
from khuyenhoc.recognition.rules import Count, counted


@dataclass(frozen=True, slots=True)
class Village:
    """`name`: "thôn Đông", "" for entries of no village."""

    name: str
    numbers: dict[Status, int]

    @property
    def count(self) -> Count:
        return counted(self.numbers)


@dataclass(frozen=True, slots=True)
class Masked:
    """An entry without its name: "N. V. H."; clans, communities and organisations are called by theirs."""

    name: str
    village: str
    status: Status
    decision: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A unit's list as it stands now; `entries`: the first of those that the figure counts."""

    model: LearningModel
    year: int
    villages: list[Village]
    entries: list[Masked]

    @property
    def count(self) -> Count:
        return sum((village.count for village in self.villages), Count())


def behind(unit: str, model: LearningModel, year: int, number: str, *, limit: int = 50) -> Behind:
    """`number`: which of the register's numbers the figure is ("total", "registered", "recognised"). Three statements."""
    status = Status.RECOGNISED if number == "recognised" else None
    rows = page_of([unit], model, year, Filters(status=status), limit=limit) if limit else []
    villages = [Village(name, numbers) for name, numbers in by_village(unit, model, year)]
    return Behind(model, year, villages, [_masked(row) for row in rows])


def _masked(row: Standing) -> Masked:
    village = row.entry.village.full_name if row.entry.village else ""
    number = row.decision.number if row.decision else ""
    return Masked(shown_name(row.entry, masked=True), village, Status(row.status), number)
