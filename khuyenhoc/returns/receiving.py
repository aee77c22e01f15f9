"""Files come in: kept as received, read, checked, stored as drafts. A run that was cut off goes on where it stopped.

A file is first kept and noted as "queued"; reading then takes the queued files in chunks, each chunk one transaction.
So there is never half a return, and repeating a run that died does only what was not done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import Struct

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.audit.rules import Entry as JournalEntry
from khuyenhoc.audit.storage import keep, path_of, said_when_full
from khuyenhoc.returns.enums import RunState
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.intake.many import Reader, read_many, reading
from khuyenhoc.returns.intake.readings import FileReading
from khuyenhoc.returns.mapping.queries import remembered
from khuyenhoc.returns.models import Collection, IntakeRun, ReceivedFile
from khuyenhoc.returns.seal import seal_of
from khuyenhoc.returns.situation import Situation
from khuyenhoc.returns.storing import Entry, judge, noted, store
from khuyenhoc.sheets.archives import opened
from khuyenhoc.units.matching import UnitIndex

QUEUED = "queued"
CHUNK = 64


class NamedFile(Struct, frozen=True):
    """A file as it came: its name (relative to the folder that was sent) and its bytes."""

    name: str
    data: bytes


Progress = Callable[[int, int], None]
"""Told after each chunk how many files are done, and of how many."""


def receive(
    *,
    by: User,
    collection: Collection,
    files: Iterable[tuple[str, bytes]],
    revision_reason: str = "",
    progress: Progress | None = None,
) -> list[Entry]:
    """Keeps, reads, checks and stores files at once. One entry a return, or one for a file without any.

    A file is read as soon as it is kept, while others are kept still; nothing is stored before all of them are noted.
    """
    situation = Situation(collection, by)
    with reading(_reader(situation)) as readings:
        kept = []
        for name, data in opened(files):
            kept.append((name, keep(data), len(data)))
            readings.give((name, path_of(kept[-1][1])))
        run, queued = _note_kept(by, collection, kept, revision_reason)
        return _store_all(situation, run, zip(queued, readings.results(), strict=True), progress)


def take_in(
    *, by: User, collection: Collection, files: Iterable[tuple[str, bytes]], revision_reason: str = ""
) -> IntakeRun:
    """Keeps files and notes them as queued: from here on nothing is lost. NotKept where the disk refuses: nothing noted.

    With a `revision_reason`, files of units whose return is accepted open a new revision, where `by` may do that.
    """
    # Written to disk before the transaction begins, so that nobody waits for the disk.
    kept = [(name, keep(data), len(data)) for name, data in opened(files)]
    return _note_kept(by, collection, kept, revision_reason)[0]


@said_when_full()
@transaction.atomic
def _note_kept(
    by: User, collection: Collection, kept: list[tuple[str, str, int]], revision_reason: str
) -> tuple[IntakeRun, list[ReceivedFile]]:
    # An opening that is taken back at this moment either waits and is refused, or has gone before.
    if Collection.objects.select_for_update().filter(pk=collection.pk).first() is None:
        raise Refused(
            _("Việc mở đợt báo cáo này vừa được thu lại nên đợt không nhận tệp. Hỏi lại văn phòng Hội cấp trên.")
        )
    now, total = clock.now(), len(kept)
    run = IntakeRun.objects.create(collection=collection, by=by, total=total, revision_reason=revision_reason)
    shared = {"collection": collection, "run": run, "received_at": now, "received_by": by, "outcome": QUEUED}
    files = ReceivedFile.objects.bulk_create(ReceivedFile(name=n, sha256=h, size=s, **shared) for n, h, s in kept)
    record_all(entries=[_received(by, collection, file) for file in files])
    return run, files


def _received(by: User, collection: Collection, file: ReceivedFile) -> JournalEntry:
    after = {"name": file.name, "sha256": file.sha256}
    unit, now = collection.unit.code, file.received_at
    return JournalEntry(now, by.username, unit, "receive_file", "file", str(file.pk), None, after)


def read_run(*, run: IntakeRun, progress: Progress | None = None, anew: bool = False) -> list[Entry]:
    """Reads what is still queued of a run, chunk by chunk.

    `anew`: a file that has been read before is read once more, since it is understood in another way now. NotKept where the
    disk is full: what is not read yet stays queued, and is read once there is room.
    """
    situation = Situation(run.collection, run.by, anew)
    queued = list(run.files.filter(outcome=QUEUED).order_by("name", "pk"))
    return _store_all(situation, run, zip(queued, read(situation, queued), strict=True), progress)


@said_when_full()
def _store_all(
    situation: Situation, run: IntakeRun, pairs: Iterable[tuple[ReceivedFile, FileReading]], progress: Progress | None
) -> list[Entry]:
    entries: list[Entry] = []
    _note(run, RunState.RUNNING)
    for chunk in in_parts(pairs, CHUNK):
        entries += store(situation, chunk, run.revision_reason)
        run.done += len(chunk)
        _note(run, RunState.RUNNING)
        if progress:
            progress(run.done, run.total)
    _note(run, RunState.DONE)
    return entries


def try_out(*, by: User, collection: Collection, files: Sequence[ReceivedFile | NamedFile]) -> list[Entry]:
    """Reads and checks without keeping anything: what would come out."""
    situation = Situation(collection, by)
    readings = list(read(situation, [one for file in files for one in _opened(file)]))
    situation.ask_registers(readings)
    return [noted(entry) for reading in readings for entry in judge(situation, reading)]


def _opened(file: ReceivedFile | NamedFile) -> Iterator[ReceivedFile | NamedFile]:
    """The files of a ZIP; what was received before was opened then."""
    if isinstance(file, NamedFile):
        yield from (NamedFile(*one) for one in opened([(file.name, file.data)]))
    else:
        yield file


def read(situation: Situation, files: Sequence[ReceivedFile | NamedFile]) -> Iterator[FileReading]:
    """The readings of files, in their order."""
    sources = [(f.name, f.data if isinstance(f, NamedFile) else path_of(f.sha256)) for f in files]
    return read_many(sources, _reader(situation))


def _reader(situation: Situation) -> Reader:
    index, collection = UnitIndex(list(situation.map.units.values())), situation.collection
    return Reader(situation.form, index, collection.period, seal_of(collection), remembered(collection))


def _note(run: IntakeRun, state: RunState) -> None:
    run.state = state
    run.save(update_fields=["state", "done", "heartbeat"])
