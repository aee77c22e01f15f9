"""The demonstration goes on: its units merge and lose a level as ours did, and the year's figures go with them."""

from __future__ import annotations

from khuyenhoc.access.models import User
from khuyenhoc.access.office import OFFICE
from khuyenhoc.audit import clock
from khuyenhoc.demo.run import PROVINCE, Say
from khuyenhoc.returns.reorganising import apply, keep_draft
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.own_sheets import own_sheets
from khuyenhoc.vietnamese.dates import format_date


def carry_through(year: int, say: Say = lambda text: None) -> None:
    """Applies what is known of the province's reorganisations up to the end of a year, each on its day, each once."""
    office = User.objects.get(username=OFFICE)
    for sheet in own_sheets(PROVINCE, year):
        if Reorganisation.objects.filter(on=sheet.on, state=PlanState.APPLIED).exists():
            continue
        with clock.told(sheet.on.year, sheet.on.month, sheet.on.day, 8):
            plan, _drawn = keep_draft(
                by=office, rows=sheet.rows, on=sheet.on, source=sheet.source, decision=sheet.decision
            )
            drawn = apply(by=office, plan=plan)
        say(
            f"bản đồ ngày {format_date(sheet.on)}: {len(drawn.begins)} đơn vị bắt đầu, {len(drawn.ends)} đơn vị kết thúc"
        )
