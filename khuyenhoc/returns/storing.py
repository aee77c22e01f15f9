"""Storing what was read: judged return by return, then written in bulk, one transaction a chunk of files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import refusal
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rules import Entry as JournalEntry
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.intake.pipeline import FileReading, ReturnReading
from khuyenhoc.returns.models import Cell, Collection, Finding, ReceivedFile, Return
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.situation import Situation, Standing, Standings, standings
from khuyenhoc.returns.values import Cells, CellValue, Mark, Stated

RECEIVED_BEFORE = gettext_noop("Tệp này đã nhận trước đó; không có gì thay đổi.")
ACCEPTED_BEFORE = gettext_noop("%(unit)s: báo cáo trong tệp này đã được chấp nhận; không có gì thay đổi.")
ACCEPTED_STANDS = gettext_noop(
    "%(unit)s: báo cáo đã được chấp nhận. Tệp mới được giữ lại nhưng chưa dùng; "
    "muốn sửa, đề nghị văn phòng tỉnh mở bản sửa đổi và ghi lý do."
)
READ, NEEDS_MAPPING, REJECTED = "read", "needs_mapping", "rejected"


@dataclass(frozen=True)
class Entry:
    """What became of one return of one file. `unit` is an official code; `return_id` None where nothing was stored.

    `reasons`: those that the sender wrote beside the lines, by indicator, "" for the whole; `note`: as in `ReturnReading`.
    """

    file: str
    unit: str | None
    outcome: str
    reason: str
    cells: Cells = field(default_factory=dict)
    problems: tuple[Mark, ...] = ()
    return_id: int | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def noted(entry: Entry) -> Entry:
    """The entry as it is handed out, its note said with its reason."""
    return replace(entry, reason="\n".join(filter(None, (entry.reason, entry.note)))) if entry.note else entry


def judge(situation: Situation, reading: FileReading) -> list[Entry]:
    """What a file's returns are worth before anything is stored: checked, and refused where they are nobody's."""
    if not reading.returns:
        return [Entry(reading.file, None, reading.outcome, reading.reason)]
    return [_judged(situation, reading.file, one) for one in reading.returns]


def _judged(situation: Situation, file: str, one: ReturnReading) -> Entry:
    if one.outcome != READ or one.unit is None:
        return Entry(file, one.unit, one.outcome, one.reason, one.cells)
    problems = tuple(check(situation.form, one.cells, situation.context(one.unit)))
    refused = _refused(situation, one.unit)
    outcome, reason = (REJECTED, refused) if refused else (READ, one.reason)
    return Entry(file, one.unit, outcome, reason, one.cells, problems, reasons=one.reasons, note=one.note)


def _refused(situation: Situation, unit: str) -> str:
    name = situation.map.name(unit)
    if unit not in situation.owing:
        return _("%(unit)s không phải nộp báo cáo trong đợt này. Xem lại tên đơn vị trong tệp.") % {"unit": name}
    if situation.collection.closed_at:
        return _("Đợt báo cáo đã kết thúc. Tệp được giữ lại; liên hệ văn phòng Hội cấp trên để mở lại đợt.")
    if unit not in situation.sendable:
        return refusal(situation.by, Right.SEND_RETURN, name)
    return ""


@transaction.atomic
def store(
    situation: Situation, chunk: Sequence[tuple[ReceivedFile, FileReading]], revision_reason: str = ""
) -> list[Entry]:
    """Stores a chunk of files as drafts: all or nothing. Statements grow with the rows only by the database's batch size."""
    Collection.objects.select_for_update().get(pk=situation.collection.pk)
    batch = _Batch(situation, standings(situation.collection), revision_reason)
    entries = [e for file, reading in chunk for e in batch.file(file, judge(situation, reading))]
    return [noted(entry) for entry in batch.write(entries)]


@dataclass
class _Batch:
    """The rows that a chunk will write."""

    situation: Situation
    standings: Standings
    revision_reason: str
    files: list[ReceivedFile] = field(default_factory=list)
    returns: list[tuple[Entry, Return]] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)

    def file(self, file: ReceivedFile, entries: list[Entry]) -> list[Entry]:
        entries = [self._stand(file, e) if e.outcome == READ else e for e in entries]
        outcomes = {e.outcome for e in entries}
        file.outcome = next(o for o in (READ, NEEDS_MAPPING, REJECTED) if o in outcomes)
        file.reason = "\n".join(dict.fromkeys(said for e in entries if (said := noted(e).reason)))
        self.files.append(file)
        return entries

    def _stand(self, file: ReceivedFile, entry: Entry) -> Entry:
        unit = entry.unit or ""
        name, in_force = self.situation.map.name(unit), self.standings.in_force.get(unit)
        standing = self.standings.open.get(unit)
        if standing and standing.sha256 == file.sha256:
            return replace(entry, return_id=standing.pk or None, reason=_(RECEIVED_BEFORE))
        if in_force and in_force.sha256 == file.sha256:
            return replace(entry, return_id=in_force.pk, reason=_(ACCEPTED_BEFORE) % {"unit": name})
        if in_force and not (self.revision_reason and unit in self.situation.revisable):
            return replace(entry, outcome=REJECTED, reason=_(ACCEPTED_STANDS) % {"unit": name})
        return self._revise(file, entry, unit, standing)

    def _revise(self, file: ReceivedFile, entry: Entry, unit: str, standing: Standing | None) -> Entry:
        revision = self.standings.last_revision.get(unit, 0) + 1
        now = clock.now()
        return_ = Return(
            collection=self.situation.collection,
            unit_id=self.situation.owing[unit],
            revision=revision,
            file=file,
            revision_reason=self.revision_reason,
            errors=sum(m.level == "E" for m in entry.problems),
            warnings=sum(m.level == "W" for m in entry.problems),
            created_at=now,
            created_by=self.situation.by,
        )
        reason = entry.reason
        if standing:
            reason = reason or _("Đã có tệp trước của đơn vị này; tệp này là bản %(n)s, bản trước vẫn xem được.") % {
                "n": revision
            }
            self._supersede(standing, unit)
        entry = replace(entry, reason=reason)
        self.standings.open[unit] = Standing(0, revision, State.DRAFT, file.sha256)
        self.standings.last_revision[unit] = revision
        self.returns.append((entry, return_))
        return entry

    def _supersede(self, standing: Standing, unit: str) -> None:
        if standing.pk:
            self.superseded.append(standing.pk)
            return
        unit_id = self.situation.owing[unit]
        earlier = next(r for _entry, r in self.returns if r.unit_id == unit_id and r.superseded_at is None)
        earlier.superseded_at = clock.now()

    def write(self, entries: list[Entry]) -> list[Entry]:
        ReceivedFile.objects.bulk_update(self.files, ["outcome", "reason"], batch_size=100)
        Return.objects.filter(pk__in=self.superseded).update(superseded_at=clock.now())
        Return.objects.bulk_create(r for _entry, r in self.returns)
        Cell.objects.bulk_create(c for e, r in self.returns for c in _cells(self.situation, e, r))
        Finding.objects.bulk_create(f for e, r in self.returns for f in _findings(self.situation, e, r))
        record_all(entries=[self._journal(e, r) for e, r in self.returns])
        made = {id(e): r.pk for e, r in self.returns}
        return [replace(e, return_id=made[id(e)]) if id(e) in made else e for e in entries]

    def _journal(self, entry: Entry, return_: Return) -> JournalEntry:
        after = {
            "revision": return_.revision,
            "file": return_.file_id,
            "errors": return_.errors,
            "warnings": return_.warnings,
        }
        if answered := sum(bool(_reason(entry, m)) for m in entry.problems):
            after["answered"] = answered
        by, now = self.situation.by.username, return_.created_at
        return JournalEntry(now, by, entry.unit or "", "receive_return", "return", str(return_.pk), None, after)


def _cells(situation: Situation, entry: Entry, return_: Return) -> Iterator[Cell]:
    ids = situation.indicator_ids
    for code, c in entry.cells.items():
        if c.stated is Stated.BLANK and situation.form.by_code[code].is_derived:
            continue
        yield Cell(
            return_of=return_, indicator_id=ids[code], stated=c.stated, value=c.value,
            at=c.at[:80], raw=c.raw[:200], step=c.step, share=_storable(c),
        )  # fmt: skip


def _storable(cell: CellValue) -> object:
    return None if cell.share is None else round(cell.share, 8)


def _findings(situation: Situation, entry: Entry, return_: Return) -> Iterator[Finding]:
    for m in entry.problems:
        indicator = situation.indicator_ids[m.indicator] if m.indicator else None
        reason = _reason(entry, m)
        yield Finding(
            return_of=return_, code=m.code, level=m.level, indicator_id=indicator, at=m.at[:80], message=m.message,
            reason=reason, reason_by=situation.by if reason else None,
        )  # fmt: skip


def _reason(entry: Entry, mark: Mark) -> str:
    """What the sender wrote in the file as the reason for a warning; an error is mended, not answered."""
    return entry.reasons.get(mark.indicator or "", "") if mark.level == "W" else ""
