"""Playing the year: files come in day by day, are answered, sent, sent back, sent again, accepted, signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.models import Indicator
from khuyenhoc.demo.people import Calendar
from khuyenhoc.demo.sentences import reason_for
from khuyenhoc.demo.workbooks import WrittenFile
from khuyenhoc.returns import acts
from khuyenhoc.returns.enums import OPEN, State
from khuyenhoc.returns.models import Collection, Finding, Return
from khuyenhoc.returns.receiving import receive
from khuyenhoc.returns.storing import Entry

Say = Callable[[str], None]


@dataclass
class Year:
    """One collection being played. `own` are the communes whose secretary has an account and sends for herself."""

    collection: Collection
    folder: Path
    files: Sequence[WrittenFile]
    office: User
    leader: User
    editor: User
    own: dict[str, User]
    calendar: Calendar
    say: Say
    entries: list[Entry] = field(default_factory=list)

    def play(self) -> None:
        """From the first file to the last signature."""
        self.receive_and_review()
        self._at(self.calendar.signed, self._sign)

    def receive_and_review(self) -> None:
        """Both rounds of files, up to the last acceptance; nothing is signed."""
        self.receive_round(1)
        self._at(self.calendar.first_accepted, self._review)
        self.receive_round(2)
        self._at(self.calendar.accepted, self._review)

    def _at(self, day: dt.date, act: Callable[[], None]) -> None:
        with clock.told(day.year, day.month, day.day):
            act()

    def receive_round(self, number: int) -> None:
        """One round of files, day by day, each answered and sent by whoever sends it; nothing is reviewed."""
        files = sorted((f for f in self.files if f.round == number), key=lambda f: (f.on, f.path))
        for day, group in groupby(files, key=lambda f: f.on):
            today = list(group)
            with clock.told(day.year, day.month, day.day, 16, 45):
                entries = [e for by, sent in self._senders(today) for e in self._receive(by, sent)]
                self._send(entries, today)
        self.say(f"đã nhận {len(files)} tệp của vòng {number}")

    def _senders(self, files: Sequence[WrittenFile]) -> Iterable[tuple[User, list[WrittenFile]]]:
        yield self.office, [f for f in files if not (len(f.units) == 1 and f.units[0] in self.own)]
        for f in files:
            if len(f.units) == 1 and f.units[0] in self.own:
                yield self.own[f.units[0]], [f]

    def _receive(self, by: User, files: list[WrittenFile]) -> list[Entry]:
        if not files:
            return []
        named = [(f.path.as_posix(), (self.folder / f.path).read_bytes()) for f in files]
        entries = receive(by=by, collection=self.collection, files=named)
        self.entries += entries
        return entries

    def _send(self, entries: Sequence[Entry], files: Sequence[WrittenFile]) -> None:
        """Warnings are answered as the communes answer them; what has no error is sent."""
        reasons = {key: text for f in files for key, text in f.reasons.items()}
        clean = [e.return_id for e in entries if e.return_id and not any(m.level == "E" for m in e.problems)]
        findings = Finding.objects.filter(return_of__in=clean, level="W").select_related(
            "return_of__unit", "return_of__collection", "indicator"
        )
        for finding in findings:
            unit = finding.return_of.unit.code
            on = finding.indicator.code if finding.indicator else None
            # A register cannot say all the odd things that returns say: that its warnings are answered is not in their files.
            reason = reasons.get((unit, finding.code, on)) or reason_for(finding.code, on, pick=int(unit))
            acts.answer(by=self.own.get(unit, self.office), finding=finding, reason=reason)
        returns = list(Return.objects.filter(pk__in=clean).select_related("unit", "collection"))
        acts.submit_all(by=self.office, returns=[r for r in returns if r.unit.code not in self.own])
        for return_ in returns:
            if return_.unit.code in self.own:
                acts.submit(by=self.own[return_.unit.code], return_=return_)

    def _review(self) -> None:
        """Sends back what has a mistake that the officer sees, accepts the rest."""
        waiting = Return.objects.filter(collection=self.collection, state=State.SUBMITTED, superseded_at=None)
        faults = {(f.path.as_posix(), fault.unit): fault for f in self.files for fault in f.faults}
        good = []
        for return_ in waiting.select_related("unit", "collection", "file"):
            fault = faults.get((return_.file.name, return_.unit.code))
            if fault is None:
                good.append(return_)
                continue
            indicator = Indicator.objects.get(form_id=self.collection.form_id, code=fault.indicator)
            acts.send_back(by=self.office, return_=return_, remarks=[(indicator, fault.sentence)])
        acts.accept_all(by=self.office, returns=good)
        self.say(f"đã chấp nhận {len(good)} báo cáo")

    def _sign(self) -> None:
        accepted = Return.objects.filter(collection=self.collection, state=State.ACCEPTED, superseded_at=None)
        acts.sign_all(by=self.leader, returns=list(accepted.select_related("unit", "collection")))
        still_open = Return.objects.filter(collection=self.collection, state__in=OPEN, superseded_at=None).count()
        self.say(
            f"đã ký duyệt {accepted.model.objects.filter(state=State.SIGNED).count()} báo cáo, còn {still_open} bản chưa xong"
        )
