"""Storing what was read: judged return by return, then written in bulk, one transaction a chunk of files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from msgspec import Struct, field
from msgspec.structs import replace

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import refusal
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rows import Row, insert_rows, update_rows
from khuyenhoc.audit.rules import Entry as JournalEntry
from khuyenhoc.returns.conflicts.models import Conflict
from khuyenhoc.returns.conflicts.rules import Origin, clashes
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.feeding.noting import note_beside
from khuyenhoc.returns.intake.readings import FileReading, ReturnReading
from khuyenhoc.returns.models import Cell, Collection, Finding, ReceivedFile, Return
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.situation import READ, Situation, Standing, Standings, standings
from khuyenhoc.returns.values import Cells, CellValue, Mark, Stated
from khuyenhoc.vietnamese.periods import period_words

RECEIVED_BEFORE = gettext_noop("Tệp này đã nhận trước đó; không có gì thay đổi.")
ACCEPTED_BEFORE = gettext_noop("%(unit)s: báo cáo trong tệp này đã được chấp nhận; không có gì thay đổi.")
ACCEPTED_STANDS = gettext_noop(
    "%(unit)s: báo cáo đã được chấp nhận. Tệp mới được giữ lại nhưng chưa dùng; "
    "muốn sửa, đề nghị văn phòng Hội đã mở đợt này mở bản sửa đổi và ghi lý do."
)
NEW_REVISION = gettext_noop("Đã có tệp trước của đơn vị này; tệp này là bản %(n)s, bản trước vẫn xem được.")
CONTENDS = gettext_noop(
    "Đơn vị này đã có một bản số liệu khác. Tệp này là bản %(n)s; cả hai bản được giữ, chờ chọn một bản."
)
CONTENDS_ALREADY = gettext_noop("Tệp này đã nhận trước đó và đang chờ chọn giữa hai bản; không có gì thay đổi.")
OTHER_COLLECTION = gettext_noop(
    "Tệp này giống hệt tệp đã nhận trong đợt %(other)s (%(period)s), có thể là gửi nhầm tệp cũ nên chưa dùng. Gửi đúng tệp "
    "của đợt này; nếu đúng là tệp này, mở tệp, lưu lại rồi gửi lại."
)
PARTLY = gettext_noop(
    "Còn %(n)s báo cáo trong tệp chưa đọc vì có chỗ chưa rõ: bấm “Xem cách đọc tệp” rồi chỉ các chỗ ấy."
)
NEEDS_MAPPING, REJECTED = "needs_mapping", "rejected"


class Entry(Struct, frozen=True):
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
    if other := situation.elsewhere.get(reading.sha256):
        said = _(OTHER_COLLECTION) % {"other": other.code, "period": period_words(other.period)}
        return [Entry(reading.file, one.unit, REJECTED, said, one.cells) for one in reading.returns]
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
    situation.ask_registers(reading for _file, reading in chunk)
    batch = _Batch(situation, standings(situation.collection), revision_reason)
    entries = [e for file, reading in chunk for e in batch.file(file, judge(situation, reading))]
    return [noted(entry) for entry in batch.write(entries)]


class _Batch(Struct):
    """The rows that a chunk will write."""

    situation: Situation
    standings: Standings
    revision_reason: str
    files: list[ReceivedFile] = field(default_factory=list)
    returns: list[tuple[Entry, Return]] = field(default_factory=list)
    replaced: list[tuple[Standing, Return]] = field(default_factory=list)
    contenders: list[Return] = field(default_factory=list)

    def file(self, file: ReceivedFile, entries: list[Entry]) -> list[Entry]:
        entries = [self._stand(file, e) if e.outcome == READ else e for e in entries]
        outcomes = {e.outcome for e in entries}
        file.outcome = next(o for o in (READ, NEEDS_MAPPING, REJECTED) if o in outcomes)
        asking = sum(e.outcome == NEEDS_MAPPING for e in entries) if file.outcome == READ else 0
        partly = [_(PARTLY) % {"n": asking}] if asking else []
        file.reason = "\n".join(dict.fromkeys([*partly, *(said for e in entries if (said := noted(e).reason))]))
        self.files.append(file)
        return entries

    def _stand(self, file: ReceivedFile, entry: Entry) -> Entry:
        unit = entry.unit or ""
        name, in_force = self.situation.map.name(unit), self.standings.in_force.get(unit)
        standing = self.standings.open.get(unit)
        if standing and standing.sha256 == file.sha256 and not self.situation.anew:
            return replace(entry, return_id=standing.pk or None, reason=_(RECEIVED_BEFORE))
        if same := next((c for c in self.standings.contending.get(unit, ()) if c.sha256 == file.sha256), None):
            return replace(entry, return_id=same.pk or None, reason=_(CONTENDS_ALREADY))
        revises = bool(self.revision_reason) and unit in self.situation.revisable
        if in_force and in_force.sha256 == file.sha256 and not (self.situation.anew and revises):
            return replace(entry, return_id=in_force.pk, reason=_(ACCEPTED_BEFORE) % {"unit": name})
        if in_force and not revises:
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
            note=entry.note,
            errors=sum(m.level == "E" for m in entry.problems),
            warnings=sum(m.level == "W" for m in entry.problems),
            created_at=now,
            created_by=self.situation.by,
        )
        own = Standing(0, revision, State.DRAFT, file.sha256, Origin(self.situation.by.pk, file.run_id))
        self.standings.last_revision[unit] = revision
        contending = self._without_former(unit, own, return_)
        if standing and clashes(standing.state, standing.origin, own.origin):
            entry = replace(entry, reason=entry.reason or _(CONTENDS) % {"n": revision})
            return_.superseded_at = now
            self.contenders.append(return_)
            contending.append(own)
        else:
            if standing:
                entry = replace(entry, reason=entry.reason or _(NEW_REVISION) % {"n": revision})
                self.replaced.append((standing, return_))
            self.standings.open[unit] = own
        self.returns.append((entry, return_))
        return entry

    def _without_former(self, unit: str, own: Standing, return_: Return) -> list[Standing]:
        """The contenders of a unit: whoever sent one before, in another sending, means the newer one."""
        contending = self.standings.contending.setdefault(unit, [])
        for former in [c for c in contending if c.origin.by == own.origin.by and c.origin.run != own.origin.run]:
            contending.remove(former)
            self.replaced.append((former, return_))
        return contending

    def write(self, entries: list[Entry]) -> list[Entry]:
        update_rows(ReceivedFile, ["outcome", "reason"], ((f.outcome, f.reason, f.pk) for f in self.files))
        standing = [former.pk for former, _new in self.replaced]
        Return.objects.filter(pk__in=standing, superseded_at=None).update(superseded_at=clock.now())
        Return.objects.bulk_create(r for _entry, r in self.returns)
        self._link()
        said = self.situation.registers
        note_beside(((r, said.get(e.unit or "", {})) for e, r in self.returns), by=self.situation.by)
        insert_rows(Cell, _CELL, (c for e, r in self.returns for c in _cells(self.situation, e, r)))
        insert_rows(Finding, _FINDING, (f for e, r in self.returns for f in _findings(self.situation, e, r)))
        record_all(entries=[self._journal(e, r) for e, r in self.returns])
        made = {id(e): r.pk for e, r in self.returns}
        return [replace(e, return_id=made[id(e)]) if id(e) in made else e for e in entries]

    def _link(self) -> None:
        """What took the place of what, now that all of them have rows; and what waits for a decision."""
        update_rows(Return, ["superseded_by"], ((new.pk, former.pk) for former, new in self.replaced))
        Conflict.objects.bulk_create(Conflict(contender=r, raised_at=r.created_at) for r in self.contenders)

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


_CELL = ("return_of", "indicator", "stated", "value", "at", "raw", "step", "share")


def _cells(situation: Situation, entry: Entry, return_: Return) -> Iterator[Row]:
    ids, by_code = situation.indicator_ids, situation.form.by_code
    for code, c in entry.cells.items():
        if c.stated is not Stated.BLANK or not by_code[code].is_derived:
            yield return_.pk, ids[code], c.stated.value, c.value, c.at[:80], c.raw[:200], c.step, _storable(c)


def _storable(cell: CellValue) -> Decimal | None:
    return None if cell.share is None else round(cell.share, 8)


_FINDING = ("return_of", "code", "level", "indicator", "at", "message", "reason", "reason_by")


def _findings(situation: Situation, entry: Entry, return_: Return) -> Iterator[Row]:
    for m in entry.problems:
        indicator = situation.indicator_ids[m.indicator] if m.indicator else None
        reason = _reason(entry, m)
        yield return_.pk, m.code, m.level, indicator, m.at[:80], m.message, reason, situation.by.pk if reason else None


def _reason(entry: Entry, mark: Mark) -> str:
    """What the sender wrote in the file as the reason for a warning; an error is mended, not answered."""
    return entry.reasons.get(mark.indicator or "", "") if mark.level == "W" else ""
