"""Whole units as communities: the province's districts, and the communes of the district whose officer has an account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from khuyenhoc.access.models import User
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.listing import NewEntry, enlist, keep_register
from khuyenhoc.recognition.noting import note_decision
from khuyenhoc.recognition.wholes.queries import wholes_of
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_ids, unit_map

RECOGNISED: Final[Mapping[str, int]] = {"30": 5, "300": 6}
"""Of which units' lists how many are recognised; the others have not registered."""


def whole_units(by: User, year: int) -> None:
    """The lists of those units."""
    for code, number in RECOGNISED.items():
        _list(by, Unit.objects.get(code=code), year, number)


def _list(by: User, unit: Unit, year: int, recognised: int) -> None:
    on, ids, model = dt.date(year, 10, 20), unit_ids(), LearningModel.COMMUNITY
    map_ = unit_map(on)
    wholes = wholes_of(map_, unit.code)[0]
    keep_register(by=by, unit=unit, model=model, kept_from=dt.date(year, 1, 1), synthetic=True)
    decision = note_decision(
        by=by, unit=unit, model=model, year=year, number="20/QĐ-HKH", decided_on=on, scope=wholes.scope
    )
    new = [NewEntry(map_.name(one.code), scope=wholes.scope, about=ids[one.code]) for one in wholes.units]
    for n, entry in enumerate(new[:recognised]):
        new[n] = replace(
            entry, status=Status.RECOGNISED, registered_on=dt.date(year, 3, 1), decision=decision.pk
        )  # fmt: skip
    enlist(by=by, unit=unit, model=model, year=year, entries=new, scope=wholes.scope)
