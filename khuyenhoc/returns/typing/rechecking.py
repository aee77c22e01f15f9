"""The checks over a return that is being typed: what they find now, with the reasons that were written already."""

from __future__ import annotations

from typing import TypeVar

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.models import Finding, Return
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.values import Cells, Mark, UnitContext

T = TypeVar("T")
Key = tuple[str, int | None, int]
"""A check, the row of its indicator, and which of its marks there."""


def recheck(return_: Return, form: FormSpec, cells: Cells, context: UnitContext, ids: dict[str, int]) -> None:
    """Finds anew; a warning that is still there keeps its row and its reason. Five statements at most."""
    marks = _keyed([(m.code, ids[m.indicator] if m.indicator else None, m) for m in check(form, cells, context)])
    standing = _keyed([(f.code, f.indicator_id, f) for f in Finding.objects.filter(return_of=return_)])
    changed = [_renewed(f, marks[key]) for key, f in standing.items() if key in marks and _differs(f, marks[key])]
    gone = [f.pk for key, f in standing.items() if key not in marks]
    new = [_made(return_, key, mark) for key, mark in marks.items() if key not in standing]
    if gone:
        Finding.objects.filter(pk__in=gone).delete()
    Finding.objects.bulk_update(changed, ["level", "message", "at", "reason", "reason_by"])
    Finding.objects.bulk_create(new)
    _count(return_, list(marks.values()))


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


def _count(return_: Return, marks: list[Mark]) -> None:
    errors, warnings = (sum(m.level == level for m in marks) for level in "EW")
    if (return_.errors, return_.warnings) != (errors, warnings):
        return_.errors, return_.warnings = errors, warnings
        return_.save(update_fields=["errors", "warnings"])
