"""The books of a whole country, made up: the map that we hold, a top above its provinces, a return of each commune."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

if TYPE_CHECKING:
    from khuyenhoc.access.models import User
    from khuyenhoc.returns.models import Collection

TOP, YEAR, SEED = "VN", 2025, 8


def fill() -> tuple[Collection, User]:
    """Into the empty database of this process, Django set up: some ten thousand communes with a year of figures each."""
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        return _filled()


def _filled() -> tuple[Collection, User]:
    from khuyenhoc.access.acts import create_user, give_role
    from khuyenhoc.access.enums import Role
    from khuyenhoc.catalogue.acts import load_catalogue
    from khuyenhoc.catalogue.loaders import read_catalogue
    from khuyenhoc.returns.founding import open_year
    from khuyenhoc.units.acts import found_province
    from khuyenhoc.units.country import EARLY, country
    from khuyenhoc.units.models import Unit
    from khuyenhoc.units.spec import UnitName

    file = country(EARLY)
    top = UnitName(TOP, "central", "nước", "Việt Nam", None)
    units = (top, *(u if u.parent else replace(u, parent=TOP) for u in file.units))
    found_province(by="bench", file=replace(file, units=units))
    load_catalogue(by="bench", catalogue=read_catalogue())
    unit = Unit.objects.get(code=TOP)
    office = create_user(by="bench", username="office", full_name="Văn phòng (số liệu mẫu)", synthetic=True)
    give_role(by="bench", user=office, role=Role.PROVINCE_OFFICER, unit=unit, valid_from=dt.date(YEAR, 1, 1))
    collection = open_year(by=office, unit=unit, year=YEAR, synthetic=True)
    accepted_returns(collection, office)
    return collection, office


def accepted_returns(collection: Collection, office: User, seed: int = SEED) -> None:
    """An accepted return with random figures for each unit that owes one, past the acts, which would take hours."""
    from khuyenhoc.audit import clock
    from khuyenhoc.audit.rows import insert_rows
    from khuyenhoc.catalogue.queries import indicator_ids
    from khuyenhoc.returns.enums import State
    from khuyenhoc.returns.models import Cell, Obligation, ReceivedFile, Return

    now = clock.now()
    stamps: dict[str, Any] = {f"{what}_at": now for what in ("created", "submitted", "accepted")}
    stamps |= {f"{what}_by": office for what in ("created", "submitted", "accepted")}
    file = ReceivedFile.objects.create(
        collection=collection, name="so-lieu-mau.xlsx", sha256="0" * 64, size=1, received_at=now, received_by=office,
        outcome="read",
    )  # fmt: skip
    made = Return.objects.bulk_create(
        [
            Return(collection=collection, unit_id=unit, revision=1, state=State.ACCEPTED, file=file, **stamps)
            for unit in Obligation.objects.filter(collection=collection).values_list("unit", flat=True)
        ],
        batch_size=1000,
    )
    columns = ("return_of", "indicator", "stated", "value", "at", "raw", "step")
    insert_rows(Cell, columns, _cells([r.pk for r in made], list(indicator_ids(collection.form_id).values()), seed))


def _cells(returns: list[int], indicators: list[int], seed: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(seed)
    for return_ in returns:
        for indicator in indicators:
            value = chance.randrange(5000)
            yield return_, indicator, "value", value, "Báo cáo!D5", str(value), 1
