"""Taking the opening of a collection back, as long as nothing has been received in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.links import open_links, revoke_links
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit.acts import record
from khuyenhoc.returns.chasing.models import Reminder
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection, IntakeRun, Obligation, ReceivedFile
from khuyenhoc.returns.opening.models import Plan
from khuyenhoc.returns.opening.queries import plan_of
from khuyenhoc.returns.reviewing.models import LastLook
from khuyenhoc.units.queries import unit_map


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What taking an opening back would do: how many units would owe nothing any more, how many reminders and open links
    would go with it. `refusal`: why it cannot be done, "" where it can."""

    owing: int
    reminders: int
    links: int
    refusal: str


def taking_back(collection: Collection) -> TakingBack:
    """Five statements at most, however many units."""
    return TakingBack(
        collection.obligations.count(),
        collection.reminders.count(),
        len(open_links(collection.code)),
        _refusal(collection),
    )


def _refusal(collection: Collection) -> str:
    """What is typed on the pages is a received file too. Two statements at most."""
    if any(kind.objects.filter(collection=collection).exists() for kind in (ReceivedFile, IntakeRun)):
        return _(
            "Đợt này đã có đơn vị gửi tệp hoặc nhập số liệu nên không thu lại việc mở được nữa; muốn dừng nhận báo cáo thì "
            "kết thúc đợt, số liệu đã nhận giữ nguyên."
        )
    return ""


@transaction.atomic
def take_back_opening(*, by: User, collection: Collection) -> TakingBack:
    """The collection is as if it had never been opened, and can be opened anew; the journal keeps what it was.

    Its open links are revoked. Refused, with a sentence, where something has been received in it.
    """
    # Whoever receives a file for this collection waits, and is told then that it is gone.
    collection = Collection.objects.select_for_update(of=("self",)).select_related("unit").get(pk=collection.pk)
    map_ = unit_map(collection.period_ends)
    require(by=by, right=Right.OPEN_COLLECTION, units=[collection.unit.code], map_=map_)
    found = taking_back(collection)
    if found.refusal:
        raise Refused(found.refusal)
    revoke_links(by=by, links=list(open_links(collection.code).values()), map_=map_)
    plan = plan_of(collection)
    before = {
        "period": collection.period, "due_on": collection.due_on.isoformat(), "owing": found.owing, "kinds": plan.kinds,
        "reminders": plan.reminders, "instructions": plan.instructions, "reminded": found.reminders, "links": found.links,
    }  # fmt: skip
    subject = ("collection", collection.code)
    record(by=by.username, unit=collection.unit.code, act="take_back_opening", subject=subject, before=before)
    for kind in (LastLook, Reminder, Plan, Obligation):
        kind.objects.filter(collection=collection).delete()
    collection.delete()
    return found
