"""A criteria set made from another one, and its parts exchanged one at a time. Pure: a set in, a set out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal, get_args

from msgspec import structs

from khuyenhoc.catalogue.criteria.spec import (
    CriteriaSetSpec,
    CriterionSpec,
    GroupSpec,
    ScoredIndicatorSpec,
    VetoSpec,
)

Kind = Literal["groups", "criteria", "indicators", "vetoes"]
Part = GroupSpec | CriterionSpec | ScoredIndicatorSpec | VetoSpec
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_LETTERS: Final[dict[Kind, str]] = {"groups": "N", "criteria": "TC", "indicators": "CS", "vetoes": "LT"}


def new_version(one: CriteriaSetSpec, year: int, taken: Collection[str]) -> CriteriaSetSpec:
    """The next version of a set, not yet in force: called by the year, by a number besides where a code is `taken` already."""
    stem = one.code.removesuffix(f"-{one.version}")
    versions = (f"{year}" if n == 1 else f"{year}-{n}" for n in range(1, len(taken) + 2))
    version = next(v for v in versions if f"{stem}-{v}" not in taken)
    return structs.replace(
        one,
        code=f"{stem}-{version}",
        version=version,
        valid_from=None,
        valid_to=None,
        dates_status="",
        based_on=one.code,
    )


def parts_of(one: CriteriaSetSpec, kind: Kind) -> tuple[Part, ...]:
    """The parts of a kind, in their order."""
    found: tuple[Part, ...] = getattr(one, kind)
    return found


def next_code(one: CriteriaSetSpec, kind: Kind) -> str:
    """A code that no part of the kind has: "CS11" after CS10."""
    taken = {part.code for part in parts_of(one, kind)}
    codes = (f"{_LETTERS[kind]}{n}" for n in range(1, len(taken) + 2))
    return next(code for code in codes if code not in taken)


def with_part(one: CriteriaSetSpec, kind: Kind, part: Part) -> CriteriaSetSpec:
    """The set with a part in the place of the one of its code, else at the end."""
    parts = parts_of(one, kind)
    known = any(p.code == part.code for p in parts)
    changed = tuple(part if p.code == part.code else p for p in parts) if known else (*parts, part)
    return structs.replace(one, **{kind: changed})


def without_part(one: CriteriaSetSpec, kind: Kind, code: str) -> CriteriaSetSpec:
    """The set without a part, and without what refers to it: wordings for a group, the criterion of an indicator."""
    one = structs.replace(one, **{kind: tuple(p for p in parts_of(one, kind) if p.code != code)})
    if kind == "groups":
        kept = [structs.replace(i, wordings=tuple(w for w in i.wordings if w.group != code)) for i in one.indicators]
        return structs.replace(one, indicators=tuple(kept))
    if kind == "criteria":
        loose = [structs.replace(i, criterion="") if i.criterion == code else i for i in one.indicators]
        return structs.replace(one, indicators=tuple(loose))
    return one
