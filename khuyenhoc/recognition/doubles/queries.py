"""Pairs of entries of a register that may be the same, and that nobody has said not to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from khuyenhoc.recognition.doubles.models import Apart
from khuyenhoc.recognition.doubles.rules import Alike, Because, Likeness, likeness, marks, name_key
from khuyenhoc.recognition.models import Entry, Standing
from khuyenhoc.recognition.rules import GONE

COMMON: Final = 6
"""So many entries of one name in a unit are a common name: those of other villages are not asked about."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two standings of one list whose entries may be the same, the likeliest first; what speaks for it."""

    first: Standing
    second: Standing
    likeness: Likeness
    because: tuple[Because, ...]


def pairs_of(unit: str, model: str, year: int, most: int = 100) -> list[Pair]:
    """Pairs on a unit's list of a year, the likeliest first, at most so many. Three statements, over the unit's list."""
    rows = Standing.objects.filter(unit__code=unit, model=model, year=year, entry__merged_into=None)
    rows = rows.filter(entry__erased_at=None, entry__scope="").exclude(status__in=GONE).order_by("pk")
    columns = ("pk", "entry", "entry__name", "entry__village", "entry__house", "entry__birth_year", "entry__head")
    groups: dict[str, list[tuple[int, int, Alike]]] = {}
    for pk, entry, name, village, house, born, head in rows.values_list(*columns):
        groups.setdefault(name_key(name), []).append((pk, entry, Alike(name, village, house, born, head)))
    apart = set(Apart.objects.filter(first__unit__code=unit, first__model=model).values_list("first", "second"))
    some = islice(_alike(groups.values(), apart), most * 10)
    found = sorted(some, key=lambda pair: (-pair[2], pair[0]))[:most]
    keys = {pk for one, other, *_rest in found for pk in (one, other)}
    standings = Standing.objects.select_related("entry__village", "unit", "decision").in_bulk(keys)
    return [Pair(standings[one], standings[other], how, because) for one, other, how, because in found]


def doubled(entries: Iterable[Entry]) -> frozenset[int]:
    """Those entries (rows) of one register that are likely to be another one of them too, and of which nobody said that they are
    not. One statement where there are such, none else."""
    groups: dict[str, list[_One]] = {}
    for e in entries:
        alike = Alike(e.name, e.village_id, e.house, e.birth_year, e.head)
        groups.setdefault(name_key(e.name), []).append((e.pk, e.pk, alike))
    pairs = {_ordered(one, other) for one, other, how, _why in _alike(groups.values()) if how == Likeness.LIKELY}
    if not pairs:
        return frozenset()
    rows = {pk for pair in pairs for pk in pair}
    apart = Apart.objects.filter(first__in=rows, second__in=rows).values_list("first", "second")
    return frozenset(pk for pair in pairs.difference(apart) for pk in pair)


_One = tuple[int, int, Alike]
"""A standing's row, its entry's, and what is compared of it."""


def _alike(
    groups: Iterable[list[_One]], apart: Collection[tuple[int, int]] = ()
) -> Iterator[tuple[int, int, Likeness, tuple[Because, ...]]]:
    for group in groups:
        for (pk, entry, one), (other_pk, other_entry, other) in _candidates(group):
            said = likeness(one, other)
            if said and _ordered(entry, other_entry) not in apart:
                yield pk, other_pk, *said


def _candidates(group: list[_One]) -> Iterator[tuple[_One, _One]]:
    """Pairs to compare among those of one name: all of them where the name is rare, else those that have something in common."""
    if len(group) < COMMON:
        yield from combinations(group, 2)
        return
    together: dict[tuple[str, object], list[_One]] = {}
    for one in group:
        for mark in marks(one[2]):
            together.setdefault(mark, []).append(one)
    pairs = {(one[0], other[0]): (one, other) for some in together.values() for one, other in combinations(some, 2)}
    yield from pairs.values()


def _ordered(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)
