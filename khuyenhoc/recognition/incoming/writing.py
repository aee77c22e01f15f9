"""Writing the rows of a list into a register: new entries past the ORM, what stands already changed as a step changes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.recognition.changing import change_entries
from khuyenhoc.recognition.deciding.issuing import valid_until
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.incoming.decisions import Named
from khuyenhoc.recognition.incoming.judging import Judged, Known, changes
from khuyenhoc.recognition.incoming.models import ListFile
from khuyenhoc.recognition.incoming.rows import Line
from khuyenhoc.recognition.incoming.villages import Villages
from khuyenhoc.recognition.listing import BATCH, NewEntry, add_villages, write_entries
from khuyenhoc.recognition.models import Standing, Step
from khuyenhoc.recognition.moving import KEPT, said
from khuyenhoc.recognition.noting import known_decision
from khuyenhoc.recognition.rules import GONE, day_within, judged_on


class Writer:
    """Writes the lines of a list that was judged. `made`, `changed`: rows of standings, the latter with what they said before."""

    def __init__(self, by: User, file: ListFile, step: Step, judged: Judged) -> None:
        self._file, self._step, self._judged = file, step, judged
        self._day = day_within(file.year, clock.today())
        add_villages(by=by, unit=file.unit, names=judged.report.villages, valid_from=dt.date(file.year, 1, 1))
        self._villages = Villages(file)
        self._numbers: dict[object, int] = {}
        self.made_decisions: list[int] = []
        self._until: dict[Named, dt.date | None] = {}
        self._decisions = self._known_decisions(judged)
        self.made: list[int] = []
        self.changed: dict[str, list[Any]] = {}

    def write(self) -> None:
        """Writes them as they come, `BATCH` at a time."""
        wanted = ((n, line) for n, line in self._judged.lines if n not in self._judged.dropped)
        for part in in_parts(wanted, BATCH):
            new = [self._new(line) for n, line in part if n not in self._judged.entries]
            if new:
                self.made += write_entries(self._step, new)
            self._change([(self._judged.entries[n], line) for n, line in part if n in self._judged.entries])

    def _new(self, line: Line) -> NewEntry:
        village = self._villages.key(line.village)
        number = self._numbers[village] = self._numbers.get(village, 0) + 1
        status = line.status or Status.LISTED
        return NewEntry(
            line.name, village if isinstance(village, int) else None, number, line.head, line.house, line.birth_year,
            status=status, decision=self._decisions.get(line.decision) if status == Status.RECOGNISED else None,
            score=line.score, valid_until=self._until.get(line.decision) if status == Status.RECOGNISED else None,
            reason=_refused() if status == Status.REFUSED else "",
        )  # fmt: skip

    def _change(self, part: list[tuple[Known, Line]]) -> None:
        """Entries of the register that the list names: their standing in the year, and a house that was not known before."""
        wanted = {k.standing: (k, line) for k, line in part if k.standing and changes(k.status, line.status)}
        rows = list(Standing.objects.filter(pk__in=wanted).select_related("entry").order_by("pk"))
        for row in rows:
            self.changed[str(row.pk)] = said(row)
            self._set(row, wanted[row.pk][1])
        Standing.objects.bulk_update(rows, [name.removesuffix("_id") for name in KEPT], batch_size=200)
        missing = [(k, line) for k, line in part if not k.standing and (line.status not in GONE)]
        self.made += [row.pk for row in Standing.objects.bulk_create(self._standing(k, line) for k, line in missing)]
        houses: dict[int, dict[str, Any]] = {}
        for known, line in part:
            if line.house and not known.alike.house:
                houses[known.pk] = {"house": line.house}
            if known.standing in wanted and line.status in GONE:
                houses.setdefault(known.pk, {})["ended_on"] = self._day
        change_entries(self._step, houses)

    def _standing(self, known: Known, line: Line) -> Standing:
        file = self._file
        row = Standing(entry_id=known.pk, year=file.year, unit_id=file.unit_id, model=file.model)
        self._set(row, line)
        return row

    def _set(self, row: Standing, line: Line) -> None:
        row.status, row.step = line.status or Status.LISTED, self._step
        row.score = row.score if line.score is None else line.score
        row.left_on = self._day if row.status in GONE else None
        if row.status == Status.RECOGNISED:
            row.decision_id, row.valid_until = self._decisions[line.decision], self._until[line.decision]
        if row.status == Status.REFUSED:
            row.reason = _refused()

    def _known_decisions(self, judged: Judged) -> dict[Named, int]:
        """The rows of the decisions that the list names; those that are not known yet are made. Two statements for each."""
        file, found = self._file, {}
        for number, day, _n in judged.report.decisions:
            on = dt.date.fromisoformat(day)
            row, made = known_decision(
                by=self._step.by, unit=file.unit_id, model=file.model, year=file.year, number=number, decided_on=on
            )
            found[Named(number, on)] = row.pk
            self._until[Named(number, on)] = valid_until(row, judged_on(file.year, clock.today()), "")
            if made:
                self.made_decisions.append(row.pk)
        return found


def _refused() -> str:
    return _("Không đạt, theo danh sách đã nạp.")
