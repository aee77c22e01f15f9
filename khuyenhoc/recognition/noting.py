"""Decisions that were made on paper, known here from a list that comes in."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.recognition.enums import DecisionKind, LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.models import Decision
from khuyenhoc.recognition.moving import require_keeper
from khuyenhoc.units.models import Unit


@transaction.atomic
def note_decision(
    *, by: User, unit: Unit, model: LearningModel, year: int, number: str, decided_on: dt.date, body: str = "",
    scope: str = "",
) -> Decision:  # fmt: skip
    """The decision of that number and day, by which a list (of a `scope`) says that its entries are recognised; noted once.

    RecognitionRefused without a number. NotAllowed.
    """
    require_keeper(by, unit.code)
    number = number.strip()
    if not number:
        raise RecognitionRefused(_("Ghi số quyết định công nhận, ví dụ 12/QĐ-HKH."))
    decision, made = known_decision(
        by=by.username, unit=unit.pk, model=model, year=year, number=number, decided_on=decided_on, body=body,
        scope=scope,
    )  # fmt: skip
    if made:
        after = {"year": year, "number": number, "decided_on": decided_on.isoformat()}
        note_on_register(by=by.username, act="note_decision", unit=unit.code, model=model, after=after)
    return decision


def known_decision(
    *, by: str, unit: int, model: str, year: int, number: str, decided_on: dt.date, body: str = "",
    scope: str = "",
) -> tuple[Decision, bool]:  # fmt: skip
    """The decision of that number and day by which a unit (row) recognised, and whether it was made now. Drafts are none.

    Within the caller's transaction, the right checked. Two statements.
    """
    now = clock.now()
    new = {
        "year": year, "scope": scope, "body": body, "loaded": True, "created_at": now, "created_by": by, "issued_at": now,
        "issued_by": by,
    }  # fmt: skip
    return Decision.objects.get_or_create(
        unit_id=unit, model=model, kind=DecisionKind.RECOGNISE, number=number, decided_on=decided_on,
        issued_at__isnull=False, defaults=new,
    )  # fmt: skip
