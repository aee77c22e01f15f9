"""Obligations and collections follow their units into a plan, in its transaction, and come back when it is undone."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.returns.handing.models import ClosedObligation, HandedCollection
from khuyenhoc.returns.handing.owed import Owing, collecting, owing
from khuyenhoc.returns.models import Collection, Obligation
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import unit_ids
from khuyenhoc.units.reorganising.plan import Plan


@transaction.atomic
def hand_owed(*, plan: Plan, row: Reorganisation) -> list[Owing]:
    """What ended units owed is closed, or owed by their successors; the plan's event tells of it. The caller checks the right.

    UnitsRefused where a collection would be left without a collecting unit. Statements do not grow with the units.
    """
    ids = unit_ids()
    _hand_collections(plan, row, ids)
    found = owing(plan, row.answers)
    closed = [one.obligation for one in found if not (one.is_then and one.goes_on)]
    ClosedObligation.objects.bulk_create(
        (
            ClosedObligation(
                plan=row, collection=o.collection, unit=o.unit, due_on=o.due_on, extended_for=o.extended_for
            )
            for o in closed
        ),
        batch_size=500,
    )
    Obligation.objects.filter(pk__in=[o.pk for o in closed]).delete()
    begun = {
        (one.obligation.collection_id, ids[unit.code]): one
        for one in found if one.goes_on and not one.is_then for unit in one.by
    }  # fmt: skip
    rows = Obligation.objects.filter(collection__in={c for c, _unit in begun})
    known = set(rows.values_list("collection_id", "unit_id"))
    Obligation.objects.bulk_create(
        (
            Obligation(collection_id=c, unit_id=unit, due_on=begun[c, unit].obligation.collection.due_on, began_by=row)
            for c, unit in begun if (c, unit) not in known
        ),
        batch_size=500,
    )  # fmt: skip
    return found


def _hand_collections(plan: Plan, row: Reorganisation, ids: Mapping[str, int]) -> None:
    for one in collecting(plan):
        values = {"code": one.collection.code, "unit": one.unit.full_name}
        if one.by is None:
            message = _(
                "Đợt %(code)s do %(unit)s thu, kỳ còn kéo dài sau ngày sắp xếp, mà không có đơn vị nào thu tiếp."
            )
            raise UnitsRefused(message % values)
        twin = Collection.objects.filter(
            form=one.collection.form_id, unit=ids[one.by.code], period=one.collection.period
        )
        if twin.exists():
            message = _("%(by)s đã mở đợt cùng kỳ với đợt %(code)s của %(unit)s. Thu lại hoặc kết thúc một đợt trước.")
            raise UnitsRefused(message % {**values, "by": one.by.full_name})
        HandedCollection.objects.create(plan=row, collection=one.collection, unit=one.collection.unit)
        Collection.objects.filter(pk=one.collection.pk).update(unit=ids[one.by.code])


@transaction.atomic
def take_back_owed(*, row: Reorganisation) -> None:
    """What was owed before the plan is owed again; its undoing is the event."""
    Obligation.objects.filter(began_by=row).delete()
    closed = ClosedObligation.objects.filter(plan=row).order_by("pk")
    Obligation.objects.bulk_create(
        (
            Obligation(collection_id=c.collection_id, unit_id=c.unit_id, due_on=c.due_on, extended_for=c.extended_for)
            for c in closed
        ),
        batch_size=500,
    )
    closed.delete()
    for one in HandedCollection.objects.filter(plan=row):
        Collection.objects.filter(pk=one.collection_id).update(unit=one.unit_id)
        one.delete()
