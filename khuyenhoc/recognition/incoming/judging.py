"""What a list would bring: which rows are new, which are on the register already, what is wrong, what may be double."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from msgspec import Struct, json

from khuyenhoc.audit import clock
from khuyenhoc.recognition.doubles.rules import Alike, is_same, likeness, marks, name_key
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.incoming.decisions import Named
from khuyenhoc.recognition.incoming.models import ListFile
from khuyenhoc.recognition.incoming.rows import Fault, Line, line_of
from khuyenhoc.recognition.incoming.villages import MOST_STRANGE, Strange, Villages, unit_faults
from khuyenhoc.recognition.models import Entry, Standing
from khuyenhoc.recognition.rules import GONE, OPEN
from khuyenhoc.recognition.wholes.queries import unit_names
from khuyenhoc.sheets.lists.found import Listing, Row
from khuyenhoc.sheets.packed import Packed

MOST_FAULTS: Final = 5_000
MOST_DOUBTS: Final = 100
TOLD_EVERY: Final = 5_000
Numbered = tuple[int, Line]
Told = Callable[[int, int], None]
"""Is told how many rows of how many are done."""


class Doubt(Struct, frozen=True):
    """A row that may be an entry of the register, or another row: `line` counts rows from 0.

    `entry`, `other`: the one or the other, the latter by its line. `text`, `beside`: both as written, to be seen side by side.
    """

    line: int
    row: int
    text: str
    beside: str
    entry: int | None = None
    other: int | None = None


class Report(Struct):
    """What was found in a list. `faulty`: rows with faults, of which at most `MOST_FAULTS` are told; `left`: rows of entries that
    are not there any more and that the register does not have, which are left out; `unknown`: columns that were not asked for.
    `villages`: those that will be the unit's, which has none yet; `strange`: those that are not among its villages."""

    rows: int = 0
    new: int = 0
    known: int = 0
    changed: int = 0
    left: int = 0
    faulty: int = 0
    by_status: dict[str, int] = {}
    villages: list[tuple[str, str]] = []
    strange: list[Strange] = []
    decisions: list[tuple[str, str, int]] = []
    faults: list[Fault] = []
    doubts: list[Doubt] = []
    missing: list[str] = []
    unknown: list[str] = []
    guessed: list[str] = []
    without: list[str] = []

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return dict(json.decode(json.encode(self)))


@dataclass(slots=True)
class Known:
    """An entry of the register, and where it stands in the year: `standing` None where it does not stand there yet."""

    pk: int
    alike: Alike
    standing: int | None
    status: Status | None
    seen: bool = False


@dataclass
class Judged:
    """The report, and by the number of the line which entry it is. `dropped`: lines that bring nothing.

    `lines`: what each row without faults says, with its number, counted from 0.
    """

    report: Report
    entries: dict[int, Known] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    lines: Packed[Numbered] = field(default_factory=lambda: Packed(Numbered))


def _lines(file: ListFile, listing: Listing) -> Iterator[tuple[Row, Line | list[Fault]]]:
    """Each row of a list: what it says, or what is wrong with it."""
    model, default, this_year = LearningModel(file.model), Named(file.number, file.decided_on), clock.today().year
    units = unit_names(file.year, clock.today()) if model == LearningModel.COMMUNITY else frozenset()
    for row in listing:
        line = line_of(row, model, file.year, default, this_year)
        yield row, unit_faults(line, units) if isinstance(line, Line) and units else line


def judge(file: ListFile, listing: Listing, told: Told | None = None, same: Iterable[tuple[int, int]] = ()) -> Judged:
    """Looks at every row. `same`: (line, entry) that a person said to be one. Three statements,
    four for communities."""
    known = _known(file)
    by_pk = {one.pk: one for group in known.values() for one in group}
    said = {line: by_pk[entry] for line, entry in same if entry in by_pk}
    judged = Judged(_begun(listing))
    villages, seen = Villages(file), Seen()

    def without_faults() -> Iterator[Numbered]:
        for n, (row, line) in enumerate(_lines(file, listing)):
            if told and n % TOLD_EVERY == 0:
                told(n, len(listing))
            if (strange := villages.faults(row)) is not None:
                line = [*line, *strange] if isinstance(line, list) else strange
            _judge_line(n, line, judged, known, said, villages, seen)
            if isinstance(line, Line):
                yield n, line

    judged.lines = Packed(Numbered, without_faults())
    report = judged.report
    report.villages, report.strange = list(villages.new.values()), list(villages.strange.values())[:MOST_STRANGE]
    report.decisions = [(number, day, n) for (number, day), n in sorted(seen.decisions.items())]
    return judged


def _judge_line(
    n: int, line: Line | list[Fault], judged: Judged, known: dict[str, list[Known]], said: dict[int, Known],
    villages: Villages, seen: Seen,
) -> None:  # fmt: skip
    report = judged.report
    if isinstance(line, list):
        report.faulty += 1
        report.faults += line[: MOST_FAULTS - len(report.faults)]
        return
    one = Alike(line.name, villages.key(line.village), line.house, line.birth_year, line.head)
    found = said.get(n) or next(
        (k for k in known.get(name_key(one.name), ()) if not k.seen and is_same(one, k.alike)), None
    )
    if found:
        found.seen = True
        judged.entries[n] = found
        report.known += 1
        report.changed += changes(found.status, line.status)
    elif line.status in GONE:
        judged.dropped.add(n)
        report.left += 1
        return
    else:
        report.new += 1
        _doubt(n, line, one, report, known, seen)
    status = line.status or Status.LISTED
    report.by_status[status] = report.by_status.get(status, 0) + 1
    if line.decision.on:
        key = (line.decision.number, line.decision.on.isoformat())
        seen.decisions[key] = seen.decisions.get(key, 0) + 1


def changes(now: Status | None, said: Status | None) -> bool:
    """Whether a list changes where an entry stands: what was decided here stays, nobody is taken back behind what was reached."""
    if now is None:
        return True
    if said is None or now not in OPEN or said == Status.LISTED or said == now:
        return False
    return said != Status.REGISTERED or now == Status.LISTED


def _doubt(
    n: int, line: Line, one: Alike, report: Report, known: dict[str, list[Known]], seen: Seen
) -> None:  # fmt: skip
    """Notes what a new row may be double with: an entry of the register, else an earlier row of the list."""
    if len(report.doubts) >= MOST_DOUBTS:
        return
    earlier = seen.twin(n, line, one)
    text = _written(line)
    for other in known.get(name_key(one.name), ()):
        if not other.seen and likeness(one, other.alike):
            beside = words_of(other.alike.name, "", other.alike.house, other.alike.birth_year)
            report.doubts.append(Doubt(n, line.row, text, beside, entry=other.pk))
            return
    if earlier:
        report.doubts.append(Doubt(n, line.row, text, earlier[1], other=earlier[0]))


def words_of(name: str, village: str, house: str, birth_year: int | None) -> str:
    """An entry in a line: "Nguyễn Văn Hùng, thôn Đông, ngõ 3"."""
    return ", ".join(filter(None, (name, village, house, str(birth_year or ""))))


def _written(line: Line) -> str:
    return words_of(line.name, line.village, line.house, line.birth_year)


class Seen:
    """The rows seen so far, by what would make another one double, and the decisions that were named."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str, object], tuple[int, Line, Alike]] = {}
        self.decisions: dict[tuple[str, str], int] = {}

    def twin(self, n: int, line: Line, one: Alike) -> tuple[int, str] | None:
        """An earlier row that may be the same, in the same village or the same house."""
        found, name, mine = None, name_key(one.name), (n, line, one)
        for what, value in marks(one):
            if (first := self._lines.setdefault((name, what, value), mine)) is not mine:
                found = found or (first if likeness(one, first[2]) else None)
        return (found[0], f"{_written(found[1])} ({found[1].at.rpartition('!')[2]})") if found else None


def _known(file: ListFile) -> dict[str, list[Known]]:
    """The entries of the register by the key of their names, and those that stand on this list and have gone to another unit
    since. Two statements."""
    rows = Standing.objects.filter(model=file.model, year=file.year).order_by().values_list("entry", "pk", "status")
    both = rows.filter(entry__unit=file.unit_id).union(rows.filter(unit=file.unit_id))
    standing = {entry: (pk, status) for entry, pk, status in both}
    found: dict[str, list[Known]] = {}
    columns = ("id", "name", "village", "house", "birth_year", "head", "ended_on")
    own = Entry.objects.filter(model=file.model, scope="", merged_into=None, erased_at=None)
    entries = own.order_by().values_list(*columns)
    gone = entries.filter(standings__unit=file.unit_id, standings__model=file.model, standings__year=file.year)
    whole = entries.filter(unit=file.unit_id).union(gone).order_by("id")
    for pk, name, village, house, born, head, ended in whole.iterator():
        at, status = standing.get(pk, (None, None))
        if ended and at is None:
            continue
        known = Known(pk, Alike(name, village, house, born, head), at, Status(status) if status else None)
        found.setdefault(name_key(name), []).append(known)
    return found


def _begun(listing: Listing) -> Report:
    """The report of a list before its rows are looked at."""
    tables = listing.tables
    guessed = [t.headers[key].text for t in tables for key in t.guessed if key in t.headers]
    return Report(
        rows=len(listing),
        missing=sorted({key for table in tables for key in table.missing}),
        unknown=list(dict.fromkeys(h.text for table in tables for h in table.unknown if h.text))[:20],
        guessed=list(dict.fromkeys(guessed)),
        without=list(listing.without)[:20],
    )
