"""From a text to the units that it may name. Proposes with a certainty, never chooses between two of the same name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import TypeVar

from msgspec import Struct

from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import fold, normalise

T = TypeVar("T")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


class Certainty(IntEnum):
    """How well a text names a unit, best first. The first two are certain, the others are proposals to ask about."""

    EXACT = 0
    """The name as it is; the kind, where the text has one, agrees."""
    PLAIN = 1
    """The name typed without accents, or with other ones; the kind, where there is one, agrees."""
    OTHER_KIND = 2
    """The name, but another kind: "xã" for what is a phường on this map."""
    MISSPELT = 3
    """One letter more, less or different."""

    @property
    def is_certain(self) -> bool:
        return self <= Certainty.PLAIN


class Match(Struct, frozen=True):
    """A unit that a text may name."""

    unit: UnitName
    certainty: Certainty


class UnitIndex:
    """The units of one map, to be found by name. Plain data: it can be sent to another process."""

    def __init__(self, units: Sequence[UnitName]) -> None:
        self.units = tuple(units)
        self.by_code = {u.code: u for u in units}
        self.names = _grouped((fold(u.name), u) for u in units)
        self.longest = max((len(name.split()) for name in self.names), default=0)

    def coded(self, code: str) -> UnitName | None:
        """The unit of an official code of this map's day, else of an identity's."""
        return self._by_official.get(code) or self.by_code.get(code)

    @cached_property
    def _by_official(self) -> dict[str, UnitName]:
        return {u.official_code: u for u in reversed(self.units)}

    @cached_property
    def _near(self) -> dict[str, list[str]]:
        """The names by what is left of them without one letter."""
        return _grouped((short, name) for name in self.names for short in _shortened(name))

    def __getstate__(self) -> dict[str, object]:
        """What is made where it is asked for is never sent."""
        return {name: value for name, value in vars(self).items() if name not in ("_near", "_by_official")}

    def match(self, text: str, level: str | None = None, within: str | None = None) -> list[Match]:
        """The units that `text` ("P. Trần Phú", "Hội Khuyến học xã Thanh Tùng", "thanh tung") may name, best first.

        `level`: only units of that level. `within`: only units below the unit of that official code. Several matches
        of one certainty are several units: the caller asks. Empty where nothing is near.
        """
        kind, name = split_kind(text)
        found = list(self._named(name, kind))
        if kind and normalise(text) != name:
            found += self._named(normalise(text), None)
        kept = [m for m in found or self._misspelt(name) if self._fits(m.unit, level, within)]
        kept.sort(key=lambda m: m.certainty)
        return kept if text.isascii() else _without_other_accents(kept)

    def ancestors(self, unit: UnitName) -> Iterator[UnitName]:
        """The units above, nearest first."""
        above = self.by_code.get(unit.parent or "")
        while above:
            yield above
            above = self.by_code.get(above.parent or "")

    def _named(self, name: str, kind: str | None) -> Iterator[Match]:
        said = spoken(name)
        for unit in self.names.get(fold(name), ()):
            if kind and unit.kind != kind:
                yield Match(unit, Certainty.OTHER_KIND)
            else:
                yield Match(unit, Certainty.EXACT if spoken(unit.name) == said else Certainty.PLAIN)

    def _misspelt(self, name: str) -> list[Match]:
        folded = fold(name)
        names = {near for short in _shortened(folded) for near in self._near.get(short, ())}
        near = sorted(n for n in names if one_letter_apart(n, folded))
        return [Match(unit, Certainty.MISSPELT) for n in near for unit in self.names[n]]

    def _fits(self, unit: UnitName, level: str | None, within: str | None) -> bool:
        if level and unit.level != level:
            return False
        return within is None or any(above.code == within for above in self.ancestors(unit))


def best(matches: Iterable[Match]) -> list[UnitName]:
    """The units that are named with certainty: more than one where two bear the name, none where it must be asked."""
    return [m.unit for m in matches if m.certainty.is_certain]


def _without_other_accents(matches: list[Match]) -> list[Match]:
    """ "Cẩm Giàng" is not the town of Cẩm Giang: where one name agrees to the accent, those that do not are left out."""
    if any(m.certainty is Certainty.EXACT for m in matches):
        return [m for m in matches if m.certainty is not Certainty.PLAIN]
    return matches


@lru_cache(maxsize=4096)
def spoken(name: str) -> tuple[tuple[str, str], ...]:
    """Each syllable as (letters, tone), so that "Hoà" and "Hòa" are one name and "Giang" and "Giàng" are two."""
    syllables = unicodedata.normalize("NFD", normalise(name).casefold()).split()
    return tuple(("".join(c for c in s if c not in _TONES), "".join(c for c in s if c in _TONES)) for s in syllables)


def _shortened(name: str) -> set[str]:
    """The name, and the name with any one letter left out: two names one letter apart share at least one of these."""
    return {name} | {name[:i] + name[i + 1 :] for i in range(len(name))}


def one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter is another, is missing or is too many."""
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return abs(len(a) - len(b)) == 1 and min(a, b, key=len) in _shortened(max(a, b, key=len))


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)
