"""Reading collections: their boards, what waits, what has to be done. (One return with all its parts: `detail`.)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Count, Q
from django.utils import timezone

from khuyenhoc.access.enums import Right
from khuyenhoc.access.rules import Held, allows
from khuyenhoc.returns.board import NOT_BEGUN, BoardRow, Wanted, arranged, days_late, narrowed, progress, progress_above
from khuyenhoc.returns.conflicts.rules import contends
from khuyenhoc.returns.duties import Duty, DutyKind, is_settled, reviewer_duties, sender_duty, signer_duties
from khuyenhoc.returns.enums import IN_FORCE, OPEN, State
from khuyenhoc.returns.models import Collection, Finding, Remark, Return
from khuyenhoc.returns.queue import Place, place, waiting
from khuyenhoc.units.queries import UnitMap

__all__ = [
    "Wanted", "arranged", "board", "collection_of", "collections", "duties_of", "narrowed", "next_in_queue", "progress",
    "progress_above", "queue", "remarks_of", "returns_of", "seen", "signable",
]  # fmt: skip

CONTENDS = ("superseded_by", "withdrawn_at", "conflict__decided_at")


def collections() -> list[Collection]:
    """All collections, the latest first. One statement."""
    return list(Collection.objects.select_related("unit", "form").order_by("-period", "code"))


def collection_of(code: str) -> Collection:
    """One collection by its code. Collection.DoesNotExist. One statement."""
    return Collection.objects.select_related("unit", "form").get(code=code)


def board(collection: Collection, map_: UnitMap, today: dt.date) -> list[BoardRow]:
    """Where every unit that owes a return stands, in the order of the map. Two statements, however many units."""
    owed = collection.obligations.values_list("unit__code", "due_on", "extended_for")
    due = {code: (due_on, why) for code, due_on, why in owed}
    revisions: dict[str, list[Return]] = {}
    rows = Return.objects.filter(collection=collection, withdrawn_at=None).order_by("revision")
    shown = ("unit__code", "revision", "state", "superseded_at", "submitted_at", "errors", "warnings", "file__run")
    for return_ in rows.select_related("unit", "conflict", "file").only(*shown, *CONTENDS):
        revisions.setdefault(return_.unit.code, []).append(return_)
    order = {unit.code: n for n, unit in enumerate(map_.below(collection.unit.code))}
    codes = sorted(due, key=lambda code: order.get(code, len(order)))
    return [_row(map_, code, due[code], revisions.get(code, []), today) for code in codes]


def _row(map_: UnitMap, code: str, owed: tuple[dt.date, str], revisions: Sequence[Return], today: dt.date) -> BoardRow:
    due_on, extended_for = owed
    unit = map_.units.get(code)
    above = (unit.parent if unit else None) or ""
    sent = [timezone.localtime(r.submitted_at).date() for r in revisions if r.submitted_at]
    first_sent = min(sent, default=None)
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
        contender_id=next((r.pk for r in revisions if contends(r)), None), is_typed=bool(current and current.is_typed),
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
