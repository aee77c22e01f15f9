"""`khuyenhoc units apportion SHEET|UNIT|NUMBER`: figures of divided units, apportioned to their parts by a filled sheet."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import asked, day_or_none, numbered, office
from khuyenhoc.cli.main import COULD_NOT, DONE
from khuyenhoc.cli.running import CouldNot, write_json


def apportion(given: argparse.Namespace) -> int:
    """Takes one back, writes the sheet to fill in, says what waits, or loads a filled sheet, all of it or nothing."""
    if given.undo:
        return _take_back(given)
    if given.file and Path(given.file).is_file():
        return _load(given)
    return _show(given)


def _take_back(given: argparse.Namespace) -> int:
    from khuyenhoc.returns.apportioning.acts import take_back
    from khuyenhoc.returns.apportioning.models import Apportioning

    number = given.file or ""
    row = numbered(Apportioning.objects, number)
    if row is None:
        raise CouldNot(f"Không có lần phân bổ số “{number}”. Số được in ra khi phân bổ (units apportion).")
    take_back(by=office(given.by), apportioning=row)
    if not write_json(given.json, {"number": row.pk, "taken_back": True}):
        print(f"Đã hoàn tác lần phân bổ số {row.pk}. Số liệu trở lại như trước lần đó.")
    return DONE


def _load(given: argparse.Namespace) -> int:
    from khuyenhoc.returns.apportioning.loading import SheetFaults, load, look_at, told
    from khuyenhoc.returns.reorganising import sheet_rows

    collection = _collection(given)
    on, rows = _day(given, collection), sheet_rows(Path(given.file).read_bytes())
    faults: tuple[Any, ...] = ()
    made: list[Any] = []
    try:
        if given.dry_run:
            look_at(collection=collection, on=on, rows=rows)
        else:
            made = load(by=office(given.by), collection=collection, on=on, rows=rows, reason=given.reason)
    except SheetFaults as refused:
        faults = refused.faults
    shown = {
        "period": collection.period, "on": on.isoformat(), "apportioned": [_act(one) for one in made],
        "faults": [{"cell": fault.cell, "message": fault.message} for fault in faults],
    }  # fmt: skip
    if not write_json(given.json, shown):
        for fault in faults:
            print(fault, file=sys.stderr)
        print("Chưa phân bổ gì." if faults else "Bảng đúng, chưa lưu." if given.dry_run else told(made))
    return COULD_NOT if faults else DONE


def _act(made: Any) -> dict[str, Any]:
    figures: dict[str, dict[str, int]] = {}
    for share in made.shares.select_related("indicator", "part"):
        figures.setdefault(share.indicator.code, {})[share.part.code if share.part else ""] = share.value
    return {"number": made.pk, "unit": made.unit.code, "reason": made.reason, "figures": figures}


def _show(given: argparse.Namespace) -> int:
    """What waits, of one unit or of all that were divided on a day; with --out as a sheet to fill in."""
    from khuyenhoc.catalogue.queries import form_spec
    from khuyenhoc.desk.exports import Table, as_xlsx
    from khuyenhoc.returns.apportioning.queries import split_of, waiting
    from khuyenhoc.returns.apportioning.sheet import table

    collection = _collection(given)
    on = _day(given, collection)
    if given.file:
        split_of(given.file, on)
    form = form_spec(collection.form_id)
    found = waiting(collection, form, on, {given.file} if given.file else None)
    if given.out:
        header, rows = table(found, form)
        Path(given.out).write_bytes(as_xlsx(Table("phan-bo", header, rows)))
        print(f"Đã ghi bảng của {len(found)} đơn vị ra {given.out}. Điền xong thì nạp lại bằng cùng lệnh này.")
        return DONE
    if not write_json(given.json, {"period": collection.period, "on": on.isoformat(), "units": _waiting(found)}):
        for one in found:
            parts = ", ".join(f"{u.full_name} ({u.code})" for u in one.split.parts)
            stale = f", {len(one.stale)} không còn khớp" if one.stale else ""
            print(f"{one.split.name} ({one.split.unit.code}) → {parts}")
            print(f"  đã phân bổ {len(one.done)}/{len(one.indicators)} chỉ tiêu{stale}")
    return DONE


def left_to_do(plan: Any) -> dict[str, Any]:
    """What a drawn plan leaves to be apportioned and asked, and what balances it hands over, by the last period before it."""
    from khuyenhoc.returns.apportioning.queries import waiting_between
    from khuyenhoc.returns.balances.queries import due
    from khuyenhoc.units.history import links
    from khuyenhoc.units.succession import Successions

    graph = Successions([*links(), *chain.from_iterable(plan.links)])
    last, found = waiting_between(plan.before, plan.after, graph)
    handed = due(plan.before, plan.after, graph)
    return {
        "period": last.period if last else None,
        "apportion": [one | {"ask": [i.code for i in w.to_ask]} for one, w in zip(_waiting(found), found, strict=True)],
        "balances": [
            {"indicator": t.indicator, "from": t.giver, "to": t.taker, "amount": t.amount} for t in handed.transfers
        ],
        "balances_pending": [{"indicator": p.indicator, "from": p.giver, "amount": p.amount} for p in handed.pending],
    }


def print_left_to_do(shown: dict[str, Any]) -> None:
    """The same as lines."""
    from khuyenhoc.vietnamese.numbers import format_count

    for one in shown["apportion"]:
        parts = ", ".join(part["name"] for part in one["parts"])
        asks = f", trong đó phải hỏi {', '.join(one['ask'])}" if one["ask"] else ""
        print(f"Phải phân bổ: {one['name']} ({one['unit']}) → {parts}: {len(one['left'])} chỉ tiêu{asks}")
    for indicator in dict.fromkeys(t["indicator"] for t in shown["balances"]):
        amounts = [t["amount"] for t in shown["balances"] if t["indicator"] == indicator]
        print(
            f"Bàn giao số dư {indicator}: {len(amounts)} lần, {format_count(sum(amounts))} đồng; bên giao bằng bên nhận."
        )


def _waiting(found: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {
            "unit": one.split.unit.code, "name": one.split.unit.full_name,
            "parts": [{"unit": u.code, "name": u.full_name} for u in one.split.parts],
            "figures": {i.code: one.amounts[i.code] for i in one.indicators},
            "done": one.done, "stale": one.stale, "left": one.left,
        }
        for one in found
    ]  # fmt: skip


def _collection(given: argparse.Namespace) -> Any:
    from khuyenhoc.rollups.books import collection_of

    if not given.period:
        raise CouldNot("Thêm --period và kỳ của số liệu, ví dụ --period 2023.")
    return asked(lambda: collection_of(given.period), given.file or "", given.period)


def _day(given: argparse.Namespace, collection: Any) -> dt.date:
    """The day of the division: the one that is named, else the only one since the period."""
    from khuyenhoc.units.history import redrawn_on

    if day := day_or_none(given.date):
        return day
    days = sorted({day for day in redrawn_on() if day > collection.period_ends})
    if len(days) != 1:
        known = ", ".join(f"{day:%d/%m/%Y}" for day in days) or "chưa có ngày nào"
        raise CouldNot(f"Thêm --date và ngày chia đơn vị. Các ngày đã sắp xếp sau kỳ này: {known}.")
    return days[0]
