"""A unit's area: said by its data from a day on, by a document, by whoever sets what units below have to reach."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.scoring.areas import area_of, said_of, set_area

SOURCE = "Quyết định mẫu số 1"


def test_an_area_holds_from_its_day_until_the_next(office, commune):
    assert (area_of(commune.code), said_of(commune.code)) == ("ordinary", None)
    set_area(by=office, unit=commune, area="disadvantaged", since=dt.date(2021, 1, 1), source=SOURCE)
    assert area_of(commune.code) == "disadvantaged"
    with pytest.raises(RecognitionRefused, match="Đã ghi vùng từ ngày 01/01/2021"):
        set_area(by=office, unit=commune, area="ordinary", since=dt.date(2021, 1, 1), source=SOURCE)
    set_area(by=office, unit=commune, area="ordinary", since=dt.date(2023, 1, 1), source=SOURCE)
    assert (area_of(commune.code), said_of(commune.code).source) == ("ordinary", SOURCE)
    event = Event.objects.order_by("-sequence").first()
    assert (event.act, event.before, event.after["since"]) == ("set_area", {"area": "disadvantaged"}, "2023-01-01")


def test_no_area_without_a_document_and_none_that_a_unit_gives_itself(office, keeper, commune):
    with pytest.raises(RecognitionRefused, match="Ghi văn bản nào"):
        set_area(by=office, unit=commune, area="disadvantaged", since=dt.date(2021, 1, 1), source=" ")
    with pytest.raises(NotAllowed):
        set_area(by=keeper, unit=commune, area="disadvantaged", since=dt.date(2021, 1, 1), source=SOURCE)
    assert area_of(commune.code) == "ordinary"
