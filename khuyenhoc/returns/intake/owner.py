"""Whose return it is: by its cells, its sheet's name, its file's name and its folders. Never a guess between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.names import Named, Names, raised_since
from khuyenhoc.returns.intake.senders import is_from_below, names_nobody, speaks_of_bodies, stem_of
from khuyenhoc.sheets.sentences import said
from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.units.spec import UnitName

_FILE: Final = 2
"""Where the file's name stands among the sources."""
OFFICIAL_CODE: Final = "#"
"""Stands before an official code where one is handed over among the texts."""


class Owner(Struct, frozen=True):
    """`unit`: the official code, None where it must be asked; then `sentence` asks and `candidates` are official codes.

    `mixed`: the name may as well be that of a unit of another level ("Thanh Miện": the town, or the district).
    """

    unit: str | None
    sentence: str = ""
    candidates: tuple[str, ...] = ()
    mixed: bool = False


class Evidence(Struct, frozen=True):
    """What one source says: the names in it, what is called a unit and is none, official codes that stand in it."""

    names: tuple[Named, ...]
    unknown: tuple[Named, ...] = ()
    codes: tuple[str, ...] = ()

    def of_level(self, level: str, *, weak: bool) -> list[Named]:
        """The names that may be units of `level`, with those units only."""
        kept = [n for n in self.names if n.strong or weak]
        own = [(n, tuple(u for u in n.units if u.level == level)) for n in kept]
        return [replace(n, units=units) for n, units in own if units]

    def above(self, level: str) -> set[str]:
        """Official codes of units of other levels that are named for certain: the district of the return."""
        units = (n.units[0] for n in self.names if n.strong and len(n.units) == 1)
        return {u.code for u in units if u.level != level}

    def hints(self, level: str) -> set[str]:
        """Those, and the district that "Hồng Phong - Thanh Miện" means where "Thanh Miện" may be its town as well."""
        others = [[u.code for u in n.units if u.level != level] for n in self.names if n.mixed]
        return self.above(level) | {codes[0] for codes in others if len(codes) == 1}


def find_owner(cells: Iterable[str], sheet: str, file: str, folders: Sequence[str], level: str, names: Names) -> Owner:
    """The unit of `level` that a return belongs to. `folders`: the file's folders, the nearest last.

    The cells decide first, then the sheet's name, the file's, the folder's. Districts named anywhere tell units of one
    name apart. What the cells say and what the file's name says must not contradict each other.
    """
    cells, stem = list(cells), stem_of(file)
    inside = _evidence(cells, names, level)
    # The sheet of a text file is called as the file is, and says no more than that.
    by_sheet = _evidence([] if sheet in (stem, file) else [sheet], names, level)
    by_folders = (_evidence([folder], names, level) for folder in reversed(folders))
    sources = [inside, by_sheet, _of_file(stem, names, level), *by_folders]
    if below := _from_below(*cells, sheet, stem):
        near = tuple(u.code for n in inside.of_level(level, weak=False) for u in n.units)
        return Owner(None, said(sentences.FROM_BELOW, name=below), near)
    if code := next((c for c in inside.codes if names.index.by_code[c].level == level), ""):
        return _agreed(Owner(code), sources[1:], level, names.index)
    hints = [e.hints(level) for e in sources]
    found = [(at, e.of_level(level, weak=at > 0)) for at, e in enumerate(sources)]
    owners = [
        _decided(named, [hints[at], *hints], sources[at].above(level), names.index) for at, named in found if named
    ]
    if inside.unknown and all(n.mixed for n in inside.of_level(level, weak=False)):
        unknown = inside.unknown[0]
        meant = (u for d in hints if (u := raised_since(unknown.text, unknown.units, d, names.index)))
        if (raised := next(meant, None)) is not None:
            return _agreed(Owner(raised.code), sources[1:], level, names.index)
        return _asked_about(unknown, owners, names.index)
    if not owners:
        return Owner(None, sentences.NO_UNIT)
    if strange := next((f for text in cells for f in names.foreign(text, level)), ""):
        return Owner(None, said(sentences.UNKNOWN_UNIT, name=strange), tuple(o.unit for o in owners if o.unit))
    by_file = owners[0].unit if [at for at, named in found if named] == [_FILE] else None
    if by_file and not _is_borne_out(by_file, stem, found[_FILE][1], hints, names.index):
        unit = shown_units([names.index.by_code[by_file]], names.index)
        return Owner(None, said(sentences.NAMED_BY_FILE, name=stem, units=unit), (by_file,))
    return _agreed(_narrowed(owners), sources[1:], level, names.index)


def signed_owner(
    unit: str, cells: Iterable[str], sheet: str, file: str, folders: Sequence[str], level: str, names: Names
) -> Owner:
    """The unit of a true signature, where nothing that can be seen names another one; else the question."""
    cells = list(cells)
    if below := _from_below(*cells, sheet, stem_of(file)):
        return Owner(None, said(sentences.FROM_BELOW, name=below), (unit,))
    if strange := next((f for text in cells for f in names.foreign(text, level)), ""):
        return Owner(None, said(sentences.UNKNOWN_UNIT, name=strange), (unit,))
    inside, index = _evidence(cells, names, level), names.index
    sources = [inside, *(_evidence([text], names, level) for text in (sheet, stem_of(file), *folders))]
    named = [n for e in sources for n in e.of_level(level, weak=False) if not n.mixed]
    others = [Named(code, (index.by_code[code],)) for code in inside.codes if index.by_code[code].level == level]
    for other in (*others, *named, *inside.unknown):
        codes = tuple(u.code for u in other.units)
        if unit not in codes:
            shown = shown_units([index.by_code[unit]], index)
            return Owner(None, said(sentences.SIGNED_FOR_OTHER, unit=shown, name=other.text), (unit, *codes))
    if strange := next(
        (d for d in inside.above(level) if _is_strange(index.by_code[unit], index.by_code[d], index)), ""
    ):
        shown, name = index.by_code[strange].full_name, index.by_code[unit].full_name
        return Owner(None, said(sentences.NOT_IN_DISTRICT, district=shown, name=name), (unit,))
    return Owner(unit)


def asked_between(
    name: str, units: Sequence[UnitName], index: UnitIndex, sentence: str = sentences.SEVERAL_UNITS
) -> Owner:
    """The question which of `units` is meant by `name`."""
    return Owner(None, said(sentence, name=name, units=shown_units(units, index)), tuple(u.code for u in units))


def _from_below(*texts: str) -> str:
    """The first text that says that a chapter, a village or a school sends the file; "" where none does."""
    return next((text for text in texts if is_from_below(text)), "")


def shown_units(units: Sequence[UnitName], index: UnitIndex) -> str:
    """ "xã Hồng Phong (huyện Nam Sách) hoặc xã Hồng Phong (huyện Ninh Giang)"."""
    return sentences.OR.join(_with_district(u, index) for u in units)


def _with_district(unit: UnitName, index: UnitIndex) -> str:
    above = next(index.ancestors(unit), None)
    return said(sentences.UNIT_OF, unit=unit.full_name, district=above.full_name) if above else unit.full_name


def _evidence(texts: Iterable[str], names: Names, level: str) -> Evidence:
    found: list[Named] = []
    unknown: list[Named] = []
    codes: list[str] = []
    for text in texts:
        if (code := text.removeprefix(OFFICIAL_CODE)) != text:
            codes += [code] if code in names.index.by_code else []
            continue
        here = names.find(text)
        found += here
        if not any(u.level == level for n in here if not n.mixed for u in n.units):
            unknown += names.unknown(text, level)
    return Evidence(tuple(found), tuple(unknown), tuple(codes))


def _of_file(stem: str, names: Names, level: str) -> Evidence:
    """What a file's name says: a bare name in one of a person, a chapter or a school is no unit's."""
    found = _evidence([stem], names, level)
    return replace(found, names=tuple(n for n in found.names if n.with_kind)) if names_nobody(stem) else found


def _is_borne_out(unit: str, stem: str, named: list[Named], districts: list[set[str]], index: UnitIndex) -> bool:
    """Whether a unit that the file's name alone tells is more than a name: by its kind, an association, its district."""
    if any(n.with_kind for n in named) or speaks_of_bodies(stem):
        return True
    return any(_is_below(index.by_code[unit], d, index) for d in districts)


def _decided(named: list[Named], districts: list[set[str]], beside: set[str], index: UnitIndex) -> Owner:
    """One unit, told by the districts (those of its own source first); else the question, and what it is between.

    `beside`: the districts that are named for certain in its own source, which must not contradict it.
    """
    every = [{u.code for u in n.units} for n in named if not n.mixed] or [{u.code for u in n.units} for n in named]
    codes = set.intersection(*every) or set.union(*every)
    units = [index.by_code[c] for c in sorted(codes)]
    if len(units) > 1:
        kept = ([u for u in units if fits(u, d, index)] for d in districts for fits in (_is_below_all, _is_below))
        units = next((k for k in kept if len(k) == 1), units)
    if len(units) > 1 or all(n.mixed for n in named):
        return replace(asked_between(named[0].text, units, index), mixed=len(units) == 1)
    if strange := [d for d in beside if _is_strange(units[0], index.by_code[d], index)]:
        shown = index.by_code[strange[0]].full_name
        return Owner(None, said(sentences.NOT_IN_DISTRICT, district=shown, name=named[0].text), (units[0].code,))
    return Owner(units[0].code)


def among_others(owner: Owner, others: Iterable[Owner], index: UnitIndex) -> Owner:
    """A name that may be the town's or the district's is the town's among returns of other units of that district."""
    if not owner.mixed:
        return owner
    parents = {index.by_code[o.unit].parent for o in others if o.unit}
    unit = index.by_code[owner.candidates[0]]
    return Owner(unit.code) if parents == {unit.parent} else owner


def _is_below(unit: UnitName, districts: set[str], index: UnitIndex) -> bool:
    return any(a.code in districts for a in index.ancestors(unit))


def _is_below_all(unit: UnitName, above: set[str], index: UnitIndex) -> bool:
    return above <= {a.code for a in index.ancestors(unit)}


def _is_strange(unit: UnitName, district: UnitName, index: UnitIndex) -> bool:
    """Whether a district named beside a unit is not the unit's own."""
    own = next(index.ancestors(unit), None)
    return own is not None and own.level == district.level and own.code != district.code


def _narrowed(owners: list[Owner]) -> Owner:
    """What the first source leaves open, a later one may tell, if it is one of those that the first one may mean."""
    first = owners[0]
    if first.unit is None:
        return next((o for o in owners[1:] if o.unit in first.candidates), first)
    return first


def _agreed(owner: Owner, outside: Iterable[Evidence], level: str, index: UnitIndex) -> Owner:
    """Not certain where the sheet's or the file's name names for certain a unit that is another."""
    if owner.unit is None:
        return owner
    for evidence in outside:
        named = (n for n in evidence.of_level(level, weak=False) if not n.mixed)
        if other := next((n.units for n in named if owner.unit not in {u.code for u in n.units}), None):
            shown = shown_units([index.by_code[owner.unit]], index), shown_units(other, index)
            sentence = said(sentences.UNITS_DISAGREE, inside=shown[0], outside=shown[1])
            return Owner(None, sentence, (owner.unit, *(u.code for u in other)))
    return owner


def _asked_about(unknown: Named, owners: list[Owner], index: UnitIndex) -> Owner:
    """The cells name a unit that is not on the map: ask, with what is near and what the file's name says."""
    others = tuple(o.unit for o in owners if o.unit)
    if unknown.units:
        asked = asked_between(unknown.text, unknown.units, index, sentences.NEAR_UNIT)
        return Owner(None, asked.sentence, tuple(dict.fromkeys((*asked.candidates, *others))))
    return Owner(None, said(sentences.UNKNOWN_UNIT, name=unknown.text), others)
