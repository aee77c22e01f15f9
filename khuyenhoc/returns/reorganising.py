"""Plans that redraw the map, by somebody with the right, and not undone once returns of new units are accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.returns.apportioning.acts import forget
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.intake import limits
from khuyenhoc.returns.intake.grid import Content, Sheet, merged_anchors
from khuyenhoc.returns.intake.reader import read_workbook
from khuyenhoc.returns.models import Return
from khuyenhoc.units import planning
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.reorganising.sheet import is_mapping_sheet
from khuyenhoc.units.spec import UnitName


def sheet_rows(data: bytes) -> list[list[str]]:
    """The cells of a mapping sheet, of any format: those of the first sheet that has its heading, else of the first.

    A merged cell says the same on each of its rows. Refused, with a sentence, where the file cannot be read.
    """
    try:
        sheets = [_texts(sheet) for sheet in read_workbook(data).sheets]
    except limits.Refused as refused:
        raise Refused(_(str(refused))) from refused
    return next((rows for rows in sheets if is_mapping_sheet(rows)), sheets[0] if sheets else [])


def _texts(sheet: Sheet) -> list[list[str]]:
    anchors = merged_anchors(sheet)
    places = [
        [anchors.get((row, column), (row, column)) for column in range(sheet.width)] for row in range(len(sheet.rows))
    ]
    return [[_text(sheet.at(*place)) for place in row] for row in places]


def _text(content: Content) -> str:
    """A code that was typed as a number is its digits."""
    return str(int(content)) if isinstance(content, float) and content.is_integer() else str(content)


@transaction.atomic
def keep_draft(
    *,
    by: User,
    rows: Sequence[Sequence[str]],
    on: dt.date,
    source: str,
    decision: str = "",
    decided_on: dt.date | None = None,
    signer: str = "",
) -> tuple[Reorganisation, Plan]:
    """Keeps a mapping sheet as a draft. NotAllowed, or UnitsRefused as `planning.keep_draft`; then nothing is kept."""
    made, plan = planning.keep_draft(
        by=by.username, rows=rows, on=on, source=source, decision=decision, decided_on=decided_on, signer=signer
    )
    _require(by, planning.tops(plan), on)
    return made, plan


@transaction.atomic
def apply(*, by: User, plan: Reorganisation) -> Plan:
    """Redraws the map by a draft. NotAllowed, or UnitsRefused as `planning.apply`; then nothing is changed."""
    made = planning.apply(by=by.username, plan=plan)
    _require(by, planning.tops(made), plan.on)
    return made


@transaction.atomic
def undo(*, by: User, plan: Reorganisation) -> Reorganisation:
    """The map is what it was. NotAllowed, or UnitsRefused as `planning.undo`, with the accepted returns that it names."""
    _require(by, planning.tops_of(plan), plan.on)
    forget(plan=plan)
    return planning.undo(by=by.username, plan=plan, standing=accepted_returns)


def accepted_returns(units: Sequence[UnitName]) -> list[str]:
    """A sentence for each accepted return of the units. One statement."""
    names = {unit.code: unit.full_name for unit in units}
    returns = Return.objects.filter(unit__code__in=names, state__in=IN_FORCE, superseded_at=None, withdrawn_at=None)
    rows = returns.order_by("collection__code", "unit__code").values_list("unit__code", "collection__code")
    message = _("Báo cáo của %(unit)s trong đợt %(collection)s đã được chấp nhận. Muốn đổi tiếp thì lập phương án mới.")
    return [message % {"unit": names[unit], "collection": collection} for unit, collection in rows]


def _require(by: User, units: Sequence[str], on: dt.date) -> None:
    """The right is asked on the map of the day before: what the plan ends is still there."""
    require(by=by, right=Right.REORGANISE, units=units, map_=unit_map(on - dt.timedelta(1)))
