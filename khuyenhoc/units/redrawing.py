"""Writing a plan into the tables and taking it out again. Within the transaction of whoever calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khuyenhoc.units.enums import UnitStatus
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Reorganisation, Succession, SuccessionLink, Unit, UnitVersion
from khuyenhoc.units.queries import unit_ids
from khuyenhoc.units.reorganising.plan import Change, Plan
from khuyenhoc.vietnamese.text import fold

BATCH: Final = 500
"""Rows that one statement writes at most."""
UNCHECKED: Final = "unverified: theo bảng đã nạp, chưa đối chiếu với văn bản gốc"
NO_DECISION: Final = "unverified: chưa ghi số quyết định"


def redraw(row: Reorganisation, plan: Plan) -> None:
    """Versions end and begin, identities are made, and each change is kept with its links."""
    going_on = [change for change in plan.changes if change.after and _is_new_version(plan, change)]
    codes = [change.after.code for change in going_on if change.after]
    ids = unit_ids()
    made = Unit.objects.bulk_create([Unit(code=code) for code in codes if code not in ids], batch_size=BATCH)
    ids |= {unit.code: unit.pk for unit in made}
    old = {v.unit_id: v for v in UnitVersion.objects.filter(unit__code__in=codes, valid_to=None)}
    _end(row, plan, ids, {pk for code in codes if (pk := ids[code]) in old})
    UnitVersion.objects.bulk_create(
        (_version(row, change, ids, old.get(ids[code])) for change, code in zip(going_on, codes, strict=True)),
        batch_size=BATCH,
    )
    successions = [Succession(plan=row, kind=change.kind) for change in plan.changes]
    Succession.objects.bulk_create(successions, batch_size=BATCH)
    links = (k for s, change in zip(successions, plan.changes, strict=True) for k in _links(s, change, ids))
    SuccessionLink.objects.bulk_create(links, batch_size=BATCH)


def _is_new_version(plan: Plan, change: Change) -> bool:
    assert change.after is not None
    return bool(change.seat or change.status) or plan.before.units.get(change.after.code) != change.after


def _end(row: Reorganisation, plan: Plan, ids: dict[str, int], changed: set[int]) -> None:
    """Versions that others follow end as nothing; those of units that end say what became of them."""
    succeeded = {s.code for change in plan.changes if change.after for s in change.sources}
    merged = {ids[u.code] for u in plan.ends if u.code in succeeded}
    dissolved = {ids[u.code] for u in plan.ends if u.code not in succeeded}
    for ending, status in ((changed, ""), (merged, UnitStatus.MERGED), (dissolved, UnitStatus.DISSOLVED)):
        versions = UnitVersion.objects.filter(unit__in=ending, valid_to=None, valid_from__lt=row.on)
        if versions.update(valid_to=row.on, ended_by=row, ended_as=status) != len(ending):
            raise UnitsRefused(_("Vừa có người thay đổi những đơn vị này. Lập lại phương án từ cùng bảng đó."))


def _version(row: Reorganisation, change: Change, ids: dict[str, int], old: UnitVersion | None) -> UnitVersion:
    unit = change.after
    assert unit is not None
    return UnitVersion(
        unit_id=ids[unit.code], official_code=unit.official_code, parent_id=ids[unit.parent] if unit.parent else None,
        level=unit.level, kind=unit.kind, name=unit.name, search_name=fold(unit.full_name),
        seat=change.seat or (old.seat if old else ""), status=change.status or (old.status if old else UnitStatus.ESTABLISHED),
        valid_from=row.on, began_by=row, source=row.source, source_status=source_status(row),
    )  # fmt: skip


def source_status(row: Reorganisation) -> str:
    """How far what a plan says of its units has been checked."""
    return UNCHECKED if row.decision else NO_DECISION


def _links(succession: Succession, change: Change, ids: dict[str, int]) -> Iterator[SuccessionLink]:
    successor = ids[change.after.code] if change.after else None
    for source in change.sources:
        predecessor = ids[source.code] if source.code else None
        yield SuccessionLink(
            succession=succession, predecessor_id=predecessor, successor_id=successor, whole=source.whole
        )


def units_begun(row: Reorganisation) -> list[str]:
    """The codes of the identities that a plan made. One statement."""
    return list(_begun(row).values_list("code", flat=True))


def units_new(row: Reorganisation) -> list[str]:
    """The codes of the units that a plan began, or that go on otherwise than before it. One statement."""
    return list(UnitVersion.objects.filter(began_by=row).order_by("unit__code").values_list("unit__code", flat=True))


def units_gone(row: Reorganisation) -> list[str]:
    """The codes of the identities that a plan ended. One statement."""
    gone = UnitVersion.objects.filter(ended_by=row).exclude(ended_as="")
    return list(gone.order_by("unit__code").values_list("unit__code", flat=True))


def units_touched(row: Reorganisation) -> list[str]:
    """The codes of the units from which a plan made others or which it changed. One statement."""
    links = SuccessionLink.objects.filter(succession__plan=row, predecessor__isnull=False)
    return list(links.values_list("predecessor__code", flat=True).distinct())


def later_plans(row: Reorganisation) -> list[Reorganisation]:
    """Plans that build on what this one made: they ended it, stand below it, or changed again what it
    had changed. One statement.
    """
    own = UnitVersion.objects.filter(ended_by=row).values("unit")
    builds = Q(unit__in=own, valid_from__gte=row.on) | Q(parent__in=_begun(row))
    begun = UnitVersion.objects.filter(builds, began_by__isnull=False)
    ended = UnitVersion.objects.filter(began_by=row, ended_by__isnull=False)
    found = Q(pk__in=begun.values("began_by")) | Q(pk__in=ended.values("ended_by"))
    return list(Reorganisation.objects.filter(found).exclude(pk=row.pk).defer("rows"))


def take_back(row: Reorganisation) -> None:
    """What the plan began is gone, what it ended goes on. ProtectedError where a unit that it made is needed."""
    made = set(_begun(row).values_list("pk", flat=True))
    SuccessionLink.objects.filter(succession__plan=row).delete()
    Succession.objects.filter(plan=row).delete()
    UnitVersion.objects.filter(began_by=row).delete()
    Unit.objects.filter(pk__in=made).delete()
    UnitVersion.objects.filter(ended_by=row).update(valid_to=None, ended_by=None, ended_as="")


def _begun(row: Reorganisation) -> QuerySet[Unit]:
    begun = UnitVersion.objects.filter(began_by=row)
    before = UnitVersion.objects.filter(unit__in=begun.values("unit")).exclude(began_by=row)
    return Unit.objects.filter(pk__in=begun.values("unit")).exclude(pk__in=before.values("unit")).order_by("code")
