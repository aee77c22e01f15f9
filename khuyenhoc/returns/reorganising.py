"""Plans that redraw the map, by somebody with the right, and not undone once returns of new units are accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.handing import pass_roles, take_back_roles
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.handing import carry_targets, take_back_targets
from khuyenhoc.returns.apportioning.acts import forget
from khuyenhoc.returns.balances.acts import book, take_back_balances
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.handing.acts import hand_owed, take_back_owed
from khuyenhoc.returns.intake.torn_numbers import read_figures
from khuyenhoc.returns.models import Return
from khuyenhoc.sheets import limits
from khuyenhoc.sheets.grid import Content, Sheet, merged_anchors
from khuyenhoc.units import planning
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.reorganising import signals
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.reorganising.sheet import is_mapping_sheet
from khuyenhoc.units.spec import UnitName


def sheet_rows(data: bytes) -> list[list[str]]:
    """The cells of a mapping sheet, of any format: those of the first sheet that has its heading, else of the first.

    A merged cell says the same on each of its rows. Refused, with a sentence, where the file cannot be read.
    """
    try:
        sheets = [_texts(sheet) for sheet in read_figures(data).sheets]
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
    reverses: Reorganisation | None = None,
) -> tuple[Reorganisation, Plan]:
    """Keeps a mapping sheet as a draft. NotAllowed, or UnitsRefused as `planning.keep_draft`; then nothing is kept."""
    made, plan = planning.keep_draft(
        by=by.username, rows=rows, on=on, source=source, decision=decision, decided_on=decided_on, signer=signer,
        reverses=reverses,
    )  # fmt: skip
    require_at(by, planning.tops(plan), on)
    return made, plan


@transaction.atomic
def apply(*, by: User, plan: Reorganisation) -> Plan:
    """Redraws the map by a draft, as `redraw`. NotAllowed, or UnitsRefused as there; then nothing is changed."""
    made = redraw(by=by.username, plan=plan)
    require_at(by, planning.tops(made), plan.on)
    return made


@transaction.atomic
def redraw(*, by: str, plan: Reorganisation) -> Plan:
    """Redraws the map by a draft; roles, what is owed, targets, and balances of units that end follow in the same transaction,
    and so does what rooms above keep of units (`signals.redrawn`).

    For whoever keeps the books as a whole: nobody's right is asked. UnitsRefused as `planning.apply`, `pass_roles` and
    `hand_owed`; then nothing is changed.
    """
    made = planning.apply(by=by, plan=plan)
    row = Reorganisation.objects.defer("rows").get(pk=plan.pk)
    pass_roles(by=by, plan=made, row=row)
    hand_owed(plan=made, row=row)
    carry_targets(plan=made, row=row)
    book(plan=row)
    signals.redrawn.send(Reorganisation, plan=made, row=row)
    return made


@transaction.atomic
def answer(*, by: User, plan: Reorganisation, answers: dict[str, Any]) -> Reorganisation:
    """What becomes of roles and of what is owed, for those that a draft is asked about. NotAllowed; UnitsRefused for no draft."""
    row = planning.locked_draft(plan)
    tops = planning.tops(planning.drawn(row))
    require_at(by, tops, row.on)
    before, row.answers = row.answers, {**row.answers, **answers}
    row.save(update_fields=["answers"])
    record(by=by.username, unit=tops[0], act="answer_plan", subject=("plan", row.pk), before=before, after=answers)
    return row


@transaction.atomic
def undo(*, by: User, plan: Reorganisation) -> Reorganisation:
    """The map is what it was, and roles, what was owed, and targets with it.

    NotAllowed, or UnitsRefused as `planning.undo`, with the accepted returns that it names.
    """
    require_at(by, planning.tops_of(plan), plan.on)
    forget(plan=plan)
    take_back_balances(plan=plan)
    plan = Reorganisation.objects.defer("rows").get(pk=plan.pk)
    take_back_targets(row=plan)
    take_back_owed(row=plan)
    take_back_roles(row=plan)
    signals.undone.send(Reorganisation, row=plan)
    return planning.undo(by=by.username, plan=plan, standing=partial(accepted_returns, plan))


def accepted_returns(plan: Reorganisation, units: Sequence[UnitName]) -> list[str]:
    """A sentence for each return of the units that was accepted on the map of a plan since it was applied. One statement."""
    names = {unit.code: unit.full_name for unit in units}
    returns = Return.objects.filter(
        unit__code__in=names, state__in=IN_FORCE, superseded_at=None, withdrawn_at=None,
        collection__period_ends__gte=plan.on, accepted_at__gte=plan.applied_at,
    )  # fmt: skip
    rows = returns.order_by("collection__code", "unit__code").values_list("unit__code", "collection__code")
    message = _(
        "Báo cáo của %(unit)s trong đợt %(collection)s đã được chấp nhận. Muốn trở lại như trước thì lập phương án ngược."
    )
    return [message % {"unit": names[unit], "collection": collection} for unit, collection in rows]


def require_at(by: User, units: Sequence[str], on: dt.date) -> None:
    """NotAllowed where somebody may not redraw units. Asked on the map of the day before: what a plan ends is there."""
    require(by=by, right=Right.REORGANISE, units=units, map_=unit_map(on - dt.timedelta(1)))
