"""Pairs of entries of a register that may be the same, and that nobody has said not to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from khuyenhoc.recognition.doubles.models import Apart
from khuyenhoc.recognition.doubles.rules import Alike, Because, Likeness, likeness, name_key
from khuyenhoc.recognition.models import Standing
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
    rows = rows.filter(entry__erased_at=None).exclude(status__in=GONE).order_by("pk")
    columns = ("pk", "entry", "entry__name", "entry__village", "entry__house", "entry__birth_year", "entry__head")
    groups: dict[str, list[tuple[int, int, Alike]]] = {}
    for pk, entry, name, village, house, born, head in rows.values_list(*columns):
        groups.setdefault(name_key(name), []).append((pk, entry, Alike(name, village, house, born, head)))
    apart = set(Apart.objects.filter(first__unit__code=unit, first__model=model).values_list("first", "second"))
    found = sorted(_alike(groups.values(), apart), key=lambda pair: (-pair[2], pair[0]))[:most]
    keys = {pk for one, other, *_rest in found for pk in (one, other)}
    standings = Standing.objects.select_related("entry__village", "unit", "decision").in_bulk(keys)
    return [Pair(standings[one], standings[other], how, because) for one, other, how, because in found]


def _alike(
    groups: Iterable[list[tuple[int, int, Alike]]], apart: set[tuple[int, int]]
) -> Iterator[tuple[int, int, Likeness, tuple[Because, ...]]]:
    for group in groups:
        for (pk, entry, one), (other_pk, other_entry, other) in combinations(group, 2):
            said = likeness(one, other)
            is_asked = said and (said[0] == Likeness.LIKELY or len(group) < COMMON)
            if said and is_asked and _ordered(entry, other_entry) not in apart:
                yield pk, other_pk, *said


def _ordered(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)
