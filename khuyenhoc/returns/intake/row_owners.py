"""Whose the rows of a table of units are: of the district that the table is about, or that a row above names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from khuyenhoc.returns.intake.drafts import Draft
from khuyenhoc.returns.intake.names import names_of
from khuyenhoc.returns.intake.owner import Owner, asked_between, common_district, find_row_owner
from khuyenhoc.units.matching import UnitIndex, best

V = TypeVar("V")


def row_owners(
    rows: Sequence[tuple[Draft, list[str], V]], file: PurePosixPath, level: str, index: UnitIndex
) -> Iterator[tuple[Draft, Owner, V]]:
    """Each row with its unit. A row that names a unit of another level ("Huyện Thanh Miện") heads those below it."""
    district: str | None = None
    table: object = None
    for draft, above, rest in rows:
        if draft.table is not table:
            table = draft.table
            texts = [d.unit for d, *_ in rows if d.table is table]
            district = _district([*above, draft.table.grid.sheet.name], file, texts, level, index)
        heads = best(index.match(draft.unit)) if draft.unit and not draft.unit_code else []
        if heads and all(u.level != level for u in heads):
            district = heads[0].code if len(heads) == 1 else None
            continue
        yield draft, _owner(draft, district, level, index), rest


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
