"""Reading who registered by which poster, and who on a list bears a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.joining.models import Invitation, SelfRegistration
from khuyenhoc.recognition.joining.rules import is_named
from khuyenhoc.recognition.models import Entry, Standing, Village
from khuyenhoc.recognition.rules import GONE, REGISTERED


def named(invitation: Invitation, name: str, birth_year: int | None = None) -> list[Standing]:
    """Whoever on the list of an invitation bears a name in full. One statement, over one village."""
    rows = _of_list(Standing.objects.filter(model=invitation.model, year=invitation.year), invitation)
    found = rows.exclude(status__in=GONE).select_related("entry").order_by("entry__number", "entry")
    return [s for s in found if is_named(s.entry, name, birth_year)]


def _of_list(rows: QuerySet[Standing], invitation: Invitation) -> QuerySet[Standing]:
    """Those of an invitation's village, whichever unit it is of by now; of the unit, where there is no village."""
    if invitation.village_id:
        return rows.filter(entry__village=invitation.village_id)
    return rows.filter(unit=invitation.unit_id, entry__village=None)


def last_number(invitation: Invitation) -> int:
    """The last place in the list of an invitation's village. One statement."""
    rows = Entry.objects.filter(unit=invitation.home, model=invitation.model, village=invitation.village_id)
    return rows.aggregate(last=Max("number"))["last"] or 0


@dataclass(frozen=True, slots=True)
class VillageCount:
    """How many of a village are on the list, registered and proposed, and its open code."""

    village: Village | None
    listed: int = 0
    registered: int = 0
    proposed: int = 0
    invitation: Invitation | None = None


def by_village(unit: int, model: str, year: int) -> list[VillageCount]:
    """Each village of a unit (row) with its numbers and its open code; those without a village last. Three statements."""
    numbers: dict[int | None, Mapping[str, Any]] = {
        row["entry__village"]: row
        for row in Standing.objects.filter(unit=unit, model=model, year=year)
        .exclude(status__in=GONE)
        .order_by()
        .values("entry__village")
        .annotate(
            listed=Count("pk"),
            registered=Count("pk", filter=Q(status__in=REGISTERED)),
            proposed=Count("pk", filter=Q(status__in=[Status.PROPOSED, Status.RECOGNISED])),
        )
    }
    open_ = Invitation.objects.filter(unit=unit, model=model, year=year, revoked_at=None).select_related("village")
    invitations = {i.village_id: i for i in open_}
    villages: list[Village | None] = list(Village.objects.filter(unit=unit, valid_to=None))
    if None in numbers or not villages or None in invitations:
        villages.append(None)
    return [_count(v, numbers.get(v.pk if v else None), invitations.get(v.pk if v else None)) for v in villages]


def _count(village: Village | None, row: Mapping[str, Any] | None, invitation: Invitation | None) -> VillageCount:
    said = row or {"listed": 0, "registered": 0, "proposed": 0}
    return VillageCount(village, said["listed"], said["registered"], said["proposed"], invitation)


def to_check(unit: int, model: str, year: int) -> list[SelfRegistration]:
    """Entries that put themselves on a unit's list and were not looked at yet, with what they say. One statement."""
    rows = SelfRegistration.objects.filter(is_new=True, checked_at=None, standing__unit=unit)
    rows = rows.filter(standing__model=model, standing__year=year).exclude(standing__status__in=GONE)
    return list(rows.select_related("standing__entry__village").order_by("pk"))


def is_unchecked(standing: Standing) -> bool:
    """Somebody typed this name at a poster, and the keeper has not said that there is such a household. No statement where the
    standing was read with its `self_registration`."""
    added = getattr(standing, "self_registration", None)  # the other side of a relation: None where there is none
    return added is not None and added.is_new and added.checked_at is None


def of_village(unit: int, village: int | None, model: str, year: int) -> list[Standing]:
    """The list of a village (row; None: without one) in a year, in its order. One statement."""
    rows = Standing.objects.filter(unit=unit, model=model, year=year, entry__village=village).exclude(status__in=GONE)
    return list(rows.select_related("entry", "unit", "self_registration").order_by("entry__number", "entry"))
