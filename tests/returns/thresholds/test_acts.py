"""A proposed threshold adopted or turned down: dated, journalled, used from its day on, taken back until it is used."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.returns.acts import open_collection
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.returns.learning import learned
from khuyenhoc.returns.models import Finding, Return
from khuyenhoc.returns.thresholds.acts import adopt, take_back, turn_down
from khuyenhoc.returns.thresholds.models import ThresholdDecision
from khuyenhoc.returns.thresholds.queries import form_of, form_on
from khuyenhoc.returns.workbook.queries import workbooks_of
from khuyenhoc.units.models import Unit
from tests.returns.importing import bring_in

STEP, FAMILIES, VALUE = "K09-percent", "MH03", Decimal("99.8")
OFTEN = {"MH03": 2095, "MH02": 2100}
"""99,76 % of the families: above today's threshold, below the proposed one."""


@pytest.fixture
def administrator(person):
    return person(Role.ADMINISTRATOR, "30")


@pytest.fixture
def year(collection, office):
    """Opens the collection of a year."""

    def make(number):
        units = list(Unit.objects.filter(code__in=["11242", "11245"]))
        return open_collection(
            by=office, form=collection.form, unit=collection.unit, period=str(number), period_ends=dt.date(number, 12, 31),
            opens_on=dt.date(number, 11, 1), due_on=dt.date(number, 12, 20), owing=units,
        )  # fmt: skip

    return make


def percent(form):
    return form.check["K09"].number("percent")


def test_adopted_it_holds_from_its_day_on_and_not_before(accepted_with_reason, administrator, collection, office, year):
    accepted_with_reason(11)
    with pytest.raises(Refused, match="Chọn một ngưỡng"):
        adopt(by=administrator, collection=collection, step=STEP, indicator=FAMILIES, value=Decimal("99.9"))
    with pytest.raises(NotAllowed):
        adopt(by=office, collection=collection, step=STEP, indicator=FAMILIES, value=VALUE)
    made = adopt(
        by=administrator, collection=collection, step=STEP, indicator=FAMILIES, value=VALUE, reason="Đúng thực tế."
    )
    assert (made.replaced, made.value, made.valid_from) == (Decimal("99.5"), VALUE, dt.date(2024, 1, 1))
    event = Event.objects.get(act="adopt_threshold")
    assert (event.by, event.before, event.after["value"], event.after["valid_from"]) == (
        administrator.username, {"value": "99.5"}, "99.8", "2024-01-01",
    )  # fmt: skip

    base = form_spec(collection.form_id)
    held = [percent(form_on(base, day)) for day in (dt.date(2023, 12, 31), dt.date(2024, 1, 1))]
    assert held == [Decimal("99.5"), VALUE]
    assert percent(form_of(collection)) == percent(base) == Decimal("99.5")
    assert Finding.objects.filter(code="K09").count() == 11, "what has been accepted is not checked anew"
    (ordinary,) = learned(collection).ordinary
    assert [p.decision for p in ordinary.proposals] == [made]
    with pytest.raises(WrongState, match="đã được quyết định"):
        turn_down(by=administrator, collection=collection, step=STEP, indicator=FAMILIES, reason="Thôi.")

    following = year(2024)
    assert percent(workbooks_of(following, {"11242"})[0].edition.form) == VALUE
    bring_in(office, following, [("11242", OFTEN)])
    sent = Return.objects.get(collection=following)
    assert (sent.warnings, Finding.objects.filter(return_of=sent).count()) == (0, 0)
    with pytest.raises(WrongState, match="không hoàn tác được nữa"):
        take_back(by=administrator, decision=made)


def test_turned_down_or_adopted_it_can_be_thought_over(accepted_with_reason, administrator, collection, year):
    accepted_with_reason(11)
    key = {"by": administrator, "collection": collection, "step": STEP, "indicator": FAMILIES}
    with pytest.raises(Refused, match="vì sao giữ nguyên"):
        turn_down(**key, reason=" ")
    refused = turn_down(**key, reason="Xem lại cách hiểu.")
    assert (refused.value, refused.valid_from, percent(form_of(collection))) == (None, None, Decimal("99.5"))
    with pytest.raises(WrongState):
        adopt(**key, value=VALUE)
    take_back(by=administrator, decision=refused)
    assert learned(collection).ordinary[0].proposals[0].decision is None

    adopted, following = adopt(**key, value=VALUE), year(2024)
    assert percent(form_of(following)) == VALUE
    take_back(by=administrator, decision=adopted)
    assert percent(form_of(following)) == Decimal("99.5")
    assert [e.before["value"] for e in Event.objects.filter(act="take_back_threshold").order_by("sequence")] == [
        "",
        "99.8",
    ]
    with pytest.raises(WrongState, match="đã được hoàn tác rồi"):
        take_back(by=administrator, decision=adopted)
    assert not ThresholdDecision.objects.filter(taken_back_at=None).exists()
