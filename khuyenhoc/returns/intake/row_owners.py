"""Whose the rows of a table of units are: of the district that the table is about, or that a row above names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final, TypeVar

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.drafts import Draft
from khuyenhoc.returns.intake.names import names_of, raised_since
from khuyenhoc.returns.intake.owner import Owner, asked_between
from khuyenhoc.returns.intake.senders import heads_below
from khuyenhoc.sheets.sentences import said
from khuyenhoc.units.matching import UnitIndex, best

V = TypeVar("V")
_NUMBERED: Final = re.compile(r"^(?:\d+\s*[.)]|[-–+•*])\s*")


def row_owners(
    rows: Sequence[tuple[Draft, list[str], V]], file: PurePosixPath, level: str, index: UnitIndex
) -> Iterator[tuple[Draft, Owner, V]]:
    """Each row with its unit. A row that names a unit of another level ("Huyện Thanh Miện") heads those below it."""
    district: str | None = None
    strange = ""
    table: object = None
    for draft, above, rest in rows:
        if draft.table is not table:
            table = draft.table
            texts = [d.unit for d, *_ in rows if d.table is table]
            district = _district([*above, draft.table.grid.sheet.name], file, texts, level, index)
            strange = _foreign(above, level, index)
        heads = best(index.match(draft.unit)) if draft.unit and not draft.unit_code else []
        if heads and all(u.level != level for u in heads):
            district, strange = heads[0].code if len(heads) == 1 else None, ""
            continue
        strange = strange or _foreign([draft.unit], level, index)
        owner = _owner(draft, district, level, index)
        if strange and owner.unit:
            owner = Owner(None, said(sentences.UNKNOWN_UNIT, name=strange), (owner.unit,))
        if _is_list_below(draft, owner, above, level, index):
            owner = Owner(None, said(sentences.LIST_BELOW, name=draft.unit))
        yield draft, owner, rest


def _foreign(texts: Iterable[str], level: str, index: UnitIndex) -> str:
    """A district or a province off the map that a text names: then the names below are not those of this map."""
    return next((name for text in texts for name in names_of(index).foreign(text, level)), "")


def _is_list_below(draft: Draft, owner: Owner, above: Sequence[str], level: str, index: UnitIndex) -> bool:
    """Whether the rows may be villages: by the header over their names, or below the letterhead of one other unit."""
    column = next((c for c in draft.table.columns if c.index == draft.unit_at[1]), None)
    if owner.unit is None:
        return False
    if column and any(heads_below(text) for text in column.path):
        return True
    named = (n for text in above for n in names_of(index).find(text) if n.with_kind)
    over = {frozenset(u.code for u in n.units if u.level == level) for n in named} - {frozenset()}
    return len(over) == 1 and owner.unit not in next(iter(over))


def find_row_owner(text: str, within: str | None, level: str, index: UnitIndex) -> Owner:
    """The unit that a row of a table of units names; `within`: the code of the district that the table is about."""
    text = _NUMBERED.sub("", text)
    matches = index.match(text, level, within)
    certain = best(matches)
    if len(certain) == 1:
        return Owner(certain[0].code)
    if certain:
        return asked_between(text, certain, index)
    near = [m.unit for m in matches]
    if unit := raised_since(text, near, {within or ""}, index):
        return Owner(unit.code)
    if near:
        return asked_between(text, near, index, sentences.NEAR_UNIT)
    return Owner(None, said(sentences.UNKNOWN_UNIT, name=text) if text else sentences.NO_UNIT)


def common_district(texts: Iterable[str], level: str, index: UnitIndex) -> str | None:
    """The district of which a table of units is: the one parent of all units that its rows name without doubt."""
    named = [units for text in texts if (units := best(index.match(text, level)))]
    parents = {units[0].parent for units in named if len(units) == 1}
    return parents.pop() if len(parents) == 1 else None


def _owner(draft: Draft, district: str | None, level: str, index: UnitIndex) -> Owner:
    """By the official code where the row has one and the name beside it does not name another unit."""
    named = find_row_owner(draft.unit, district, level, index)
    coded = index.by_code.get(draft.unit_code)
    if coded is None or coded.level != level:
        return named
    may_be = {m.unit.code for m in index.match(draft.unit, level)} if draft.unit else {coded.code}
    if coded.code in may_be:
        return Owner(coded.code)
    return asked_between(draft.unit, [coded, *(index.by_code[c] for c in sorted(may_be))], index)


def _district(
    texts: Iterable[str], file: PurePosixPath, rows: Iterable[str], level: str, index: UnitIndex
) -> str | None:
    """By the title and the sheet, the file's name, its folders; else the one district of all rows that are certain."""
    parents = {u.parent for u in index.units if u.level == level}
    names = names_of(index)
    for source in (texts, [file.stem], *([part] for part in reversed(file.parent.parts))):
        found = {
            unit.code
            for text in source
            for named in names.find(text)
            if named.strong
            for unit in named.units
            if unit.code in parents
        }
        if len(found) == 1:
            return found.pop()
    return common_district(rows, level, index)
