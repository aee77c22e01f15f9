"""What a row of a district's table calls a unit: remembered when somebody tells it, used for the next table, forgotten."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.returns.errors import WrongState
from khuyenhoc.returns.mapping import acts, known_names
from khuyenhoc.returns.mapping.looking import look
from khuyenhoc.returns.mapping.models import KnownName
from khuyenhoc.returns.models import ReceivedFile
from khuyenhoc.returns.receiving import receive
from tests.returns.mapping import files

ODD, UNIT, OTHER, DISTRICT = "Xã Bình Minh Cũ", "11263", "11266", "300"


@pytest.fixture
def received(collection, office):
    def make(data, by=None):
        receive(by=by or office, collection=collection, files=[("huyen.xlsx", data)])
        return ReceivedFile.objects.select_related("collection__form", "collection__unit", "received_by").first()

    return make


@pytest.fixture
def officer(person):
    return person(Role.DISTRICT_OFFICER, DISTRICT)


def answer(by, file, unit=UNIT):
    looked = look(file)
    place = next(r.place for r in looked.now.returns if r.named == ODD)
    return acts.answer_unit(by=by, looked=looked, place=place, unit=unit)


def test_told_once_it_is_known_in_the_next_table_and_that_is_said(received, officer):
    file = received(files.with_odd_row(ODD), by=officer)
    assert file.returns.count() == 2
    assert file.reason.startswith("Còn 1 báo cáo trong tệp chưa đọc vì có chỗ chưa rõ")
    answer(officer, file)
    name = KnownName.objects.get()
    assert (name.above.code, name.name, name.said, name.unit.code) == (DISTRICT, "xa binh minh cu", ODD, UNIT)
    event = Event.objects.get(act="remember_name")
    assert (event.by, event.unit, event.after) == (officer.username, DISTRICT, {"name": ODD, "unit": UNIT})
    later = received(files.with_odd_row(ODD.upper()), by=officer)
    assert f"“{ODD.upper()}” được hiểu là xã Đoàn Kết, như đã chọn lần trước." in later.reason
    assert [r.unit.code for r in later.returns.order_by("unit__code")] == ["11242", "11260", UNIT]


def test_told_otherwise_the_newer_meaning_holds(received, officer):
    file = received(files.with_odd_row(ODD), by=officer)
    answer(officer, file)
    answer(officer, file, OTHER)
    assert KnownName.objects.get().unit.code == OTHER
    assert Event.objects.filter(act="remember_name").latest("sequence").before == {"unit": UNIT}


def test_who_does_not_send_for_the_district_teaches_nothing(received, person, office):
    file = received(files.with_odd_row(ODD))
    answer(person(Role.COMMUNE_SECRETARY, UNIT), file)
    assert not KnownName.objects.exists()
    answer(office, file, "10507")
    assert not KnownName.objects.exists(), "a unit of another district is no meaning of a name in this one"


def test_forgotten_it_is_asked_about_again_and_that_is_taken_back(received, officer, person):
    answer(officer, received(files.with_odd_row(ODD), by=officer))
    name = KnownName.objects.get()
    with pytest.raises(NotAllowed):
        known_names.forget(by=person(Role.COMMUNE_SECRETARY, UNIT), name=name)
    known_names.forget(by=officer, name=name)
    assert received(files.with_odd_row(ODD.upper()), by=officer).returns.count() == 2
    with pytest.raises(WrongState):
        known_names.forget(by=officer, name=name)
    known_names.remember_again(by=officer, name=name)
    assert received(files.with_odd_row(ODD.lower()), by=officer).returns.count() == 3
    assert [e.act for e in Event.objects.filter(subject_type="name")] == [
        "remember_name", "forget_name", "remember_name",
    ]  # fmt: skip
