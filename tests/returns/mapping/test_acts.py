"""Correcting, answering, taking over, forgetting, reading again: who may, what the journal says, what is stored."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed, held_roles
from khuyenhoc.audit.models import Event
from khuyenhoc.returns.acts import close_collection
from khuyenhoc.returns.errors import Closed, Refused, WrongState
from khuyenhoc.returns.mapping import acts
from khuyenhoc.returns.mapping.layout import line_fix
from khuyenhoc.returns.mapping.looking import NotOpened, changes, look
from khuyenhoc.returns.mapping.models import FileAnswer, Layout
from khuyenhoc.returns.mapping.queries import layouts_seen, like, remembered
from khuyenhoc.returns.models import ReceivedFile, Return
from khuyenhoc.returns.receiving import receive
from khuyenhoc.units.queries import unit_map
from tests.fixtures import CLEAN
from tests.returns.intake.books import TITLE
from tests.returns.mapping import files

UNIT = "11242"
NEIGHBOUR = "Hội Khuyến học xã Lam Sơn, huyện Thanh Miện"


@pytest.fixture
def received(collection, office):
    """A file as it was received and read."""

    def make(data, name="bc.xlsx", by=None):
        receive(by=by or office, collection=collection, files=[(name, data)])
        return ReceivedFile.objects.select_related("collection__form", "collection__unit", "received_by").first()

    return make


@pytest.fixture
def secretary(person):
    return person(Role.COMMUNE_SECRETARY, UNIT)


def strange(looked, code="MH03"):
    """The correction of the line that nobody understands."""
    (part,) = looked.parts
    row = next(r for r, text in part.rows if "ham hoc" in text)
    return line_fix(part, row, code)


def test_a_correction_is_remembered_and_reads_the_file(received, secretary):
    file = received(files.reworded(), by=secretary)
    assert (file.outcome, Return.objects.count()) == ("needs_mapping", 0)
    looked = look(file)
    layout = acts.correct(by=secretary, looked=looked, fixes=[strange(looked)])
    event = Event.objects.latest("sequence")
    assert (event.act, event.unit, event.subject_type, event.subject_id) == (
        "correct_layout",
        UNIT,
        "layout",
        str(layout.pk),
    )
    assert [c.indicator for c in changes(look(file).plain, look(file).now)] == ["MH03"]
    run = acts.read_again(by=secretary, file=file)
    return_ = Return.objects.get()
    assert (run.files.get().outcome, return_.unit.code, return_.created_by) == ("read", UNIT, secretary)
    assert return_.cells.get(indicator__code="MH03").value == CLEAN["MH03"]


def test_the_next_file_of_that_layout_is_read_at_once(received, secretary):
    looked = look(received(files.reworded(), by=secretary))
    acts.correct(by=secretary, looked=looked, fixes=[strange(looked)])
    later = received(files.reworded(values={"TC02": 13}), by=secretary)
    assert later.outcome == "read"
    assert "Tệp được đọc theo 1 chỗ đã chỉ" in later.reason


def test_a_file_that_was_read_can_be_read_otherwise(received, secretary):
    file = received(files.nobodys(), "Xã Thanh Tùng, huyện Thanh Miện/bc.xlsx", by=secretary)
    assert file.outcome == "read"
    looked = look(file)
    (part,) = looked.parts
    row = next(r for r, text in part.rows if text.startswith("so chi hoi"))
    acts.correct(by=secretary, looked=looked, fixes=[line_fix(part, row, "")])
    acts.read_again(by=secretary, file=file)
    old, new = Return.objects.order_by("revision")
    assert (old.superseded_by, new.superseded_at) == (new, None)
    assert not new.cells.filter(indicator__code="TC02", stated="value").exists()


def test_whose_it_is_comes_first(received, office):
    file = received(files.nobodys())
    looked = look(file)
    assert looked.unit == ""
    with pytest.raises(Refused, match="Chọn đơn vị của báo cáo trước"):
        acts.correct(by=office, looked=looked, fixes=[])
    with pytest.raises(Refused, match="Chọn một đơn vị trong danh sách"):
        acts.answer_unit(by=office, looked=looked, place="Báo cáo", unit="300")
    acts.answer_unit(by=office, looked=looked, place="Báo cáo", unit=UNIT)
    acts.read_again(by=office, file=file)
    assert Return.objects.get().unit.code == UNIT
    assert Event.objects.filter(act="answer_unit", unit=UNIT).count() == 1


def test_the_period_is_confirmed(received, office):
    file = received(files.reworded("SỐ LIỆU KHUYẾN HỌC"), "bc 2022.xlsx")
    assert "Xác nhận đây là số liệu" in file.reason
    acts.confirm_period(by=office, looked=look(file))
    assert "Xác nhận đây là số liệu" not in look(file).now.reason
    assert FileAnswer.objects.get().period


def test_only_who_sends_for_the_unit_may_correct(received, person):
    looked = look(received(files.reworded()))
    for role, unit in ((Role.COMMUNE_SECRETARY, "11239"), (Role.PROVINCE_LEADER, "30")):
        with pytest.raises(NotAllowed):
            acts.correct(by=person(role, unit), looked=looked, fixes=[strange(looked)])
    assert Layout.objects.count() == 0


def test_a_closed_collection_takes_no_corrections(received, office, collection):
    looked = look(received(files.reworded()))
    close_collection(by=office, collection=collection)
    looked.file.collection.refresh_from_db()
    with pytest.raises(Closed):
        acts.correct(by=office, looked=looked, fixes=[strange(looked)])
    with pytest.raises(Closed):
        acts.read_again(by=office, file=looked.file)


def test_what_is_forgotten_is_not_used_and_comes_back(received, office):
    looked = look(received(files.reworded()))
    layout = acts.correct(by=office, looked=looked, fixes=[strange(looked)])
    acts.forget(by=office, layout=layout)
    assert received(files.reworded(values={"TC02": 13})).outcome == "needs_mapping"
    with pytest.raises(WrongState):
        acts.forget(by=office, layout=layout)
    acts.remember_again(by=office, layout=layout)
    assert received(files.reworded(values={"TC02": 14})).outcome == "read"
    assert [e.act for e in Event.objects.filter(subject_type="layout")] == [
        "correct_layout",
        "forget_layout",
        "remember_layout",
    ]


def test_it_does_not_come_back_over_a_newer_one(received, office):
    looked = look(received(files.reworded()))
    layout = acts.correct(by=office, looked=looked, fixes=[strange(looked)])
    acts.forget(by=office, layout=layout)
    acts.correct(by=office, looked=look(looked.file), fixes=[strange(looked, "")])
    with pytest.raises(WrongState, match="đã có cách đọc khác"):
        acts.remember_again(by=office, layout=layout)


def test_a_like_file_of_another_unit_is_offered_it(received, office):
    looked = look(received(files.reworded()))
    layout = acts.correct(by=office, looked=looked, fixes=[strange(looked)])
    neighbour = look(received(files.reworded(TITLE, NEIGHBOUR)))
    assert neighbour.file.outcome == "needs_mapping"
    assert like(neighbour.unit, "BC-NAM", neighbour.fingerprint) == [layout]
    taken = acts.adopt(by=office, looked=neighbour, layout=layout)
    assert (taken.unit.code, taken.fixes) == ("11260", layout.fixes)
    with pytest.raises(WrongState):
        acts.adopt(by=office, looked=look(received(files.two_columns())), layout=layout)


def test_what_is_no_workbook_is_not_opened(received):
    with pytest.raises(NotOpened, match="không phải là tệp bảng tính"):
        look(received(b"\x89PNG\r\n\x1a\n" + b"x" * 100))


def test_statements(received, office, secretary, collection, django_assert_num_queries):
    file = received(files.reworded())
    with django_assert_num_queries(7):
        looked = look(file)
        assert looked.plain.outcome == "needs_mapping"
        assert looked.unit == UNIT
        assert looked.layout is None
    acts.correct(by=office, looked=looked, fixes=[strange(looked)])
    with django_assert_num_queries(3):
        assert list(remembered(collection).layouts) == [UNIT]
    map_, held = unit_map(collection.period_ends), held_roles(secretary)
    with django_assert_num_queries(1):
        assert [one.unit.code for one in layouts_seen(map_, held)] == [UNIT]
    with django_assert_num_queries(1):
        assert like("11239", "BC-NAM", looked.fingerprint)[0].unit.code == UNIT
