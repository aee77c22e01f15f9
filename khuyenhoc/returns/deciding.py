"""The decision of a plan with its kept copy, and the draft of its counter-act, by somebody with the right."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit.storage import keep
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.reorganising import keep_draft, require_at
from khuyenhoc.sheets.limits import DEFAULT, MEGABYTE
from khuyenhoc.units import deciding
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.planning import drawn, tops, tops_of
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.vietnamese.dates import format_date

KINDS: Final = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n": "image/png"}
"""What a copy of a decision may be, by how its bytes begin."""


def kind_of(data: bytes) -> str | None:
    """The media type of a copy of a decision; None for what is no such copy."""
    return next((kind for begins, kind in KINDS.items() if data.startswith(begins)), None)


def touched(plan: Reorganisation) -> list[str]:
    """The units at the top of what a plan touches, on which the right is asked. UnitsRefused for a draft of an older map."""
    return tops(drawn(plan)) if plan.state == PlanState.DRAFT else tops_of(plan)


@transaction.atomic
def set_decision(
    *, by: User, plan: Reorganisation, decision: str, decided_on: dt.date | None = None, signer: str = "",
    scan: bytes | None = None, scan_name: str = "",
) -> Reorganisation:  # fmt: skip
    """Number, day and signer of a plan's decision, and a copy that is kept as received files are.

    NotAllowed; Refused for a copy that is no PDF, JPEG or PNG or is too large; NotKept; UnitsRefused as `deciding.set_decision`.
    """
    at = touched(plan)
    require_at(by, at, plan.on)
    if scan is not None and (len(scan) > DEFAULT.size or kind_of(scan) is None):
        message = _("Bản chụp quyết định phải là tệp PDF hoặc ảnh (JPG, PNG), không quá %s MB.")
        raise Refused(message % (DEFAULT.size // MEGABYTE))
    return deciding.set_decision(
        by=by.username, at=at[0], plan=plan, decision=decision, decided_on=decided_on, signer=signer,
        scan=keep(scan) if scan else "", scan_name=scan_name,
    )  # fmt: skip


def counter(*, by: User, plan: Reorganisation, on: dt.date) -> tuple[Reorganisation, Plan]:
    """The draft of the counter-act of an applied plan: from `on` the units are what they were before it.

    NotAllowed; UnitsRefused as `counter_rows` and `keep_draft`. What has changed since then stands in the draft as faults.
    """
    source = _("phương án ngược của phương án số %(n)s, ngày %(day)s") % {"n": plan.pk, "day": format_date(plan.on)}
    return keep_draft(by=by, rows=deciding.counter_rows(plan), on=on, source=source, reverses=plan)
