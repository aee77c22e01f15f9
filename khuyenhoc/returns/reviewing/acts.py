"""Accepting many returns in one go, taking that back, and noting how far somebody has looked."""

from __future__ import annotations

from collections.abc import Collection as Set
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, held_roles, refusal
from khuyenhoc.access.rules import allows
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.returns.acts import accept_all, take_back_acceptances
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.errors import WrongState
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.queries import board
from khuyenhoc.returns.reviewing.models import Batch, LastLook
from khuyenhoc.returns.reviewing.queries import obstacle
from khuyenhoc.returns.reviewing.rules import sort_out
from khuyenhoc.units.queries import unit_map

BESIDES_RETURNS = ("collection", "unit")


@transaction.atomic
def accept_many(*, by: User, collection: Collection, shown: Set[int]) -> Batch:
    """Accepts those of the returns shown (their rows) against which nothing speaks now; the others stay as they are.

    All in one transaction: they are taken back as one thing, so there must never be half of it. Each return has its own
    event, the batch one more that names them. WrongState where nothing is left to accept.
    """
    Collection.objects.select_for_update().get(pk=collection.pk)
    rows = board(collection, unit_map(collection.period_ends), clock.today())
    wanted = [row.return_id for row in sort_out(rows).clean if row.return_id and row.return_id in shown]
    returns = list(Return.objects.filter(pk__in=wanted).select_related(*BESIDES_RETURNS).order_by("unit__code"))
    if not returns:
        raise WrongState(_("Không còn báo cáo nào như vậy để chấp nhận. Mở lại trang để xem trạng thái mới."))
    accept_all(by=by, returns=returns)
    batch = Batch.objects.create(collection=collection, by=by, at=clock.now())
    batch.returns.add(*returns)
    _journal(by, batch, "accept_many", returns)
    return batch


@transaction.atomic
def take_back_many(*, by: User, batch: Batch) -> list[Return]:
    """All that were accepted together wait for review again, but those that were taken back one by one before.

    WrongState, and nothing is changed, where one of them is signed, or a newer return of its unit stands.
    """
    Collection.objects.select_for_update().get(pk=batch.collection_id)
    batch = Batch.objects.select_related("collection__unit").get(pk=batch.pk)
    returns = list(batch.returns.select_related(*BESIDES_RETURNS).order_by("unit__code"))
    if reason := obstacle(batch, returns):
        raise WrongState(reason)
    back = [r for r in returns if r.state == State.ACCEPTED]
    take_back_acceptances(by=by, returns=back)
    batch.taken_back_at, batch.taken_back_by = clock.now(), by
    batch.save(update_fields=["taken_back_at", "taken_back_by"])
    _journal(by, batch, "take_back_many", back)
    return back


@transaction.atomic
def mark_seen(*, by: User, collection: Collection, up_to: int) -> LastLook:
    """Notes that somebody has seen a collection up to an event of the journal; never goes back."""
    held, map_ = held_roles(by), unit_map(collection.period_ends)
    codes = collection.obligations.values_list("unit__code", flat=True)
    if not any(allows(held, Right.SEE_RETURN, map_.lineage(code)) for code in codes):
        raise NotAllowed(refusal(by, Right.SEE_RETURN, map_.name(collection.unit.code)))
    before = LastLook.objects.filter(user=by, collection=collection).first()
    sequence = max(up_to, before.sequence if before else 0)
    values = {"sequence": sequence, "at": clock.now()}
    look, _made = LastLook.objects.update_or_create(user=by, collection=collection, defaults=values)
    subject = ("collection", collection.code)
    record(by=by.username, unit=collection.unit.code, act="mark_seen", subject=subject, after={"up_to": sequence})
    return look


def _journal(by: User, batch: Batch, act: str, returns: Sequence[Return]) -> None:
    after = {"number": len(returns), "returns": [r.pk for r in returns]}
    unit = batch.collection.unit.code
    record(by=by.username, unit=unit, act=act, subject=("batch", batch.pk), after=after)
