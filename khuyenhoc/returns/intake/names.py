"""Names of units found inside longer texts: titles, names of sheets, files and folders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from khuyenhoc.returns.intake.senders import is_of_people
from khuyenhoc.units.matching import UnitIndex, best
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import fold, normalise

_BREAK: Final = re.compile(r"[,;:|()\[\]{}/\\\n]|\s[-–—]\s")
_WORD: Final = re.compile(r"[^\W_]+\.?")
_KINDS: Final = {
    ("thi", "tran"): "thị trấn", ("tt",): "thị trấn", ("thi", "xa"): "thị xã", ("tx",): "thị xã",
    ("thanh", "pho"): "thành phố", ("tp",): "thành phố", ("phuong",): "phường", ("p",): "phường",
    ("huyen",): "huyện", ("h",): "huyện", ("xa",): "xã", ("x",): "xã",
    ("tinh",): "tỉnh", ("quan",): "quận", ("dac", "khu"): "đặc khu",
}  # fmt: skip
_KIND: Final = "|".join(sorted({*map(" ".join, _KINDS), *_KINDS.values()}, key=len, reverse=True))
_LABELLED: Final = re.compile(rf"(?<!\w)({_KIND})\s*:(?=\W*\w)", re.IGNORECASE)
_LISTED: Final = re.compile(rf"(?<!\w)(?:{_KIND})\s*[,/]\s*$", re.IGNORECASE)
_BODIES: Final = (("khuyen", "hoc"), ("hkh",), ("kh",), ("don", "vi"), ("ubnd",), ("nhan", "dan"))
_ABOVE: Final = frozenset({"huyện", "quận", "thành phố", "thị xã", "tỉnh"})
_RAISED: Final = {"xã": ("thị trấn", "phường"), "thị trấn": ("phường",)}
"""What a kind of unit may have been raised to."""
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-ZĐ])")
_LONGEST_UNKNOWN: Final = 5
_DATED: Final = re.compile(r"(?<!\w)ngay\b.*\bthang(?!\w)")


class Named(Struct, frozen=True):
    """A name found in a text, with the units it may be (of the kind that stands before it, where one does).

    `strong`: a kind or an association stands before it, or it is all that the text says. `mixed`: without a kind it
    may be a unit of one level or of another ("Thanh Miện": the town, or the district). `with_kind`: one stands before it.
    """

    text: str
    units: tuple[UnitName, ...]
    strong: bool = True
    mixed: bool = False
    with_kind: bool = False


class Names:
    """The finder for one map. Remembers what it has seen."""

    def __init__(self, index: UnitIndex) -> None:
        self.index = index
        self._together: dict[str, list[UnitName]] = {}
        for name, units in index.names.items():
            if " " in name:
                self._together.setdefault(name.replace(" ", ""), []).extend(units)
        self._seen: dict[str, tuple[Named, ...]] = {}
        self._begin = {name.partition(" ")[0] for name in index.names}
        self._kinds = {
            level: {u.kind for u in index.units if u.level == level} for level in {u.level for u in index.units}
        }

    def find(self, text: str) -> tuple[Named, ...]:
        """The names in `text`, from left to right; the longest where two begin at one word. None in "…, ngày …"."""
        found = self._seen.get(text)
        if found is None:
            parts = [] if _DATED.search(fold(text)) else _parts(text)
            named = (n for part in parts for n in self._in_part(part))
            personal = is_of_people(text)
            found = self._seen[text] = tuple(n for n in named if n.with_kind or not personal)
        return found

    def foreign(self, text: str, level: str) -> Iterator[str]:
        """Districts and provinces in `text` that are called so in so many words and are not on the map."""
        for part in _parts(text):
            kind, name = split_kind(part)
            if kind in _ABOVE and _may_be_name(name) and not self._is_above(part, level):
                yield f"{kind} {name}"

    def _is_above(self, part: str, level: str) -> bool:
        near = (m.unit for m in self.index.match(part))
        return any(u.level != level for u in (*near, *(u for n in self.find(part) for u in n.units)))

    def unknown(self, text: str, level: str) -> Iterator[Named]:
        """What is called a unit of `level` in so many words and is none: misspelt, of another kind, or not there at all.

        `units` are those it may be meant to be.
        """
        kinds = self._kinds.get(level, set())
        for part in _parts(text):
            kind, name = split_kind(part)
            if kind in kinds and _may_be_name(name) and not best(self.index.match(part, level)):
                yield Named(f"{kind} {name}", tuple(m.unit for m in self.index.match(part, level)))

    def _in_part(self, part: str) -> Iterator[Named]:
        words = [w.rstrip(".") for w in _WORD.findall(_CAMEL.sub(" ", part))]
        plain = [fold(w) for w in words]
        at = 0
        while at < len(words):
            length = self._length(plain, at)
            if length and (named := self._named(words, plain, at, length)).units:
                yield named
            elif not length and (glued := self._glued(plain[at])):
                yield glued
            # No name begins within a kind: "thị trấn Phú Thái" is not "Trần Phú".
            at += length or (2 if tuple(plain[at : at + 2]) in _KINDS else 1)

    def _glued(self, word: str) -> Named | None:
        """A name written as one word in the name of a file ("thanhtung")."""
        units = self._together.get(word, ())
        return Named(word, tuple(units), strong=False) if units else None

    def _length(self, plain: list[str], at: int) -> int:
        """Of how many words the longest name is that begins at a word, 0 where none does."""
        if plain[at] not in self._begin:
            return 0
        most = min(self.index.longest, len(plain) - at)
        return next((n for n in range(most, 0, -1) if " ".join(plain[at : at + n]) in self.index.names), 0)

    def _named(self, words: list[str], plain: list[str], at: int, length: int) -> Named:
        kind, before = _kind_before(plain, at)
        name = " ".join(words[at : at + length])
        units = tuple(u for u in best(self.index.match(name)) if not kind or u.kind == kind)
        alone = before == 0 and len(words) == at + length
        mixed = not kind and len({u.level for u in units}) > 1
        strong = bool(kind) or alone or _after_body(plain, before)
        return Named(f"{kind} {name}" if kind else name, units, strong, mixed, bool(kind))


def _parts(text: str) -> list[str]:
    """A text where it breaks; "Xã: A  Huyện: B" names them as "xã A", "huyện B" do, and "Xã, phường: A" leaves open which."""
    text = normalise(text)

    def joined(found: re.Match[str]) -> str:
        return found[0] if _LISTED.search(text, 0, found.start()) else f", {found[1]} "

    return _BREAK.split(_LABELLED.sub(joined, text) if ":" in text else text)


def _kind_before(plain: list[str], at: int) -> tuple[str, int]:
    """The kind that stands before a name, and where it begins."""
    for length in (2, 1):
        if at >= length and (kind := _KINDS.get(tuple(plain[at - length : at]))):
            return kind, at - length
    return "", at


def _after_body(plain: list[str], at: int) -> bool:
    return any(tuple(plain[max(0, at - len(body)) : at]) == body for body in _BODIES)


def _may_be_name(name: str) -> bool:
    words = name.split()
    return len(words) <= _LONGEST_UNKNOWN and all(w[0].isupper() and not any(map(str.isdigit, w)) for w in words)


def raised_since(text: str, near: Iterable[UnitName], districts: set[str], index: UnitIndex) -> UnitName | None:
    """The one unit of a district that is meant by the kind it had before it was raised: "xã" for what is a phường now."""
    kind, name = split_kind(text)
    raised = [u for u in near if u.kind in _RAISED.get(kind or "", ()) and fold(u.name) == fold(name)]
    own = [u for u in raised if any(a.code in districts for a in index.ancestors(u))]
    return own[0] if len(own) == 1 else None


@lru_cache(maxsize=16)
def names_of(index: UnitIndex) -> Names:
    """One finder a map in each process."""
    return Names(index)
