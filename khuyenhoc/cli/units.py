"""`khuyenhoc units load|tree|history|plan|apply|undo|counter|apportion|check|facts`."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from khuyenhoc.cli.apportion import apportion, left_to_do, print_left_to_do
from khuyenhoc.cli.asking import day_or_none, map_day, numbered, office, read_file
from khuyenhoc.cli.earlier import load_table
from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.running import CouldNot, write_json
from khuyenhoc.cli.unit_lists import check, load


def execute(given: argparse.Namespace) -> int:
    """Loads units, shows them on a day or over all days, draws plans and applies them, or loads how many villages they have."""
    if given.action in {"history", "apply", "undo", "counter", "facts"} and not given.file:
        raise CouldNot(f"Lệnh “units {given.action}” còn thiếu một tham số. Xem: khuyenhoc units --help.")
    return _ACTIONS[given.action](given)


def _facts(given: argparse.Namespace) -> int:
    return load_table(given, "facts")


def _tree(given: argparse.Namespace) -> int:
    from khuyenhoc.audit import clock
    from khuyenhoc.units.history import successions
    from khuyenhoc.units.queries import unit_map

    map_ = unit_map(map_day(given) or clock.today())
    if not given.unit:
        return _whole_tree(given, map_)
    if given.unit not in map_.units:
        later = successions().leads_to(given.unit, map_.units)
        now = f" Nay là: {_names(map_.units[code] for code in later)}." if later else ""
        raise CouldNot(f"Ngày {map_.on:%d/%m/%Y} không có đơn vị mã {given.unit}.{now} Chọn ngày khác bằng --as-of.")
    if not write_json(given.json, _branch(map_, given.unit)):
        _print_branch(map_, given.unit, 0)
    return DONE


def _whole_tree(given: argparse.Namespace, map_: Any) -> int:
    tops = map_.children.get(None, ())
    if not tops:
        raise CouldNot(f"Chưa có bản đồ đơn vị của ngày {map_.on:%d/%m/%Y}. Chọn ngày khác bằng --as-of.")
    if not write_json(given.json, {"on": map_.on.isoformat(), "units": [_branch(map_, top) for top in tops]}):
        for top in tops:
            _print_branch(map_, top, 0)
    return DONE


def _branch(map_: Any, code: str) -> dict[str, Any]:
    unit = map_.units[code]
    below = [_branch(map_, child) for child in map_.children.get(code, ())]
    return {"unit": code, "name": unit.full_name, "level": unit.level, "units": below}


def _print_branch(map_: Any, code: str, depth: int) -> None:
    print(f"{'  ' * depth}{map_.name(code)} ({code})")
    for child in map_.children.get(code, ()):
        _print_branch(map_, child, depth + 1)


def _history(given: argparse.Namespace) -> int:
    from khuyenhoc.audit import clock
    from khuyenhoc.cli.unit_plans import history_json, print_history
    from khuyenhoc.units.history import lives, search, successions, versions
    from khuyenhoc.units.queries import unit_map

    map_ = unit_map(clock.today())
    known = versions(given.file)
    if not known:
        codes = {found.code: found for found in search(given.file, map_)}
        if len(codes) != 1:
            which = "; ".join(f"{f.full_name} ({f.code})" for f in codes.values())
            raise CouldNot(f"“{given.file}” là đơn vị nào? Ghi mã. {which or 'Không tìm thấy tên nào như vậy'}.")
        known = versions(next(iter(codes)))
    names = lives()
    shown = history_json(known, successions(), names, map_)
    if not write_json(given.json, shown):
        print_history(shown, names)
    return DONE


def _plan(given: argparse.Namespace) -> int:
    from khuyenhoc.returns.reorganising import keep_draft
    from khuyenhoc.units.planning import look_at

    if (on := day_or_none(given.date)) is None:
        raise CouldNot("Thêm --date và ngày sắp xếp có hiệu lực, ví dụ --date 2025-07-01.")
    (rows, source), row = _sheet(given, on), None
    if given.dry_run:
        plan = look_at(rows=rows, on=on, decision=given.decision)
    else:
        row, plan = keep_draft(
            by=office(given.by), rows=rows, on=on, source=given.source or source, decision=given.decision,
            decided_on=day_or_none(given.decided), signer=given.signer,
        )  # fmt: skip
    return _shown(given, row, plan)


def _shown(given: argparse.Namespace, row: Any, plan: Any) -> int:
    """The preview of a plan, with what becomes of all that stands at units that end."""
    from khuyenhoc.cli.plan_handing import handing_json, handing_of, print_handing
    from khuyenhoc.cli.unit_plans import plan_json, print_plan

    shown, found = plan_json(row, plan) | left_to_do(plan), handing_of(row, plan)
    if not write_json(given.json, {**shown, "handing": handing_json(found)}):
        print_handing(found)
        print_plan(shown, plan)
        print_left_to_do(shown)
    return DONE if plan.can_be_applied else FINDINGS


def _sheet(given: argparse.Namespace, on: dt.date) -> tuple[Any, str]:
    """The rows that a plan is drawn from, and their source: a file's, or those that we hold of a province for that day."""
    from khuyenhoc.returns.reorganising import sheet_rows
    from khuyenhoc.units.own_sheets import own_sheets

    if given.file:
        path = Path(given.file)
        return sheet_rows(read_file(path)), path.name
    if not given.unit:
        raise CouldNot("Ghi tên tệp của bảng sắp xếp, hoặc --unit và mã đơn vị để dùng bảng có sẵn.")
    held = own_sheets(given.unit, on.year)
    if found := next((sheet for sheet in held if sheet.on == on), None):
        return found.rows, found.source
    days = ", ".join(f"{sheet.on:%d/%m/%Y}" for sheet in held) or "không có ngày nào"
    raise CouldNot(f"Không có sẵn bảng sắp xếp của đơn vị mã {given.unit} cho ngày ấy. Các ngày có sẵn: {days}.")


def _apply(given: argparse.Namespace) -> int:
    from khuyenhoc.cli.unit_plans import plan_json
    from khuyenhoc.returns.reorganising import apply

    row = _kept(given.file)
    plan = apply(by=office(given.by), plan=row)
    row.refresh_from_db()
    if not write_json(given.json, plan_json(row, plan)):
        print(f"Đã áp dụng phương án số {row.pk}: {len(plan.begins)} đơn vị bắt đầu, {len(plan.ends)} đơn vị kết thúc.")
    return DONE


def _undo(given: argparse.Namespace) -> int:
    from khuyenhoc.returns.reorganising import undo

    row = undo(by=office(given.by), plan=_kept(given.file))
    if not write_json(given.json, {"plan": row.pk, "on": row.on.isoformat(), "state": row.state}):
        print(f"Đã hoàn tác phương án số {row.pk}. Bản đồ đơn vị như trước khi áp dụng.")
    return DONE


def _counter(given: argparse.Namespace) -> int:
    from khuyenhoc.returns.deciding import counter

    if (on := day_or_none(given.date)) is None:
        raise CouldNot("Thêm --date và ngày mà các đơn vị trở lại như trước, ví dụ --date 2027-01-01.")
    row, plan = counter(by=office(given.by), plan=_kept(given.file), on=on)
    return _shown(given, row, plan)


def _kept(number: str) -> Any:
    from khuyenhoc.units.models import Reorganisation

    found = numbered(Reorganisation.objects, number)
    if found is None:
        raise CouldNot(f"Không có phương án số “{number}”. Số của phương án được in ra khi lập (units plan).")
    return found


def _names(units: Any) -> str:
    return ", ".join(f"{unit.full_name} ({unit.code})" for unit in units)


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "load": load, "tree": _tree, "history": _history, "plan": _plan, "apply": _apply, "undo": _undo,
    "counter": _counter, "check": check,
    "facts": _facts, "apportion": apportion,
}  # fmt: skip
