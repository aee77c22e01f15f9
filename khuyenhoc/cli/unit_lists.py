"""`khuyenhoc units load|check`: whole lists of units, and the proof over all maps."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import day_of, map_day, office, read_file
from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.running import CouldNot, write_json


def load(given: argparse.Namespace) -> int:
    """Loads a file, or the country: 0 as it is, 1 with remarks. Nothing is changed where a line has to be corrected."""
    from django.core.management import call_command
    from django.db import connection

    if bool(given.file) == given.country:
        raise CouldNot("Ghi một trong hai: tên tệp danh sách đơn vị, hoặc --country để nạp cả nước.")
    if "units_unit" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    judged, plan = _country(given) if given.country else (_listing(given), None)
    shown = {
        "added": len(judged.added), "standing": judged.standing, "dry_run": given.dry_run,
        "plan": {"on": plan.after.on.isoformat(), "begins": len(plan.begins), "ends": len(plan.ends)} if plan else None,
        "notes": [asdict(note) for note in judged.notes],
    }  # fmt: skip
    if not write_json(given.json, shown):
        _print(judged, plan, given.dry_run)
    return FINDINGS if judged.notes else DONE


def _country(given: argparse.Namespace) -> tuple[Any, Any]:
    from khuyenhoc.audit import clock
    from khuyenhoc.returns.reorganising import redraw
    from khuyenhoc.units.loading.country import load_country, look_at_country

    if given.dry_run:
        return look_at_country(province=given.unit or ""), None
    through = map_day(given) or clock.today()
    return load_country(by=_by(given), through=through, province=given.unit or "", say=_say, redraw=redraw)


def _listing(given: argparse.Namespace) -> Any:
    from khuyenhoc.returns.reorganising import sheet_rows
    from khuyenhoc.units.loading.acts import ListRefused, load, look_at
    from khuyenhoc.units.loading.listing import read_listing
    from khuyenhoc.units.redrawing import UNCHECKED

    path = Path(given.file)
    if not given.since:
        raise CouldNot("Thêm --since và ngày bản đồ này có hiệu lực, ví dụ --since 2025-01-01.")
    listed, since = read_listing(sheet_rows(read_file(path))), day_of(given.since)
    if given.dry_run:
        judged = look_at(listed=listed, since=since)
        if judged.faults:
            raise ListRefused(judged)
        return judged
    source = given.source or path.name
    return load(by=_by(given), listed=listed, since=since, source=source, status=UNCHECKED, say=_say)


def _by(given: argparse.Namespace) -> str:
    from khuyenhoc.returns.founding import FOUNDER

    return office(given.by).username if given.by else FOUNDER


def _say(text: str) -> None:
    """How far it has come stands apart from what comes out."""
    print(text, file=sys.stderr, flush=True)


def _print(judged: Any, plan: Any, dry_run: bool) -> None:
    from khuyenhoc.vietnamese.dates import sentence_date
    from khuyenhoc.vietnamese.numbers import format_count

    added, standing = format_count(len(judged.added)), format_count(judged.standing)
    print(f"{'Sẽ nạp' if dry_run else 'Đã nạp'} {added} đơn vị; {standing} đơn vị đã có sẵn, giữ như sổ.")
    for note in judged.notes:
        print(f"Nên xem lại: {f'dòng {note.line}: ' if note.line else ''}{note.message}")
    if plan:
        begins, ends = format_count(len(plan.begins)), format_count(len(plan.ends))
        print(f"Bản đồ {sentence_date(plan.after.on)}: {begins} đơn vị bắt đầu, {ends} đơn vị kết thúc.")


def check(given: argparse.Namespace) -> int:
    """Proves over all maps of the books that no unit is lost and none doubled: 0 where that holds, else 1."""
    from khuyenhoc.units.history import founded, links, maps
    from khuyenhoc.units.proving import prove
    from khuyenhoc.units.spec import read_levels

    found = maps()
    if not found:
        raise CouldNot("Chưa có bản đồ đơn vị nào. Nạp trước: khuyenhoc units load --country.")
    proof = prove(found, links(), read_levels().levels, founded())
    shown = {
        "holds": proof.holds, "led": proof.led, "without_successor": proof.without, "faults": list(proof.faults),
        "maps": [{**asdict(step), "on": step.on.isoformat(), "faults": list(step.faults)} for step in proof.steps],
    }  # fmt: skip
    if not write_json(given.json, shown):
        _print_proof(proof)
    return DONE if proof.holds else FINDINGS


def _print_proof(proof: Any) -> None:
    from khuyenhoc.cli.unit_plans import counts
    from khuyenhoc.vietnamese.dates import sentence_date
    from khuyenhoc.vietnamese.numbers import format_count

    before = 0
    for step in proof.steps:
        units = sum(step.units.values())
        print(f"Bản đồ {sentence_date(step.on)}: {format_count(units)} đơn vị ({counts(step.units)}).")
        if before:
            names = ("giữ nguyên hoặc đổi tên", "nhập trọn vào đơn vị khác", "chia cho nhiều nơi")
            ways = zip((step.stay, step.whole, step.divided), names, strict=True)
            told = [f"{format_count(n)} {name}" for n, name in ways]
            if step.ended:
                told.append(
                    f"{format_count(sum(step.ended.values()))} kết thúc không có kế tiếp ({counts(step.ended)})"
                )
            print(
                f"  từ {format_count(before)} đơn vị trước đó: {'; '.join(told)}. {format_count(step.begin)} đơn vị mới."
            )
        before = units
    faults = [fault for step in proof.steps for fault in step.faults] + list(proof.faults)
    for fault in faults:
        print(f"Sai: {fault}")
    led, without = format_count(proof.led), format_count(proof.without)
    print(f"Đã kết thúc: {led} đơn vị dẫn được đến đơn vị hiện nay; {without} không có kế tiếp.")
    print(_verdict(faults))


def _verdict(faults: Sequence[str]) -> str:
    if faults:
        return f"Chưa đúng: {len(faults)} chỗ. Lập phương án sửa lại, hoặc hoàn tác phương án sai."
    return "Đúng: không đơn vị nào mất, không đơn vị nào tính hai lần, bản đồ ngày nào cũng là một cây."
