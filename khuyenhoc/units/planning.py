"""Plans that redraw the map: kept as drafts, applied in one go, undone as a whole. Rights are a matter of rooms above."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from msgspec.structs import astuple

from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.history import Life, lives
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.units.redrawing import later_plans, redraw, take_back, units_begun, units_gone, units_new, units_touched
from khuyenhoc.units.reorganising.drawing import draw
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import UnitName, read_levels
from khuyenhoc.vietnamese.dates import sentence_date

Standing = Callable[[Sequence[UnitName]], Sequence[str]]
"""From the units that a plan began or changed to sentences that say what stands on them already."""


class StandsOn(UnitsRefused):
    """A plan is not undone, because something stands on the new map: `reasons`, each a sentence that says what to do."""

    def __init__(self, reasons: Sequence[str]) -> None:
        head = _("Chưa hoàn tác được phương án này:")
        super().__init__("\n".join([head, *reasons]))
        self.reasons = tuple(reasons)


def look_at(*, rows: Sequence[Sequence[str]], on: dt.date, decision: str = "") -> Plan:
    """The plan of a sheet's rows on the map of today's books, nothing kept. Two statements; UnitsRefused as `draw`."""
    return draw(rows, _map(on), lives(), read_levels().levels, decision)


def drawn(plan: Reorganisation) -> Plan:
    """A kept draft, drawn on what is known now. Two statements. UnitsRefused where that is not what it was drawn on."""
    before, known = unit_map(plan.on), lives()
    if _digest(before, known) != plan.drawn_on:
        raise UnitsRefused(_("Bản đồ đơn vị đã thay đổi từ khi lập phương án này. Lập lại phương án từ cùng bảng đó."))
    return draw(plan.rows, before, known, read_levels().levels, plan.decision)


@transaction.atomic
def keep_draft(
    *,
    by: str,
    rows: Sequence[Sequence[str]],
    on: dt.date,
    source: str,
    decision: str = "",
    decided_on: dt.date | None = None,
    signer: str = "",
    reverses: Reorganisation | None = None,
) -> tuple[Reorganisation, Plan]:
    """Keeps the rows of a sheet as a draft, also one that has to be corrected. UnitsRefused where it is no such sheet."""
    before, known = _map(on), lives()
    plan = draw(rows, before, known, read_levels().levels, decision)
    made = Reorganisation.objects.create(
        on=on, decision=decision, decided_on=decided_on, signer=signer, source=source,
        rows=[list(row) for row in rows], drawn_on=_digest(before, known), created_at=clock.now(), created_by=by,
        reverses=reverses,
    )  # fmt: skip
    _journal(by, made, "draft_plan", tops(plan), _codes(plan.begins), _codes(plan.ends))
    return made, plan


@transaction.atomic
def apply(*, by: str, plan: Reorganisation) -> Plan:
    """Redraws the map, all of it or nothing. UnitsRefused where the plan is no draft or has faults or open questions,
    or where the map has changed since it was drawn. Statements do not grow with the units up to a batch of them.
    """
    row = locked_draft(plan)
    made = drawn(row)
    if not made.can_be_applied:
        message = _("Chưa áp dụng được: bảng còn %(faults)s chỗ sai và %(questions)s câu phải trả lời.")
        raise UnitsRefused(message % {"faults": len(made.faults), "questions": len(made.questions)})
    redraw(row, made)
    row.state, row.applied_at, row.applied_by = PlanState.APPLIED, clock.now(), by
    row.save(update_fields=["state", "applied_at", "applied_by"])
    _journal(by, row, "apply_plan", tops(made), _codes(made.begins), _codes(made.ends))
    return made


@transaction.atomic
def undo(*, by: str, plan: Reorganisation, standing: Standing | None = None) -> Reorganisation:
    """The map is again exactly what it was. UnitsRefused where the plan is not applied; StandsOn where a later plan or
    anything that `standing` names needs the units that it began or changed.
    """
    row = _locked(plan, PlanState.APPLIED, _("Chỉ hoàn tác được phương án đã áp dụng; phương án này: %(state)s."))
    begun = units_begun(row)
    later = _("Phương án số %(number)s (%(plan)s) được lập sau và dựa trên bản đồ này. Hoàn tác phương án đó trước.")
    reasons = [later % {"number": other.pk, "plan": str(other)} for other in later_plans(row)]
    if standing:
        map_ = unit_map(row.on)
        reasons += standing([map_.units[code] for code in units_new(row) if code in map_.units])
    if reasons:
        raise StandsOn(reasons)
    at, gone = tops_of(row), units_gone(row)
    try:
        take_back(row)
    except ProtectedError as error:
        message = _("Các đơn vị do phương án lập đã có tài khoản, đợt báo cáo hoặc số liệu. Gỡ ra trước rồi hoàn tác.")
        raise StandsOn([message]) from error
    row.state, row.undone_at, row.undone_by = PlanState.UNDONE, clock.now(), by
    row.save(update_fields=["state", "undone_at", "undone_by"])
    _journal(by, row, "undo_plan", at, begun, gone)
    return row


def tops(plan: Plan) -> list[str]:
    """The units at the top of all that a plan touches; those of the whole map where it touches nothing."""
    codes = [source.code for change in plan.changes for source in change.sources if source.code]
    return _tops(plan.before, codes)


def tops_of(row: Reorganisation) -> list[str]:
    """The same of a plan that is applied, on the map of the day before it. Two statements."""
    return _tops(unit_map(row.on - dt.timedelta(1)), units_touched(row))


def _tops(before: UnitMap, codes: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(before.lineage(code)[-1] for code in codes)) or list(before.children.get(None, ()))


def locked_draft(plan: Reorganisation) -> Reorganisation:
    """The plan as it is now, for the transaction alone. UnitsRefused where it is no draft any more."""
    return _locked(plan, PlanState.DRAFT, _("Phương án này không còn là bản nháp: %(state)s."))


def _locked(plan: Reorganisation, state: PlanState, otherwise: str) -> Reorganisation:
    """The plan as it is now. All plans are locked: two that are applied at once would not see one another."""
    rows = Reorganisation.objects.select_for_update().defer("rows").in_bulk()
    row = rows[plan.pk]
    if row.state != state:
        raise UnitsRefused(otherwise % {"state": row.get_state_display()})
    return row


def _map(on: dt.date) -> UnitMap:
    map_ = unit_map(on)
    if not map_.units:
        raise UnitsRefused(_("Chưa có bản đồ đơn vị của %(day)s. Chọn ngày khác.") % {"day": sentence_date(on)})
    return map_


def _digest(before: UnitMap, known: Mapping[str, Life]) -> str:
    values = [[astuple(unit) for unit in before.units.values()], [astuple(known[code]) for code in sorted(known)]]
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()


def _journal(
    by: str, row: Reorganisation, act: str, at: Sequence[str], begins: Sequence[str], ends: Sequence[str]
) -> None:
    after = {
        "on": row.on.isoformat(), "decision": row.decision, "source": row.source, "begins": list(begins), "ends": list(ends),
    }  # fmt: skip
    record(by=by, unit=at[0] if at else "", act=act, subject=("plan", row.pk), after=after)


def _codes(units: Sequence[UnitName]) -> list[str]:
    return [unit.code for unit in units]
