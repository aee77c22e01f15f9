"""`khuyenhoc explain INDICATOR --unit CODE --period YEAR`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.explain_register import behind_of, in_register, print_register, register_as_json, said_by_register
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import write_json


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.books import books
    from khuyenhoc.rollups.queries import explain

    as_of = map_day(given)
    book = asked(lambda: books(given.period, as_of), given.unit, given.period)
    spec = book.form.by_code.get(given.indicator)
    if spec and spec.formula:
        return _unfolded(given, spec, as_of)
    found = asked(lambda: explain(given.indicator, given.unit, given.period, as_of), given.unit, given.period)
    told = _way(given, as_of)
    register = behind_of(found, book.form.by_code[given.indicator].counted_in)
    behind = {"register": register_as_json(register)} if register else {}
    if not write_json(given.json, _as_json(found) | behind | ({"way": told} if as_of else {})):
        print(*told, sep="\n", end="\n" if told else "")
        _print(found, 0)
        if register:
            print_register(register)
    return DONE


def _way(given: argparse.Namespace, as_of: Any) -> list[str]:
    """How the figures came about on another map."""
    from khuyenhoc.documents.wording import map_sentences
    from khuyenhoc.rollups.books import books
    from khuyenhoc.rollups.queries import on_another_map

    way = on_another_map(books(given.period, as_of), given.unit) if as_of else None
    return map_sentences(given.period, way) if way else []


def _unfolded(given: argparse.Namespace, spec: Any, as_of: Any) -> int:
    """A share: its formula, and each figure of it down to the cells."""
    from khuyenhoc.catalogue.formula import names_in
    from khuyenhoc.cli.figures import share_text
    from khuyenhoc.rollups.queries import explain, figures

    whole = asked(lambda: figures(given.unit, given.period, as_of), given.unit, given.period)
    text = share_text(spec, whole.share[spec.code])
    parts = {code: explain(code, given.unit, given.period, as_of) for code in names_in(spec.formula)}
    told = _way(given, as_of)
    found = {
        "unit": whole.unit.code, "name": whole.unit.name, "value": text, "unit_of_measure": spec.unit,
        "formula": spec.formula, "figures": {code: _as_json(node) for code, node in parts.items()},
    }  # fmt: skip
    if not write_json(given.json, found | ({"way": told} if as_of else {})):
        print(*told, sep="\n", end="\n" if told else "")
        said = f"{text} {spec.unit}" if text else "không tính được"
        print(f"{spec.label}, {whole.unit.name}: {said} = {spec.formula}")
        for code, node in parts.items():
            print(f"{code}:")
            _print(node, 1)
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
