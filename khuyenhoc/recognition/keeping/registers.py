"""From when on a unit's figures come from its register, and from when on they do not any more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.listing import keep_register
from khuyenhoc.recognition.models import Register
from khuyenhoc.recognition.moving import require_keeper
from khuyenhoc.units.models import Unit


@transaction.atomic
def keep_again(*, by: User, unit: Unit, model: LearningModel, kept_from: dt.date) -> Register:
    """From a day on figures come from the register, also where that had ended. NotAllowed."""
    row = Register.objects.filter(unit=unit, model=model, kept_until__isnull=False).first()
    if row is None:
        return keep_register(by=by, unit=unit, model=model, kept_from=kept_from)
    require_keeper(by, unit.code)
    row.kept_from, row.kept_until = min(row.kept_from, kept_from), None
    row.save(update_fields=["kept_from", "kept_until"])
    after = {"model": model, "kept_from": row.kept_from.isoformat()}
    note_on_register(by=by.username, act="keep_register", unit=unit.code, model=model, after=after)
    return row


@transaction.atomic
def stop_register(*, by: User, unit: Unit, model: LearningModel, on: dt.date) -> None:
    """From a day on figures are typed again; the lists stay. RecognitionRefused where none come from a register. NotAllowed."""
    require_keeper(by, unit.code)
    row = Register.objects.filter(unit=unit, model=model, kept_until=None).first()
    if row is None:
        raise RecognitionRefused(_("Số liệu báo cáo không lấy từ sổ này."))
    before = {"kept_from": row.kept_from.isoformat()}
    if row.kept_from >= on:
        row.delete()
    else:
        row.kept_until = on
        row.save(update_fields=["kept_until"])
    after = {"model": model, "kept_until": on.isoformat()}
    note_on_register(by=by.username, act="stop_register", unit=unit.code, model=model, before=before, after=after)
