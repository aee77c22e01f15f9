"""Founding a map: levels, identities and first versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.audit.acts import record
from khuyenhoc.units.models import Unit, UnitLevel, UnitVersion
from khuyenhoc.units.queries import unit_ids
from khuyenhoc.units.spec import UnitsFile, read_levels
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import fold

BATCH: Final = 2000
"""Units that are written before somebody is told how far it has come."""


@transaction.atomic
def found_province(*, by: str, file: UnitsFile) -> list[Unit]:
    """Founds all units of a data file from the day that it names. One audit event. IntegrityError where one is there."""
    found_levels()
    units = found_units(file=file)
    top = file.units[0]
    after = {"units": len(file.units), "valid_from": file.valid_from, "source": file.source}
    record(by=by, unit=top.code, act="found_province", subject=("unit", top.code), after=after)
    return units


def found_units(*, file: UnitsFile, say: Callable[[str], object] = lambda text: None) -> list[Unit]:
    """The identities and first versions of units, some of whose parents may be there already. The caller journals it.

    `say` is told in a sentence, every some thousand units, how far it has come. Within the transaction of whoever calls.
    """
    made = Unit.objects.bulk_create(Unit(code=u.code) for u in file.units)
    ids = {unit.code: unit.pk for unit in made}
    if any(u.parent and u.parent not in ids for u in file.units):
        ids = unit_ids()
    valid_from = dt.date.fromisoformat(file.valid_from)
    for start in range(0, len(file.units), BATCH):
        UnitVersion.objects.bulk_create(
            UnitVersion(
                unit_id=ids[u.code],
                official_code=u.official_code,
                parent_id=ids[u.parent] if u.parent else None,
                level=u.level,
                kind=u.kind,
                name=u.name,
                search_name=fold(u.full_name),
                valid_from=valid_from,
                source=file.source,
                source_status=file.status,
            )
            for u in file.units[start : start + BATCH]
        )
        done = format_count(min(start + BATCH, len(file.units)))
        say(_("Đã ghi %(done)s/%(all)s đơn vị.") % {"done": done, "all": format_count(len(file.units))})
    return made


def found_levels() -> None:
    """The levels of `data/levels.yaml`, those that are not there yet."""
    file = read_levels()
    for level in file.levels:
        UnitLevel.objects.get_or_create(
            code=level.code,
            valid_from=level.valid_from,
            defaults={
                "label": level.label, "rank": level.rank, "valid_to": level.valid_to,
                "source": file.source, "status": file.status,
            },
        )  # fmt: skip
