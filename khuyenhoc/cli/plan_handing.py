"""What a plan says of people, of what is owed and of targets at units that end: as JSON, and as lines to be read."""

from __future__ import annotations

from typing import Any

from khuyenhoc.desk.handing_page import Handing, handing, owed_words
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised

Json = dict[str, Any]


def handing_json(found: Handing) -> Json:
    """Each role, obligation, collection and target with what becomes of it."""
    return {
        "roles": [
            {"user": one.role.user.username, "role": one.role.role, "unit": one.unit.code, "to": one.to or None,
             "person": one.person or None}
            for one in found.roles
        ],
        "owed": [
            {"collection": one.obligation.collection.code, "unit": one.unit.code, "owed": one.goes_on,
             "by": [unit.code for unit in one.by] if one.goes_on else []}
            for one in found.owed
        ],
        "collections": [
            {"collection": one.collection.code, "by": one.by.code if one.by else None} for one in found.collections
        ],
        "targets": [
            {"target": one.target.code, "unit": one.unit.code, "to": one.to.code if one.to else None} for one in found.targets
        ],
        "warnings": found.warnings,
    }  # fmt: skip


def print_handing(found: Handing) -> None:
    """The same as lines."""
    for warning in found.warnings:
        print(f"Nên xem lại: {warning}")
    for role, words in found.role_lines:
        holder = f"{role.role.user.get_full_name()}, {role.role.get_role_display()} ({role.unit.full_name})"
        print(f"Cán bộ: {holder}: {words}")
    for owed in found.owed:
        period = period_words(owed.obligation.collection.period)
        print(f"Phải nộp: {capitalised(owed.unit.full_name)}, {period}: {owed_words(owed)}")
    for one in found.collections:
        print(f"Đợt {one.collection.code}: {one.by.full_name if one.by else 'chưa có đơn vị nào'} thu tiếp")
    for aim in found.targets:
        print(f"Chỉ tiêu: {aim.title} ({aim.unit.full_name}): {aim.to.full_name if aim.to else 'đơn vị mới đặt lại'}")


def handing_of(row: Reorganisation | None, plan: Plan) -> Handing:
    """What a drawn plan would do, as it is answered where it is kept."""
    return handing(plan, row.answers if row else {})
