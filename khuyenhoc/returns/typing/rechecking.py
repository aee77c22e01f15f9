"""The checks over returns whose figures, or what these are compared with, have changed: what they find now, with the reasons that
were written already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.models import Finding, Return
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.values import Cells, Mark, UnitContext

T = TypeVar("T")
Key = tuple[str, int | None, int]
"""A check, the row of its indicator, and which of its marks there."""


def recheck(return_: Return, form: FormSpec, cells: Cells, context: UnitContext, ids: dict[str, int]) -> None:
    """Finds anew; a warning that is still there keeps its row and its reason. Five statements at most."""
    marks = check(form, cells, context)
    store([found_anew(return_, marks, list(Finding.objects.filter(return_of=return_)), ids)])
    if count(return_, marks):
        return_.save(update_fields=["errors", "warnings"])


class Anew(Struct, frozen=True):
    """What becomes of findings: rows that go, those that say something else, new ones."""

    gone: list[int]
    changed: list[Finding]
    new: list[Finding]


def found_anew(return_: Return, marks: Sequence[Mark], standing: Sequence[Finding], ids: dict[str, int]) -> Anew:
    """What becomes of the findings that stand on a return where these marks are found. No statement."""
    found = _keyed([(m.code, ids[m.indicator] if m.indicator else None, m) for m in marks])
    known = _keyed([(f.code, f.indicator_id, f) for f in standing])
    return Anew(
        [f.pk for key, f in known.items() if key not in found],
        [_renewed(f, found[key]) for key, f in known.items() if key in found and _differs(f, found[key])],
        [_made(return_, key, mark) for key, mark in found.items() if key not in known],
    )


def store(all_: Sequence[Anew]) -> None:
    """Three statements at most, however many returns."""
    if gone := [pk for one in all_ for pk in one.gone]:
        Finding.objects.filter(pk__in=gone).delete()
    Finding.objects.bulk_update(
        [f for one in all_ for f in one.changed], ["level", "message", "at", "reason", "reason_by"]
    )
    Finding.objects.bulk_create(f for one in all_ for f in one.new)


def _keyed(rows: list[tuple[str, int | None, T]]) -> dict[Key, T]:
    found: dict[Key, T] = {}
    for code, indicator, row in rows:
        n = sum(key[:2] == (code, indicator) for key in found)
        found[code, indicator, n] = row
    return found


def _differs(finding: Finding, mark: Mark) -> bool:
    return (finding.level, finding.message, finding.at) != (mark.level, mark.message, mark.at)


def _renewed(finding: Finding, mark: Mark) -> Finding:
    finding.level, finding.message, finding.at = mark.level, mark.message, mark.at
    if mark.level == "E":
        # An error is mended, not answered.
        finding.reason, finding.reason_by = "", None
    return finding


def _made(return_: Return, key: Key, mark: Mark) -> Finding:
    return Finding(
        return_of=return_, code=mark.code, level=mark.level, indicator_id=key[1], at=mark.at, message=mark.message
    )


def count(return_: Return, found: Sequence[Mark | Finding]) -> bool:
    """The return says how many errors and warnings were found; whether that is news. It is not stored."""
    before = return_.errors, return_.warnings
    return_.errors, return_.warnings = (sum(m.level == level for m in found) for level in "EW")
    return before != (return_.errors, return_.warnings)
