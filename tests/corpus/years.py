"""A unit's year on which no check has anything to say, and the year before it: quiet by construction, not by the checks."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from khuyenhoc.demo.figures import Figure
from khuyenhoc.returns.values import LastPeriod, Stated, UnitContext
from tests.corpus.parts import FORM

STEP = 10_000
"""Money is whole steps of so many đồng, so that two decimals of triệu đồng state it."""
_KNOWN_VILLAGES = 0.7
_KNOWN_YEAR = 0.8


def counted(figures: Mapping[str, Figure], code: str) -> int:
    """The figure, 0 for "không có"."""
    figure = figures[code]
    return figure if isinstance(figure, int) else 0


def quiet(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Nobody is recognised without being registered, no model is nearly complete, nothing is given that was not paid."""
    year = dict(figures)
    for m in FORM.models:
        total, registered, recognised = (counted(year, c) for c in (m.total, m.registered, m.recognised))
        _lower(year, m.registered, total)
        _lower(year, m.recognised, min(registered, recognised, total * 49 // 50))
    _lower(year, "HV01", counted(year, "HV03") * 55 // 100)
    _lower(year, "HV02", counted(year, "HV01"))
    for given, paid in (("HB01", "QK031"), ("HB04", "QK033")):
        _lower(year, given, counted(year, given) if counted(year, paid) else 0)
    return with_fund(year)


def _lower(year: dict[str, Figure], code: str, most: int) -> None:
    if counted(year, code) > most:
        year[code] = most


def with_fund(year: Mapping[str, Figure]) -> dict[str, Figure]:
    """With so much money in the fund that the year moves it by a quarter at most."""
    opening, closing = counted(year, "QK01"), counted(year, "QK04")
    more = 4 * abs(closing - opening) - opening
    return dict(year) | ({"QK01": opening + more, "QK04": closing + more} if more > 0 else {})


def known_of(year: Mapping[str, Figure], random: Random) -> UnitContext:
    """The year before, where there is one, and the villages known, where they are."""
    before = year_before(year, random) if random.random() < _KNOWN_YEAR else None
    villages = counted(year, "MH21") + random.choice([0, 0, 3]) if random.random() < _KNOWN_VILLAGES else None
    return UnitContext(before, villages)


def year_before(year: Mapping[str, Figure], random: Random) -> LastPeriod:
    """Nothing leapt, hardly anything is equal, and the fund was left as it was found."""
    values, none = {}, set()
    for i in FORM.typed:
        now = counted(year, i.code)
        values[i.code] = now if i.steady else _money(now, random) if i.is_money else _count(now, random)
        if year[i.code] is Stated.NONE or (now and not i.steady and not i.is_money and random.random() < 0.05):
            values[i.code] = 0
            none.add(i.code)
    return LastPeriod(values | {"QK04": counted(year, "QK01")}, frozenset(none))


def _count(now: int, random: Random) -> int:
    return now + max(1, round(now * random.uniform(0.02, 0.15))) if now else 0


def _money(now: int, random: Random) -> int:
    before = round(now * random.uniform(0.86, 1.15)) // STEP * STEP
    return before + STEP if before == now else before
