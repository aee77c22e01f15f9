"""The maps of the whole country that we hold, and the way from the one to the other, with source and doubts."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

import yaml
from msgspec.structs import replace

from khuyenhoc.units.spec import DATA, OwnSheet, UnitName, UnitsFile, read_levels, read_units

FOLDER: Final = DATA / "country"
EARLY, RECENT = dt.date(2025, 1, 1), dt.date(2025, 7, 1)
"""The days from which the two maps hold: 63 provinces with districts, then 34 without."""
HEADING: Final = ("code", "rank", "kind", "name", "parent")
WAY: Final = f"{EARLY}-{RECENT}.csv"
WAY_HEADING: Final = ("old", "new", "part")
ABOUT: Final = "about.yaml"
SHEET: Final = ("Mã cũ", "Đơn vị cũ", "Cấp trên cũ", "Đơn vị mới", "Mã mới", "Cấp trên mới", "Phạm vi")
"""The heading of a mapping sheet."""


@cache
def read_about() -> Mapping[str, Any]:
    """Where the files are from, how far they are verified, and their checksums."""
    found: Mapping[str, Any] = yaml.safe_load((FOLDER / ABOUT).read_text(encoding="utf-8"))
    return found


def read_decisions() -> Sequence[Mapping[str, Any]]:
    """What the source says of single units and cannot be right, and how it was decided."""
    found: Sequence[Mapping[str, Any]] = yaml.safe_load((FOLDER / "decisions.yaml").read_text(encoding="utf-8"))
    return found


def country(on: dt.date, provinces: Collection[str] = ()) -> UnitsFile:
    """The whole country on a day, or some of its provinces. FileNotFoundError where we hold no map of that day, or it has
    none of these.
    """
    if on < EARLY:
        raise FileNotFoundError(f"no map of the country on {on}")
    file = _country(RECENT if on >= RECENT else EARLY)
    if not provinces:
        return file
    within, units = set(provinces), []
    for unit in file.units:
        if unit.parent in within or (unit.parent is None and unit.code in provinces):
            within.add(unit.code)
            units.append(unit)
    if not units:
        raise FileNotFoundError(f"no province {', '.join(provinces)} on {on}")
    return replace(file, units=tuple(units))


def ground(province: str) -> tuple[str, ...]:
    """The provinces of the early map of which one of today's is made. FileNotFoundError where there is no such one today."""
    tops = {unit.code for unit in country(EARLY).units if unit.parent is None}
    found = tuple(old for old, new, _part in _table(WAY, WAY_HEADING) if old in tops and new == province)
    if not found:
        raise FileNotFoundError(f"no province {province} on {RECENT}")
    return found


def held(code: str, on: dt.date) -> UnitsFile:
    """The map that we hold of a province on a day: its own of that year, else its part of the country's. FileNotFoundError."""
    try:
        return read_units(code, on.year)
    except FileNotFoundError:
        return country(on, (code,))


@cache
def _country(on: dt.date) -> UnitsFile:
    levels = {str(level.rank): level.code for level in read_levels().levels}
    units = tuple(
        UnitName(code, levels[rank], kind, name, parent or None, code)
        for code, rank, kind, name, parent in _table(f"{on}.csv", HEADING)
    )
    about = read_about()
    return UnitsFile(about["source"], about["status"], on.isoformat(), units)


def way(provinces: Collection[str] = ()) -> OwnSheet:
    """The mapping sheet from the early map to the recent one: of the whole country, or of the ground of some provinces.

    A new unit that has ground from other provinces too gets a line of its own, without an old one. Districts end.
    """
    before, after = country(EARLY, provinces), country(RECENT)
    rows = [SHEET, *_lines({u.code: u for u in before.units}, {u.code: u for u in after.units})]
    about = read_about()
    return OwnSheet(RECENT, about["way"]["decision"], f"{about['source']} ({about['status']})", tuple(rows))


def _lines(old: Mapping[str, UnitName], new: Mapping[str, UnitName]) -> Iterator[tuple[str, ...]]:
    links = list(_table(WAY, WAY_HEADING))
    ours = {to for code, to, _part in links if code in old}
    for to in sorted({to for code, to, _part in links if code not in old} & ours):
        yield ("", "", "", *_new(new[to]), "")
    led = set()
    for code, to, part in links:
        if code in old:
            led.add(code)
            yield (*_old(old[code], old), *_new(new[to]), "một phần" if part else "toàn bộ")
    yield from ((*_old(unit, old)[:2], "", "giải thể", "", "", "") for code, unit in old.items() if code not in led)


def _old(unit: UnitName, units: Mapping[str, UnitName]) -> tuple[str, str, str]:
    above = units.get(unit.parent or "")
    return unit.code, unit.full_name, above.full_name if above and above.parent else ""


def _new(unit: UnitName) -> tuple[str, str, str]:
    return unit.full_name, unit.code, unit.parent or ""


def _table(name: str, heading: Sequence[str]) -> Iterator[list[str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        if tuple(next(rows)) != tuple(heading):
            raise ValueError(f"{name}: the heading is not {';'.join(heading)}")
        yield from rows
