"""Three hundred families recognised by one decision. To hold: at most 1 s.

Beside it: the same rows saved one by one by the ORM, in one transaction, with no check, no tally and no journal. The limit is one
UPDATE of three hundred rows by SQLite alone. `statements`: of ours.
"""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.harness import Contest
from bench.workshop import PROVINCE, YEAR, installation, set_up

FAMILIES = 300
COMMUNE = "11242"
DAY = dt.date(int(YEAR), 12, 10)


@contextmanager
def contest() -> Iterator[Contest]:
    with installation("init", "--province", PROVINCE, "--as-of", f"{YEAR}-12-31") as home:
        set_up(home)
        work = Work()
        yield Contest(
            ours=work.decide,
            rivals={"one by one": work.one_by_one},
            limit=("sqlite", Bare(home.with_name("bare.sqlite3")).update),
            before=work.anew,
            note={"families": FAMILIES, "statements": work.statements()},
        )


class Work:
    """A commune whose villages have proposed three hundred families with papers in order."""

    def __init__(self) -> None:
        from khuyenhoc.access.acts import create_user, give_role
        from khuyenhoc.access.enums import Role
        from khuyenhoc.recognition.appraising import accept_own_points
        from khuyenhoc.recognition.enums import LearningModel, Status
        from khuyenhoc.recognition.listing import NewEntry, enlist
        from khuyenhoc.recognition.models import Standing
        from khuyenhoc.units.models import Unit

        self.unit = Unit.objects.get(code=COMMUNE)
        self.by = create_user(by="bench", username="bench", full_name="Bench", synthetic=True)
        give_role(
            by="bench", user=self.by, role=Role.COMMUNE_SECRETARY, unit=self.unit, valid_from=dt.date(int(YEAR), 1, 1)
        )
        new = [NewEntry(f"Nguyễn Văn {n}", number=n) for n in range(FAMILIES)]
        step = enlist(by=self.by, unit=self.unit, model=LearningModel.FAMILY, year=int(YEAR), entries=new)
        rows = Standing.objects.filter(step=step)
        rows.update(status=Status.PROPOSED)
        self.keys = list(Standing.objects.filter(step=step).order_by("pk").values_list("pk", flat=True))
        accept_own_points(by=self.by, standings=self.keys)
        self.numbers = itertools.count(1)
        self.draft = 0

    def anew(self) -> None:
        """Nobody is recognised, and a draft about all of them is there."""
        from khuyenhoc.recognition.deciding.drafting import Paper, describe_decision, draft_decision
        from khuyenhoc.recognition.enums import DecisionKind, Status
        from khuyenhoc.recognition.models import Standing

        Standing.objects.filter(pk__in=self.keys).update(status=Status.PROPOSED, decision=None)
        made = draft_decision(by=self.by, kind=DecisionKind.RECOGNISE, chosen=dict.fromkeys(self.keys, ""))
        paper = Paper(f"{next(self.numbers)}/QĐ", DAY)
        self.draft = describe_decision(by=self.by, decision=made.pk, paper=paper).pk

    def decide(self) -> None:
        from khuyenhoc.recognition.deciding.issuing import issue_decision

        issue_decision(by=self.by, decision=self.draft)

    def one_by_one(self) -> None:
        from django.db import transaction

        from khuyenhoc.recognition.enums import Status
        from khuyenhoc.recognition.models import Standing

        with transaction.atomic():
            for key in self.keys:
                standing = Standing.objects.get(pk=key)
                standing.status, standing.decision_id = Status.RECOGNISED, self.draft
                standing.save()

    def statements(self) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.anew()
        with CaptureQueriesContext(connection) as asked:
            self.decide()
        return len(asked)


class Bare:
    """As many rows in a database with nothing else in it."""

    def __init__(self, path: Path) -> None:
        self.database: Any = sqlite3.connect(path)
        self.database.execute("CREATE TABLE standing (id INTEGER PRIMARY KEY, status TEXT, decision INTEGER)")
        rows = [(n, "proposed") for n in range(FAMILIES)]
        self.database.executemany("INSERT INTO standing (id, status) VALUES (?, ?)", rows)
        self.database.commit()

    def update(self) -> None:
        self.database.execute("UPDATE standing SET status = 'recognised', decision = 1")
        self.database.commit()
