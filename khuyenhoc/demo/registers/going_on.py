"""The year after the one that was played, in the middle of its way: last year's families stand on its list, some have gone on."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Final

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.demo.registers.build import SHOWN
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.listing import carry_over
from khuyenhoc.recognition.models import Standing
from khuyenhoc.units.models import Unit

REGISTERED: Final = 300
"""So many of each commune's families have registered by then."""


def go_on(by: User, year: int) -> None:
    """Carries the families of the communes that are shown over into a year, and registers some of each, in spring."""
    for code in SHOWN:
        unit = Unit.objects.get(code=code)
        with clock.told(year, 1, 15, 9):
            step = carry_over(by=by, unit=unit, model=LearningModel.FAMILY, year=year)
        rows = Standing.objects.filter(step=step).order_by("entry").values_list("pk", flat=True)
        with clock.told(year, 3, 1, 9):
            register(by=by, standings=islice(rows, REGISTERED), on=dt.date(year, 3, 1))
