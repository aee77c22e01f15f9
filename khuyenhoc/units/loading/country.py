"""The whole country in the books: the map that we hold, and the sheet that has redrawn it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.units.country import EARLY, RECENT, country, ground, way
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.history import mapped_since
from khuyenhoc.units.loading.acts import ListRefused, Say, load, look_at
from khuyenhoc.units.loading.judging import Judged
from khuyenhoc.units.loading.listing import Listed
from khuyenhoc.units.planning import apply, keep_draft
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import OwnSheet, UnitsFile, read_levels
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.numbers import format_count

Redraw = Callable[..., Plan]
"""Applies a plan: takes `by` and `plan`."""


@transaction.atomic
def load_country(
    *, by: str, through: dt.date, province: str = "", say: Say = lambda text: None, redraw: Redraw = apply
) -> tuple[Judged, Plan | None]:
    """All units of the country as they stood early in 2025, and the plan that redrew them where `through` is after it.

    `province`: a code of today, for its ground alone. `redraw`: how the plan is applied, where more than the map follows it.
    Books that begin later get the map of today at once. What is there already stays, and is not redrawn again. UnitsRefused
    where the country cannot be loaded or carried on, with what to do; then nothing is changed.
    """
    on, file = _first_map(province)
    judged = load(by=by, listed=_listed(file), since=on, source=file.source, status=file.status, say=say)
    waiting = _not_redrawn(file) if on < RECENT <= through else []
    return judged, _carry_on(by, way(waiting), say, redraw) if waiting else None


def look_at_country(*, province: str = "") -> Judged:
    """What loading the country would add, nothing kept. Three statements. ListRefused where it cannot be loaded."""
    on, file = _first_map(province)
    judged = look_at(listed=_listed(file), since=on)
    if judged.faults:
        raise ListRefused(judged)
    return judged


def _first_map(province: str) -> tuple[dt.date, UnitsFile]:
    """From which day and with which map: that of today where the books begin with it, else the early one."""
    begin = mapped_since()
    try:
        if begin and begin >= RECENT:
            return RECENT, country(RECENT, (province,) if province else ())
        return EARLY, country(EARLY, ground(province) if province else ())
    except FileNotFoundError as error:
        day = {"code": province, "day": sentence_date(RECENT)}
        raise UnitsRefused(_("Không có đơn vị cấp cao nhất nào mã %(code)s trên bản đồ %(day)s.") % day) from error


def _not_redrawn(file: UnitsFile) -> list[str]:
    """The provinces of a map below which units of a level that ended still stand on the day on which it did."""
    ended = {level.code for level in read_levels().levels if not level.exists(RECENT)}
    map_ = unit_map(RECENT)
    tops = {map_.lineage(unit.code)[-1] for unit in map_.units.values() if unit.level in ended}
    return [unit.code for unit in file.units if unit.parent is None and unit.code in tops]


def _listed(file: UnitsFile) -> list[Listed]:
    return [Listed(None, unit) for unit in file.units]


def _carry_on(by: str, sheet: OwnSheet, say: Say, redraw: Redraw) -> Plan:
    count = {"n": format_count(len(sheet.rows) - 1), "day": sentence_date(sheet.on)}
    say(_("Đang áp dụng bảng sắp xếp %(day)s, %(n)s dòng.") % count)
    kept, drawn = keep_draft(by=by, rows=sheet.rows, on=sheet.on, source=sheet.source, decision=sheet.decision)
    if not drawn.can_be_applied:
        first = [note.message for note in (*drawn.faults, *drawn.questions)][:3]
        head = _("Chưa áp dụng được bảng sắp xếp %(day)s trên bản đồ đang có. Không có gì bị thay đổi.") % count
        raise UnitsRefused("\n".join([head, *first]))
    return redraw(by=by, plan=kept)
