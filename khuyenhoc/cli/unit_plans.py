"""Plans and histories of units as JSON, and as lines to be read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from khuyenhoc.units.history import Life
from khuyenhoc.units.models import Reorganisation, UnitVersion
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising.plan import Note, Plan
from khuyenhoc.units.spec import UnitName, read_levels
from khuyenhoc.units.succession import Link, Successions
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised

Json = dict[str, Any]


def plan_json(row: Reorganisation | None, plan: Plan) -> Json:
    """The preview: counts by level before and after, all that begins, ends and changes, and what has to be seen to."""
    return {
        "plan": row.pk if row else None,
        "state": row.state if row else None,
        "on": plan.before.on.isoformat(),
        "decision": (row.decision or None) if row else None,
        "can_be_applied": plan.can_be_applied,
        "before": dict(Counter(u.level for u in plan.before.units.values())),
        "after": dict(Counter(u.level for u in plan.after.units.values())),
        "begins": [
            {**_unit(u), "from": [{"unit": s.code, "whole": s.whole} for s in plan.sources(u.code)]}
            for u in plan.begins
        ],
        "ends": [
            {**_unit(u), "to": [{"unit": s.code, "whole": w} for s, w in plan.successors(u.code)]} for u in plan.ends
        ],
        "changed": [{"unit": new.code, "before": _unit(old), "after": _unit(new)} for old, new in plan.changed],
        "unnamed": [_unit(u) for u in plan.unnamed],
        "faults": [_note(n) for n in plan.faults],
        "questions": [_note(n) for n in plan.questions],
        "warnings": [_note(n) for n in plan.warnings],
    }


def _unit(unit: UnitName) -> Json:
    return {
        "unit": unit.code, "name": unit.full_name, "level": unit.level, "parent": unit.parent,
        "official_code": unit.official_code or None,
    }  # fmt: skip


def _note(note: Note) -> Json:
    return {"line": note.line, "message": note.message, "candidates": [_unit(u) for u in note.candidates]}


def print_plan(shown: Json, plan: Plan) -> None:
    """The preview as lines, what has to be seen to first."""
    before, after = plan.before.units, plan.after.units
    for heading, key in (("Phải sửa", "faults"), ("Phải trả lời", "questions"), ("Nên xem lại", "warnings")):
        for note in shown[key]:
            where = f"dòng {note['line']}: " if note["line"] else ""
            print(f"{heading}: {where}{note['message']}")
            for unit in note["candidates"]:
                print(f"    {unit['unit']}  {unit['name']}")
    for unit in shown["ends"]:
        to = ", ".join(f"{after[s['unit']].full_name}{'' if s['whole'] else ' (một phần)'}" for s in unit["to"])
        print(f"Kết thúc: {unit['name']} ({unit['unit']}) → {to or 'không có đơn vị kế tiếp'}")
    for unit in shown["begins"]:
        print(f"Bắt đầu: {unit['name']} ({unit['unit']}), {_of(after, unit)}")
    for pair in shown["changed"]:
        old, new = pair["before"], pair["after"]
        print(f"Thay đổi: {old['name']} ({new['unit']}), {_of(before, old)} → {new['name']}, {_of(after, new)}")
    print(f"Trước: {counts(shown['before'])}.")
    print(f"Sau: {counts(shown['after'])}.")
    if shown["plan"] and shown["can_be_applied"]:
        print(f"Phương án số {shown['plan']}, chưa áp dụng. Áp dụng: khuyenhoc units apply {shown['plan']}")
    elif shown["plan"]:
        print(f"Phương án số {shown['plan']} chưa áp dụng được: sửa bảng rồi lập lại.")


def _of(units: Mapping[str, UnitName], unit: Json) -> str:
    return f"thuộc {units[unit['parent']].full_name}" if unit["parent"] else "không có cấp trên"


def counts(units: Mapping[str, int]) -> str:
    """How many units there are of each level: "Tỉnh, thành phố: 34; Xã, phường, thị trấn: 3.321"."""
    levels = [(level.label, units[level.code]) for level in read_levels().levels if level.code in units]
    return "; ".join(f"{label}: {format_count(number)}" for label, number in levels)


def history_json(known: Sequence[UnitVersion], graph: Successions, names: Mapping[str, Life], map_: UnitMap) -> Json:
    """A unit over all dates: its names, where it comes from, where it has gone, and the units of `map_` that it leads to.

    `names`: what every identity is or was called last.
    """
    code = known[0].unit.code
    return {
        "unit": code,
        "names": [_version(version) for version in known],
        "predecessors": [_link(link, names[link.predecessor or ""]) for link in graph.predecessors(code)],
        "successors": [_link(link, names[link.successor or ""]) for link in graph.successors(code)],
        "all_predecessors": graph.all_predecessors(code),
        "all_successors": graph.all_successors(code),
        "today": [_unit(map_.units[found]) for found in graph.leads_to(code, map_.units)],
    }


def _version(version: UnitVersion) -> Json:
    return {
        "name": version.full_name, "level": version.level, "parent": version.parent.code if version.parent else None,
        "official_code": version.official_code or None, "seat": version.seat or None, "status": version.status,
        "from": version.valid_from.isoformat(), "to": version.valid_to.isoformat() if version.valid_to else None,
        "ended_as": version.ended_as or None, "began_by": _plan(version.began_by), "ended_by": _plan(version.ended_by),
    }  # fmt: skip


def _plan(row: Reorganisation | None) -> Json | None:
    return {"plan": row.pk, "on": row.on.isoformat(), "decision": row.decision or None} if row else None


def _link(link: Link, other: Life) -> Json:
    return {
        "unit": other.code, "name": other.full_name, "on": link.on.isoformat(), "kind": link.kind, "whole": link.whole,
    }  # fmt: skip


def print_history(shown: Json, names: Mapping[str, Life]) -> None:
    """The life of a unit as lines."""
    for version in shown["names"]:
        plan = version["ended_by"]
        why = f", theo {plan['decision'] or 'quyết định chưa ghi số'} (phương án số {plan['plan']})" if plan else ""
        until = f"đến trước {_date(version['to'])}{why}" if version["to"] else "đến nay"
        print(f"{capitalised(version['name'])}, {_below(version, names)}: từ {_date(version['from'])} {until}")
    for word, key in (("Lập từ", "predecessors"), ("Nhập vào", "successors")):
        for link in shown[key]:
            part = "" if link["whole"] else ", một phần"
            print(f"{word} {link['name']} ({link['unit']}){part}, {_date(link['on'])}")
    print("Nay là: " + (", ".join(f"{u['name']} ({u['unit']})" for u in shown["today"]) or "không có đơn vị kế tiếp"))


def _below(unit: Json, names: Mapping[str, Life]) -> str:
    above = names.get(unit["parent"] or "")
    return f"thuộc {above.full_name}" if above else "không có cấp trên"


def _date(text: str) -> str:
    return sentence_date(dt.date.fromisoformat(text))
