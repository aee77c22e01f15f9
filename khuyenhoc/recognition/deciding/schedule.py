"""Until when each stage of a year's way shall be done in a unit: its own days, else those of the catalogue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.stages import stages
from khuyenhoc.recognition.enums import LearningModel, Stage
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.models import Schedule
from khuyenhoc.recognition.moving import require_keeper
from khuyenhoc.units.models import Unit


@dataclass(frozen=True, slots=True)
class Due:
    """Until when a stage shall be done. `is_own`: the unit set the day; else it is only suggested, and says so."""

    stage: Stage
    on: dt.date
    is_own: bool


def due_days(year: int, own: Mapping[str, str]) -> tuple[Due, ...]:
    """Every stage of a year in its order, from the days that a unit set ({stage: "2023-11-15"}). Pure."""
    suggested = {spec.code: spec.due_in(year) for spec in stages()}
    set_ = {stage: dt.date.fromisoformat(day) for stage, day in own.items()}
    return tuple(Due(stage, set_.get(stage, suggested[stage]), stage in set_) for stage in Stage)


def schedule_of(unit: str, model: str, year: int) -> tuple[Due, ...]:
    """The days of a unit's year. One statement."""
    row = Schedule.objects.filter(unit__code=unit, model=model, year=year).values_list("days", flat=True).first()
    return due_days(year, row or {})


@transaction.atomic
def set_schedule(
    *, by: User, unit: Unit, model: LearningModel, year: int, days: Mapping[Stage, dt.date]
) -> tuple[Due, ...]:
    """A unit's own days; a stage without one has the suggested day again. RecognitionRefused where a stage would have to be
    done before the one ahead of it; NotAllowed."""
    require_keeper(by, unit.code)
    kept = {stage.value: day.isoformat() for stage, day in days.items()}
    found = due_days(year, kept)
    for earlier, later in pairwise(found):
        if later.on < earlier.on:
            text = _("“%(later)s” có hạn trước “%(earlier)s”. Sửa lại hai ngày cho đúng thứ tự.")
            raise RecognitionRefused(text % {"later": later.stage.label, "earlier": earlier.stage.label})
    row, _made = Schedule.objects.get_or_create(unit=unit, model=model, year=year)
    before, row.days = row.days, kept
    row.save()
    after = {"year": year, **kept}
    note_on_register(by=by.username, act="set_schedule", unit=unit.code, model=model, before=before, after=after)
    return found
