"""`khuyenhoc explain INDICATOR --unit CODE --period YEAR`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import write_json


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.queries import explain

    as_of = map_day(given)
    found = asked(lambda: explain(given.indicator, given.unit, given.period, as_of), given.unit, given.period)
    if not write_json(given.json, _as_json(found)):
        _print(found, 0)
    return DONE


def _as_json(node: Any) -> dict[str, Any]:
    found = {"unit": node.unit.code, "name": node.unit.name, "value": node.value}
    if node.divided:
        found["divided"] = True
    if node.units:
        found["units"] = [_as_json(child) for child in node.units]
    if node.cells or not node.units:
        found["cells"] = [_cell(cell) for cell in node.cells]
    return found


def _cell(cell: Any) -> dict[str, Any]:
    return {
        "file": cell.file,
        "at": cell.at,
        "value": cell.value,
        "entered_by": cell.entered_by,
        "accepted_by": cell.accepted_by,
        "accepted_on": cell.accepted_on and cell.accepted_on.isoformat(),
    }


def _print(node: Any, depth: int) -> None:
    from khuyenhoc.vietnamese.numbers import format_count

    value = "–" if node.value is None else format_count(node.value)
    print(f"{'  ' * depth}{node.unit.name}: {value}{' (đã chia, chưa phân bổ)' if node.divided else ''}")
    for cell in node.cells:
        print(f"{'  ' * (depth + 1)}{cell.file} {cell.at} ({cell.entered_by}; chấp nhận: {cell.accepted_by})")
    for child in node.units:
        _print(child, depth + 1)
