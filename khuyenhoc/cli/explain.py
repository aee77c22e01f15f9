"""`khuyenhoc explain INDICATOR --unit CODE --period YEAR`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.explain_register import behind_of, in_register, print_register, register_as_json, said_by_register
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import write_json


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.documents.wording import map_sentences
    from khuyenhoc.rollups.books import books
    from khuyenhoc.rollups.queries import explain, on_another_map

    as_of = map_day(given)
    found = asked(lambda: explain(given.indicator, given.unit, given.period, as_of), given.unit, given.period)
    book = books(given.period, as_of)
    way = on_another_map(book, given.unit) if as_of else None
    told = map_sentences(given.period, way) if way else []
    register = behind_of(found, book.form.by_code[given.indicator].counted_in)
    behind = {"register": register_as_json(register)} if register else {}
    if not write_json(given.json, _as_json(found) | behind | ({"way": told} if as_of else {})):
        print(*told, sep="\n", end="\n" if told else "")
        _print(found, 0)
        if register:
            print_register(register)
    return DONE


def _as_json(node: Any) -> dict[str, Any]:
    found = {"unit": node.unit.code, "name": node.unit.name, "value": node.value}
    if node.divided:
        found["kept" if node.kept else "divided"] = True
    if node.step:
        found["apportioned"] = _apportioned(node.step)
    if node.units:
        found["units"] = [_as_json(child) for child in node.units]
    if node.cells or not node.units:
        found["cells"] = [_cell(cell) for cell in node.cells]
    return found


def _apportioned(step: Any) -> dict[str, Any]:
    one = step.given
    return {
        "of": one.total,
        "divided_on": step.on.isoformat(),
        "number": one.number,
        "reason": one.reason,
        "by": one.by,
    }


def _cell(cell: Any) -> dict[str, Any]:
    return {
        "file": cell.file,
        "at": cell.at,
        "value": cell.value,
        "entered_by": cell.entered_by,
        "accepted_by": cell.accepted_by,
        "accepted_on": cell.accepted_on and cell.accepted_on.isoformat(),
        **({"register": in_register(cell.register)} if cell.register else {}),
    }


def _how(node: Any) -> str:
    """What a part of a divided unit is, and by what."""
    from khuyenhoc.vietnamese.numbers import format_count

    apart = " (đã chia, giữ ở đơn vị cũ)" if node.kept else " (đã chia, chưa phân bổ)" if node.divided else ""
    if node.step is None:
        return apart
    one = node.step.given
    return f" (phân bổ từ {format_count(one.total)} theo {one.reason}; người ghi: {one.by}){apart}"


def _print(node: Any, depth: int) -> None:
    from khuyenhoc.vietnamese.numbers import format_count

    value = "–" if node.value is None else format_count(node.value)
    print(f"{'  ' * depth}{node.unit.name}: {value}{_how(node)}")
    for cell in node.cells:
        who = f"{cell.entered_by}; chấp nhận: {cell.accepted_by}{said_by_register(cell)}"
        print(f"{'  ' * (depth + 1)}{cell.file} {cell.at} ({who})")
    for child in node.units:
        _print(child, depth + 1)
