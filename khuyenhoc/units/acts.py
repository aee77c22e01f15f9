"""Founding a map: levels, identities and first versions."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from khuyenhoc.audit.acts import record
from khuyenhoc.units.models import Unit, UnitLevel, UnitVersion
from khuyenhoc.units.spec import UnitsFile, read_levels
from khuyenhoc.vietnamese.text import fold


@transaction.atomic
def found_province(*, by: str, file: UnitsFile) -> list[Unit]:
    """Founds all units of a data file from the day that it names. One audit event. IntegrityError where one is there."""
    found_levels()
    units = {u.code: unit for u, unit in zip(file.units, _identities(file), strict=True)}
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=units[u.code],
            official_code=u.official_code,
            parent=units.get(u.parent or ""),
            level=u.level,
            kind=u.kind,
            name=u.name,
            search_name=fold(u.full_name),
            valid_from=dt.date.fromisoformat(file.valid_from),
            source=file.source,
            source_status=file.status,
        )
        for u in file.units
    )
    top = file.units[0]
    after = {"units": len(file.units), "valid_from": file.valid_from, "source": file.source}
    record(by=by, unit=top.code, act="found_province", subject=("unit", top.code), after=after)
    return list(units.values())


def _identities(file: UnitsFile) -> list[Unit]:
    return Unit.objects.bulk_create(Unit(code=u.code) for u in file.units)


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
