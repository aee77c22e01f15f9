"""What is said of a plan besides its sheet: the decision by which it stands, and the sheet of its counter-act."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.audit.acts import record
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.history import links_of
from khuyenhoc.units.models import Reorganisation, UnitVersion
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.redrawing import source_status
from khuyenhoc.units.reorganising.reversing import Reversing

SAID = ("decision", "decided_on", "signer", "scan", "scan_name")


@transaction.atomic
def set_decision(
    *, by: str, at: str, plan: Reorganisation, decision: str, decided_on: dt.date | None, signer: str, scan: str = "",
    scan_name: str = "",
) -> Reorganisation:  # fmt: skip
    """The decision's number ("": not known yet), day and signer; `scan`: the SHA-256 of a kept copy, "" leaves the one there is.

    Also after the plan is applied, since numbers come later than days: the versions that it made say the same from then on.
    `at`: the unit in whose journal it stands. UnitsRefused for a plan that was undone.
    """
    row = Reorganisation.objects.select_for_update(of=("self",)).defer("rows").get(pk=plan.pk)
    if row.state == PlanState.UNDONE:
        raise UnitsRefused(_("Phương án này đã được hoàn tác nên không ghi quyết định nữa."))
    before = {name: str(getattr(row, name) or "") for name in SAID}
    row.decision, row.decided_on, row.signer = decision, decided_on, signer
    if scan:
        row.scan, row.scan_name = scan, scan_name
    row.save(update_fields=SAID)
    UnitVersion.objects.filter(began_by=row).update(source_status=source_status(row))
    after = {name: str(getattr(row, name) or "") for name in SAID}
    record(by=by, unit=at, act="set_decision", subject=("plan", row.pk), before=before, after=after)
    return row


def counter_rows(plan: Reorganisation) -> list[list[str]]:
    """The mapping sheet that leads back from an applied plan on a later day. Four statements. UnitsRefused for another plan."""
    if plan.state != PlanState.APPLIED:
        raise UnitsRefused(_("Chỉ lập được phương án ngược của phương án đã áp dụng."))
    links = [link for _number, link in links_of(plan)]
    ended = UnitVersion.objects.filter(ended_by=plan).exclude(seat="")
    seats = dict(ended.values_list("unit__code", "seat"))
    return Reversing(links, unit_map(plan.on - dt.timedelta(days=1)), unit_map(plan.on), seats).rows()
