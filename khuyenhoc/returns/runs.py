"""What became of the files of an intake. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from khuyenhoc.returns.enums import OPEN, RunState, State
from khuyenhoc.returns.models import IntakeRun, ReceivedFile, Return

QUIET_AFTER = dt.timedelta(seconds=15)
"""A run that has not moved for so long is said to be waiting: no worker has taken it, or it died."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file with the returns that its contents gave (also those that the same contents gave when they came before)."""

    file: ReceivedFile
    returns: tuple[Return, ...]

    @property
    def is_marked(self) -> bool:
        """Whether anything of it is to be looked at by its sender."""
        return any(r.state in OPEN and (r.errors or r.warnings or r.state == State.SENT_BACK) for r in self.returns)


@dataclass(frozen=True)
class RunReport:
    run: IntakeRun
    files: tuple[FileReport, ...]
    is_quiet: bool

    @property
    def is_done(self) -> bool:
        return self.run.state == RunState.DONE

    def number(self, outcome: str) -> int:
        """How many files had an outcome: queued, read, needs_mapping, rejected."""
        return sum(report.file.outcome == outcome for report in self.files)


def run_report(pk: int) -> RunReport:
    """IntakeRun.DoesNotExist. Three statements, however many files. Of a run that was taken back: what it had brought."""
    run = IntakeRun.objects.select_related("collection__unit", "by", "taken_back_by").get(pk=pk)
    files = list(run.files.order_by("name", "pk"))
    hashes = {file.sha256 for file in files}
    kept = {"file__run": run} if run.taken_back_at else {"withdrawn_at": None}
    returns = Return.objects.filter(collection=run.collection_id, file__sha256__in=hashes, **kept).order_by(
        "unit__code", "revision"
    )
    found: dict[str, list[Return]] = {}
    for return_ in returns.select_related("unit", "file"):
        found.setdefault(return_.file.sha256, []).append(return_)
    is_quiet = run.state != RunState.DONE and abs(timezone.now() - run.heartbeat) > QUIET_AFTER
    return RunReport(run, tuple(FileReport(f, _latest(found.get(f.sha256, []))) for f in files), is_quiet)


def _latest(returns: Sequence[Return]) -> tuple[Return, ...]:
    """The last revision of each unit, in the order given."""
    return tuple({return_.unit_id: return_ for return_ in returns}.values())


def received_file(pk: int) -> tuple[ReceivedFile, list[str]]:
    """A file and the codes of the units of which it brought a return. ReceivedFile.DoesNotExist. Two statements."""
    file = ReceivedFile.objects.select_related("collection__unit").get(pk=pk)
    units = Return.objects.filter(collection=file.collection_id, file__sha256=file.sha256)
    return file, sorted(set(units.values_list("unit__code", flat=True)))
