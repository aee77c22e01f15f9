"""In which area a unit lies: its data say so, from a day on, by a document that is named."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.criteria.spec import Area
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.moving import require_keeper
from khuyenhoc.units.facts import NewFact, add_facts
from khuyenhoc.units.models import Unit, UnitFact
from khuyenhoc.units.queries import facts
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.text import normalise

DISADVANTAGED: Final = "disadvantaged"
"""Under which key a unit's data say that it lies in a disadvantaged area (1) or not (0)."""


def area_of(unit: str) -> Area:
    """In which area a unit lies today by its data; ordinary where nothing is said. One statement."""
    return "disadvantaged" if facts(DISADVANTAGED, clock.today()).get(unit) else "ordinary"


def said_of(unit: str) -> UnitFact | None:
    """What the data say of a unit's area last, with the document; None where nothing is said. One statement."""
    return UnitFact.objects.filter(unit__code=unit, key=DISADVANTAGED).order_by("-valid_from").first()


def area_of_standing(standing: Standing) -> Area:
    """In which area whoever stands there lives; of a whole unit its own, not that of the unit on whose list it stands. One
    statement, two of a whole unit that was read without its entry's `about`."""
    about = standing.entry.about
    return area_of(about.code if about else standing.unit.code)


@transaction.atomic
def set_area(*, by: User, unit: Unit, area: Area, since: dt.date, source: str) -> None:
    """From a day on a unit lies in an area. RecognitionRefused without a document, or for a day that has been noted already.

    For whoever sets what the units below have to reach: a lower threshold is nothing that a unit gives itself. NotAllowed.
    """
    require_keeper(by, unit.code, Right.SET_TARGETS)
    named = normalise(source)
    if not named:
        raise RecognitionRefused(_("Ghi văn bản nào xếp đơn vị vào vùng này."))
    last = said_of(unit.code)
    if last and last.valid_from >= since:
        text = _("Đã ghi vùng từ %s. Ghi một ngày sau ngày ấy.")
        raise RecognitionRefused(text % sentence_date(last.valid_from))
    value = int(area == "disadvantaged")
    add_facts(facts=[NewFact(unit.pk, DISADVANTAGED, value, since, named[:300], "unverified: người nhập ghi")])
    after = {"area": area, "since": since.isoformat(), "source": named[:300]}
    before = {"area": "disadvantaged" if last and last.value else "ordinary"}
    record(by=by.username, unit=unit.code, act="set_area", subject=("unit", unit.code), before=before, after=after)
