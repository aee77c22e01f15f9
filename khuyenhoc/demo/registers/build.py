"""Putting the registers of communes together by the product's own acts: of some that are to be looked at, or of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.spec import FormSpec, ModelSpec
from khuyenhoc.demo.figures import Figure
from khuyenhoc.demo.registers.entries import entries
from khuyenhoc.demo.registers.names import read_names
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.listing import add_villages, enlist, keep_register
from khuyenhoc.recognition.models import Register
from khuyenhoc.recognition.noting import note_decision
from khuyenhoc.recognition.rules import Count
from khuyenhoc.units.facts import VILLAGES
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import facts, unit_map
from khuyenhoc.units.spec import UnitName

FAMILY, CITIZEN = LearningModel.FAMILY, LearningModel.CITIZEN
SHOWN: Final[Mapping[str, Sequence[LearningModel]]] = {"11242": (FAMILY, CITIZEN), "11239": (FAMILY,)}
"""Which registers every demonstration has: of the communes whose secretaries have accounts."""
CITIZENS_OF_EVERY: Final = 20
"""Of a whole province, citizens are a sample: every so many communes keeps their register, for all are more than a million."""
_FAMILIES_A_VILLAGE: Final = 350
"""How many villages a commune has whose number is not known."""

Figures = Mapping[str, Mapping[str, Figure]]


def shown(by: User, form: FormSpec, figures: Figures, year: int) -> int:
    """The registers of the communes that every demonstration shows; how many entries."""
    return _build(by, form, figures, year, SHOWN)


def whole(by: User, form: FormSpec, figures: Figures, year: int) -> int:
    """The registers of all communes, citizens in a sample of them; how many entries."""
    usual = [model for model in LearningModel if model is not CITIZEN]
    asked = {code: [*usual, CITIZEN] if n % CITIZENS_OF_EVERY == 0 else usual for n, code in enumerate(figures)}
    return _build(by, form, figures, year, asked | {code: list(LearningModel) for code in SHOWN})


def all_keep_registers() -> bool:
    """Whether the registers of all communes stand. One statement."""
    return Register.objects.filter(model=FAMILY).count() > len(SHOWN)


def _build(by: User, form: FormSpec, figures: Figures, year: int, asked: Mapping[str, Sequence[LearningModel]]) -> int:
    today = clock.today()
    units, names, known = Unit.objects.in_bulk(asked, field_name="code"), unit_map(today).units, facts(VILLAGES, today)
    lines = {model.code: model for model in form.models}
    total = 0
    for code, models in asked.items():
        counts = {model: _count(lines[model], figures[code]) for model in models}
        random = Random(f"{year}/registers/{code}")  # noqa: S311 - plausible names, not secrets
        villages = _villages(by, units[code], names[code], known.get(code), counts[FAMILY].total, random)
        for model, count in counts.items():
            total += _list(by, units[code], model, year, count, villages, random)
    return total


def _count(model: ModelSpec, row: Mapping[str, Figure]) -> Count:
    return Count(*(n if isinstance(n := row[i], int) else 0 for i in (model.total, model.registered, model.recognised)))


def _villages(by: User, unit: Unit, name: UnitName, known: int | None, families: int, random: Random) -> list[int]:
    names = read_names()
    bare = names.villages
    number = min(known or max(2, families // _FAMILIES_A_VILLAGE), len(bare))
    kind = names.village_kinds.get(name.kind, names.village_kind)
    chosen = [(kind, village) for village in random.sample(bare, number)]
    return [v.pk for v in add_villages(by=by, unit=unit, names=chosen, valid_from=dt.date(2020, 1, 1))]


def _list(
    by: User, unit: Unit, model: LearningModel, year: int, count: Count, villages: Sequence[int], random: Random
) -> int:
    if not count.total:
        return 0
    keep_register(by=by, unit=unit, model=model, kept_from=dt.date(year, 1, 1), synthetic=True)
    number, on = f"{random.randint(10, 99)}/QĐ-HKH", dt.date(year, 10, random.randint(2, 28))
    decision = note_decision(by=by, unit=unit, model=model, year=year, number=number, decided_on=on)
    registered_on = dt.date(year, random.randint(1, 3), random.randint(1, 28))
    listed = entries(random, model, count, villages, registered_on, decision.pk)
    enlist(by=by, unit=unit, model=model, year=year, entries=listed)
    return count.total
