"""Reading collections: their boards, what waits, what has to be done. (One return with all its parts: `detail`.)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from django.db.models import Count, Max, OuterRef, Q, Subquery, Sum
from django.utils import timezone

from khuyenhoc.access.enums import Right
from khuyenhoc.access.rules import Held, allows
from khuyenhoc.returns.board import NOT_BEGUN, BoardRow, Wanted, arranged, days_late, narrowed, progress, progress_above
from khuyenhoc.returns.chasing.enums import Outcome
from khuyenhoc.returns.chasing.models import Reminder
from khuyenhoc.returns.duties import Duty, DutyKind, is_settled, reviewer_duties, sender_duty, signer_duties
from khuyenhoc.returns.enums import IN_FORCE, OPEN, State
from khuyenhoc.returns.models import Collection, Finding, Remark, Return
from khuyenhoc.returns.queue import Place, place, waiting
from khuyenhoc.returns.typing.models import TypingVisit
from khuyenhoc.units.queries import UnitMap

__all__ = [
    "Wanted", "arranged", "board", "collection_of", "collections", "duties_of", "last_accepted", "moving_collection",
    "narrowed", "next_in_queue", "progress", "progress_above", "queue", "remarks_of", "returns_of", "seen", "signable",
]  # fmt: skip

SHOWN: Final = (
    "pk", "revision", "state", "superseded_at", "superseded_by", "submitted_at", "errors", "warnings", "file__run", "conflict",
    "conflict__decided_at",
)  # fmt: skip


class _Revision(NamedTuple):
    """What a board shows of a revision that was not withdrawn, in the order of SHOWN: a thousand models would take longer."""

    pk: int
    revision: int
    state: str
    superseded_at: dt.datetime | None
    superseded_by: int | None
    submitted_at: dt.datetime | None
    errors: int
    warnings: int
    run: int | None
    conflict: int | None
    decided_at: dt.datetime | None

    @property
    def contends(self) -> bool:
        """As `conflicts.rules.contends`."""
        return self.conflict is not None and self.decided_at is None and self.superseded_by is None


def collections() -> list[Collection]:
    """All collections, the latest first. One statement."""
    return list(Collection.objects.select_related("unit", "form").order_by("-period", "code"))


def collection_of(code: str) -> Collection:
    """One collection by its code. Collection.DoesNotExist. One statement."""
    return Collection.objects.select_related("unit", "form").get(code=code)


def moving_collection(code: str) -> tuple[Collection, tuple[object, ...]]:
    """One collection, and a mark of what its board shows though no event tells of it yet: cells being typed, and which mails
    did not go out. Collection.DoesNotExist. One statement."""
    visits = TypingVisit.objects.filter(return_of__collection=OuterRef("pk"), noted_at=None).order_by("-last_at")
    failed = Reminder.objects.filter(collection=OuterRef("pk"), outcome=Outcome.FAILED).order_by().values("collection")
    marks = {
        "typed_at": Subquery(visits.values("last_at")[:1]),
        "failed": Subquery(failed.annotate(mark=Count("pk")).values("mark")),
        "which": Subquery(failed.annotate(mark=Sum("pk")).values("mark")),
    }
    found = Collection.objects.select_related("unit", "form", "plan").annotate(**marks).get(code=code)
    return found, tuple(getattr(found, name) for name in marks)


def board(collection: Collection, map_: UnitMap, today: dt.date) -> list[BoardRow]:
    """Where every unit that owes a return stands, in the order of the map. Two statements, however many units."""
    owed = collection.obligations.values_list("unit__code", "due_on", "extended_for")
    due = {code: (due_on, why) for code, due_on, why in owed}
    revisions: dict[str, list[_Revision]] = {}
    rows = Return.objects.filter(collection=collection, withdrawn_at=None).order_by("revision")
    for code, *columns in rows.values_list("unit__code", *SHOWN):
        revisions.setdefault(code, []).append(_Revision(*columns))
    order = {unit.code: n for n, unit in enumerate(map_.below(collection.unit.code))}
    codes = sorted(due, key=lambda code: order.get(code, len(order)))
    zone = timezone.get_current_timezone()
    return [_row(map_, code, due[code], revisions.get(code, []), today, zone) for code in codes]


def _row(
    map_: UnitMap, code: str, owed: tuple[dt.date, str], revisions: Sequence[_Revision], today: dt.date, zone: dt.tzinfo
) -> BoardRow:
    due_on, extended_for = owed
    unit = map_.units.get(code)
    above = (unit.parent if unit else None) or ""
    sent = min((r.submitted_at for r in revisions if r.submitted_at), default=None)
    first_sent = sent.astimezone(zone).date() if sent else None
    standing = [r for r in revisions if r.superseded_at is None]
    in_force = next((r for r in standing if r.state in IN_FORCE), None)
    current = next((r for r in standing if r.state in OPEN), in_force)
    return BoardRow(
        unit=code, name=map_.name(code), above=above, above_name=map_.name(above) if above else "",
        state=current.state if current else NOT_BEGUN, due_on=due_on, extended_for=extended_for,
        days_late=days_late(due_on, first_sent, today),
        return_id=current.pk if current else None, revision=current.revision if current else 0, submitted_on=first_sent,
        errors=current.errors if current else 0, warnings=current.warnings if current else 0,
        in_force_id=in_force.pk if in_force and current is not in_force else None,
        contender_id=next((r.pk for r in revisions if r.contends), None), is_typed=bool(current and current.run is None),
    )  # fmt: skip


def seen(
    rows: Iterable[BoardRow], map_: UnitMap, held: Sequence[Held], right: Right = Right.SEE_RETURN
) -> list[BoardRow]:
    """The rows of those units on which the roles give a right. No statement."""
    return [row for row in rows if allows(held, right, map_.lineage(row.unit))]


def queue(rows: Iterable[BoardRow], map_: UnitMap, held: Sequence[Held]) -> list[BoardRow]:
    """The returns of a board that wait for the review of somebody with these roles. No statement."""
    return waiting(seen(rows, map_, held, Right.REVIEW_RETURN), State.SUBMITTED)


def next_in_queue(rows: Sequence[BoardRow], map_: UnitMap, held: Sequence[Held], unit: str) -> Place:
    """Where a unit's return stands among those that wait for review, and its neighbours. No statement."""
    return place(rows, queue(rows, map_, held), unit)


def signable(collection: Collection, map_: UnitMap, held: Sequence[Held]) -> list[Return]:
    """The accepted returns that somebody with these roles may sign, ready for the act. One statement."""
    rows = Return.objects.filter(collection=collection, state=State.ACCEPTED, superseded_at=None).order_by("unit__code")
    found = rows.select_related("unit", "collection")
    return [r for r in found if allows(held, Right.SIGN_RETURN, map_.lineage(r.unit.code))]


def duties_of(collection: Collection, map_: UnitMap, held: Sequence[Held], rows: Sequence[BoardRow]) -> list[Duty]:
    """What somebody with these roles has to do in a collection, given its board. One statement at most."""
    reviewed = seen(rows, map_, held, Right.REVIEW_RETURN)
    codes = {row.unit for row in reviewed}
    own = [row for row in seen(rows, map_, held, Right.SEND_RETURN) if row.unit not in codes]
    unanswered = _unanswered([row.return_id for row in own if row.return_id])
    duties = [sender_duty(row, unanswered.get(row.return_id or 0, 0)) for row in own]
    duties += reviewer_duties(reviewed)
    duties += signer_duties(seen(rows, map_, held, Right.SIGN_RETURN))
    if is_settled(rows, IN_FORCE):
        lineage = map_.lineage(collection.unit.code)
        after = {DutyKind.ARTICLE: Right.PUBLISH, DutyKind.PAPERS: Right.MAKE_PAPERS}
        duties += [Duty(kind, len(rows)) for kind, right in after.items() if allows(held, right, lineage)]
    return duties


def last_accepted(collection: Collection) -> dt.datetime | None:
    """When the latest of the returns in force was accepted, None where there is none. One statement."""
    rows = Return.objects.filter(collection=collection, state__in=IN_FORCE, superseded_at=None)
    found: dt.datetime | None = rows.aggregate(last=Max("accepted_at"))["last"]
    return found


def remarks_of(return_id: int) -> list[Remark]:
    """Why a return was sent back, sentence by sentence. One statement."""
    return list(Remark.objects.filter(return_of=return_id).select_related("indicator"))


def returns_of(unit: str) -> list[Return]:
    """The returns of a unit that stand, the latest collection first. One statement."""
    rows = Return.objects.filter(unit__code=unit, superseded_at=None, withdrawn_at=None).select_related("collection")
    return list(rows.order_by("-collection__period_ends", "-revision"))


def _unanswered(returns: Sequence[int]) -> dict[int, int]:
    """How many warnings without a reason each of the returns has. One statement, none for no returns."""
    if not returns:
        return {}
    without = Count("pk", filter=Q(level="W", reason=""))
    return dict(Finding.objects.filter(return_of__in=returns).values_list("return_of_id").annotate(number=without))
