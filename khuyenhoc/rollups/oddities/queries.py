"""What is odd about the figures of units in a period, with the reasons that were given. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from khuyenhoc.catalogue.oddities import rules_on
from khuyenhoc.catalogue.queries import bounds
from khuyenhoc.catalogue.spec import BoundSpec
from khuyenhoc.ledger.queries import reasons_in_returns, standing_answers
from khuyenhoc.rollups.books import Books, books, books_with
from khuyenhoc.rollups.figures import Answer, Figures, Flag
from khuyenhoc.rollups.oddities.looking import answered, look
from khuyenhoc.rollups.oddities.past import years_before
from khuyenhoc.rollups.oddities.scene import Scene, Year
from khuyenhoc.units.facts import VILLAGES
from khuyenhoc.units.queries import facts

YEARS: Final = "years"
"""The parameter of a rule that says how many years before it looks at."""
Reasons = tuple[Mapping[str, Answer], Mapping[tuple[str, str, str], str]]


def marked(found: Books, figures: Iterable[Figures]) -> list[Figures]:
    """Figures with what is odd about each. At most twenty statements, none while nothing is journalled."""
    given = list(figures)
    flags = flags_of(found, [one.unit.code for one in given])
    return [replace(one, flags=tuple(f for f in flags.get(one.unit.code, ()) if f.indicator)) for one in given]


def flags_of(found: Books, units: Iterable[str]) -> dict[str, tuple[Flag, ...]]:
    """What is odd about the figures of units of the map, or of the period's where they have ended. As `marked`."""
    reasons, given = _reasons(found.period, found.journal_head), list(units)
    flags: dict[str, tuple[Flag, ...]] = {}
    for as_of in dict.fromkeys((_map_of(found), None)):
        waiting = [unit for unit in given if unit not in flags]
        if waiting:
            scene = _scene(found.period, as_of, found.journal_head)
            here = [unit for unit in waiting if unit in scene.map.units]
            odd = _looked_at(scene, here, _looked(found.period, as_of, found.journal_head))
            flags |= {unit: answered(odd[unit], *reasons, scene.rules) for unit in here}
    return flags


def _looked_at(scene: Scene, units: list[str], before: dict[str, tuple[Flag, ...]]) -> dict[str, tuple[Flag, ...]]:
    """`before`, with what is odd about those of the units that had not been looked at."""
    new = [unit for unit in units if unit not in before]
    if new:
        found = look(scene, new)
        before |= {unit: found.get(unit, ()) for unit in new}
    return before


def oddities(unit: str, period: str, as_of: dt.date | None = None) -> list[Flag]:
    """Everything that is odd about a unit and all below it, in the order of the map. NoSuchPeriod, KeyError. As `marked`."""
    found = books_with(unit, period, as_of)
    codes = [u.code for u in found.map.below(unit)]
    flags = flags_of(found, codes)
    return [flag for code in codes for flag in flags.get(code, ())]


def year_before(found: Books, unit: str) -> dict[str, int]:
    """The figures of a unit in the year before, on the same map, of those that all who owed a return stated. As `marked`."""
    scene = _scene(found.period, _map_of(found), found.journal_head)
    before = scene.before
    if before is None:
        return {}
    return {i.code: value for i in scene.form.typed if (value := before.whole(unit, i.code)) is not None}


def _map_of(found: Books) -> dt.date | None:
    """The day of the map, None for the period's own: how `books` is asked for it."""
    return None if found.map.on == found.grounds.then.on else found.map.on


@lru_cache(maxsize=8)
def _scene(period: str, as_of: dt.date | None, _journal_head: str) -> Scene:
    found = books(period, as_of)
    rules = rules_on(found.form, found.grounds.then.on)
    most = max((int(rule.number(YEARS)) for rule in rules if YEARS in rule.parameters), default=1)
    return Scene(
        period, found.form, found.map, rules, _year(found), years_before(found, most), _bounds(),
        facts(VILLAGES, found.map.on),
    )  # fmt: skip


@lru_cache(maxsize=8)
def _looked(_period: str, _as_of: dt.date | None, _journal_head: str) -> dict[str, tuple[Flag, ...]]:
    """What has been found so far, filled a unit at a time: a page asks for a dozen, a list for all."""
    return {}


@lru_cache(maxsize=8)
def _reasons(period: str, _journal_head: str) -> Reasons:
    rows = standing_answers(period)
    given = {r.cause: Answer(r.reason, r.answered_by.get_full_name(), r.answered_at, r.pk) for r in rows}
    return given, reasons_in_returns(period)


def _year(found: Books) -> Year:
    return Year(found.totals, found.counted, {unit: counts[0] for unit, counts in found.counts.items()}, found.period)


def _bounds() -> dict[str, tuple[BoundSpec, ...]]:
    by_unit: dict[str, tuple[BoundSpec, ...]] = {}
    for one in bounds():
        by_unit[one.unit] = (*by_unit.get(one.unit, ()), one)
    return by_unit
