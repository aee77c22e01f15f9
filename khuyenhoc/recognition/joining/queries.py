"""Reading who registered by which poster, and who on a list bears a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.joining.models import Invitation, SelfRegistration
from khuyenhoc.recognition.joining.rules import is_named
from khuyenhoc.recognition.models import Entry, Standing, Village
from khuyenhoc.recognition.overview import statuses_by_village
from khuyenhoc.recognition.rules import GONE, counted


def named(invitation: Invitation, name: str, birth_year: int | None = None) -> list[Standing]:
    """Whoever on the list of an invitation bears a name in full. One statement, over one village."""
    rows = Standing.objects.filter(model=invitation.model, year=invitation.year, entry__scope="")
    rows = _of_list(rows, invitation)
    found = rows.exclude(status__in=GONE).select_related("entry").order_by("entry__number", "entry_id")
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
    """Each village of a unit (row) with its numbers and its open code; those without a village last; communities that are
    units themselves are in no village's number, as on the list. Three statements."""
    rows = Standing.objects.filter(unit=unit, model=model, year=year, entry__scope="").exclude(status__in=GONE)
    numbers = statuses_by_village(rows)
    open_ = Invitation.objects.filter(unit=unit, model=model, year=year, revoked_at=None).select_related("village")
    invitations = {i.village_id: i for i in open_}
    own = Q(unit=unit, valid_to=None) | Q(
        pk__in=[row for row in numbers if row]
    )  # of a year ago, they may be elsewhere by now
    villages: list[Village | None] = list(Village.objects.filter(own).order_by("position", "pk"))
    if None in numbers or not villages or None in invitations:
        villages.append(None)
    keys = [v.pk if v else None for v in villages]
    return [_count(v, numbers.get(k, {}), invitations.get(k)) for v, k in zip(villages, keys, strict=True)]


def _count(village: Village | None, numbers: Mapping[Status, int], invitation: Invitation | None) -> VillageCount:
    found = counted(numbers)
    proposed = numbers.get(Status.PROPOSED, 0) + found.recognised
    return VillageCount(village, found.total, found.registered, proposed, invitation)


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
