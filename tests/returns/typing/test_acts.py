"""A return typed on the pages: stored at every field, checked at once, resumed by others, told in the journal by section."""

from __future__ import annotations

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import verify
from khuyenhoc.returns import acts
from khuyenhoc.returns.conflicts.acts import choose
from khuyenhoc.returns.conflicts.queries import pending_of
from khuyenhoc.returns.detail import return_detail
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.errors import Closed, NotReady, Refused, WrongState
from khuyenhoc.returns.models import Finding, Return
from khuyenhoc.returns.receiving import receive
from khuyenhoc.returns.typing.acts import Typed, drop, keep, send
from khuyenhoc.returns.typing.queries import cell_values
from khuyenhoc.returns.typing.reading import version_of
from khuyenhoc.returns.typing.starting import begin
from khuyenhoc.returns.values import CellValue, Stated
from khuyenhoc.units.models import Unit
from tests.fixtures import CLEAN
from tests.workbooks import official

UNIT = "11242"


@pytest.fixture
def secretary(person):
    return person(Role.COMMUNE_SECRETARY, UNIT)


@pytest.fixture
def unit(collection):
    return Unit.objects.get(code=UNIT)


@pytest.fixture
def typed(secretary, collection, unit):
    return begin(by=secretary, collection=collection, unit=unit)


def write(by, return_, section="MH", leaves=False, **texts):
    fields = {code: Typed(text) for code, text in texts.items()}
    return keep(by=by, return_=return_, section=section, typed=fields, leaves=leaves)


def fill(by, return_, form, **changed):
    """Everything, section by section, as a year without a fault."""
    stated = {**CLEAN, **changed}
    for section in form.sections:
        texts = {i.code: str(stated[i.code]) for i in form.typed if i.section == section.code}
        write(by, return_, section.code, leaves=True, **texts)
    return fresh(return_)


def fresh(return_):
    return Return.objects.select_related("collection", "unit", "file").get(pk=return_.pk)


def told(act):
    return list(Event.objects.filter(act=act).order_by("sequence"))


def test_it_begins_empty_and_is_the_unit_s_draft(typed, secretary, form):
    assert (typed.state, typed.revision, typed.is_typed, typed.file.name) == (State.DRAFT, 1, True, "Trang nhập")
    assert cell_values(typed) == {}
    assert {f.code for f in Finding.objects.filter(return_of=typed)} == {"K11"}
    assert fresh(typed).errors == len(form.typed)
    assert [(e.by, e.after) for e in told("begin_typing")] == [(secretary.username, {"revision": 1, "how": "fresh"})]


def test_whoever_may_send_goes_on_with_it(typed, office, collection, unit):
    assert begin(by=office, collection=collection, unit=unit) == typed
    write(office, typed, MH03="1800")
    assert Return.objects.count() == 1
    assert len(told("begin_typing")) == 1


def test_every_field_is_stored_and_checked_at_once(typed, secretary):
    kept = write(secretary, typed, MH03="1.520")
    assert kept.changed == {"MH03"}
    assert cell_values(typed)["MH03"] == CellValue("MH03", Stated.VALUE, 1520, "Trang nhập!MH03", "1.520")
    write(secretary, typed, MH01="1.480")
    finding = Finding.objects.get(return_of=typed, code="K02")
    assert "(1.520) lớn hơn" in finding.message
    assert "trong tệp" not in finding.message
    assert "Xem lại ô" not in finding.message
    before = fresh(typed).errors
    write(secretary, typed, MH01="1.530")
    assert not Finding.objects.filter(return_of=typed, code="K02").exists()
    assert fresh(typed).errors == before - 1


def test_what_cannot_be_read_is_kept_as_typed_and_said(typed, secretary):
    write(secretary, typed, MH03="khoảng 1500")
    cell = cell_values(typed)["MH03"]
    assert (cell.stated, cell.raw) == (Stated.INVALID, "khoảng 1500")
    (finding,) = Finding.objects.filter(return_of=typed, indicator__code="MH03")
    assert (finding.code, "“khoảng 1500” không phải là một số nguyên" in finding.message) == ("K01", True)
    write(secretary, typed, MH03="")
    assert cell_values(typed)["MH03"].stated is Stated.BLANK


def test_fields_of_other_sections_and_unknown_ones_are_passed_over(typed, secretary):
    assert write(secretary, typed, "MH", HV01="5", MH04="80", XX99="1").changed == set()
    assert cell_values(typed) == {}


def test_the_later_of_two_devices_sees_that_it_changed(typed, secretary, office):
    seen = version_of(CellValue("MH03", Stated.BLANK))
    keep(by=secretary, return_=typed, section="MH", typed={"MH03": Typed("1.520", seen)})
    late = keep(by=office, return_=typed, section="MH", typed={"MH03": Typed("1.530", seen), "MH02": Typed("9", seen)})
    assert late.changed == {"MH02"}
    assert late.overtaken["MH03"].value == 1520
    assert cell_values(typed)["MH03"].value == 1520
    again = Typed("1.530", version_of(late.overtaken["MH03"]))
    assert keep(by=office, return_=typed, section="MH", typed={"MH03": again}).changed == {"MH03"}
    assert cell_values(typed)["MH03"].value == 1530


def test_two_devices_that_say_the_same_do_not_meet(typed, secretary):
    seen = version_of(CellValue("MH03", Stated.BLANK))
    for text in ("1520", "1.520"):
        assert keep(by=secretary, return_=typed, section="MH", typed={"MH03": Typed(text, seen)}).overtaken == {}


def test_the_journal_has_one_event_for_a_stay_in_a_section(typed, secretary, office):
    for code, text in (("MH01", "2100"), ("MH03", "18"), ("MH03", "1800")):
        write(secretary, typed, **{code: text})
    assert told("type_section") == []
    write(secretary, typed, leaves=True)
    (event,) = told("type_section")
    assert (event.by, event.subject_id, event.unit) == (secretary.username, str(typed.pk), UNIT)
    assert event.before == {"cells": {"MH01": "", "MH03": ""}}
    assert event.after["section"] == "Các mô hình học tập"
    assert event.after["cells"] == {"MH01": "2.100", "MH03": "1.800"}
    write(secretary, typed, "HV", HV01="1500")
    write(office, typed, "HV", HV02="60")
    assert [e.by for e in told("type_section")] == [secretary.username, secretary.username]
    assert verify()[1] is None


def test_a_long_pause_ends_the_stay(typed, secretary):
    with clock.told(2023, 12, 15, 9):
        write(secretary, typed, MH03="1800")
    with clock.told(2023, 12, 15, 14):
        write(secretary, typed, MH02="1900")
    assert [e.after["cells"] for e in told("type_section")] == [{"MH03": "1.800"}]


def test_a_typed_year_is_sent_and_accepted_and_says_where_it_is_from(typed, secretary, office, form):
    return_ = fill(secretary, typed, form)
    assert (return_.errors, return_.warnings) == (0, 0)
    sent = send(by=secretary, return_=return_, submit=lambda r: acts.submit(by=secretary, return_=r))
    acts.accept(by=office, return_=sent)
    assert fresh(typed).state == State.ACCEPTED
    detail = return_detail(typed.pk)
    assert detail.sheet == "Trang nhập"
    assert len(told("type_section")) == len(form.sections)


def test_it_is_not_sent_with_an_error_and_nothing_is_told(typed, secretary):
    write(secretary, typed, MH03="1800")
    with pytest.raises(NotReady, match="lỗi phải sửa trên trang nhập trước khi gửi"):
        send(by=secretary, return_=typed, submit=lambda r: acts.submit(by=secretary, return_=r))
    assert told("type_section") == []


def test_a_reason_stays_while_its_warning_does(typed, secretary, form):
    fill(secretary, typed, form, MH02=1799)
    warning = Finding.objects.select_related("return_of__unit", "return_of__collection").get(return_of=typed, level="W")
    acts.answer(by=secretary, finding=warning, reason="Công nhận cả gia đình đăng ký năm trước.")
    write(secretary, typed, MH02="1798")
    kept = Finding.objects.get(return_of=typed, level="W")
    assert (kept.pk, kept.reason) == (warning.pk, "Công nhận cả gia đình đăng ký năm trước.")
    assert "1.798" in kept.message
    write(secretary, typed, MH02="1950")
    assert not Finding.objects.filter(return_of=typed).exists()


def test_what_was_sent_back_is_corrected_from_its_figures(collection, unit, secretary, office, draft):
    first = acts.submit(by=secretary, return_=draft(UNIT, by=secretary, MH02=1950))
    acts.send_back(by=office, return_=first, remarks=[(None, "Xem lại số gia đình")])
    typed = begin(by=secretary, collection=collection, unit=unit)
    assert (typed.revision, fresh(first).superseded_by) == (2, typed)
    assert cell_values(typed)["MH03"] == CellValue("MH03", Stated.VALUE, 1800, "Trang nhập!MH03", "1800")
    assert fresh(typed).errors == 0
    assert [r.text for r in return_detail(typed.pk).asked] == ["Xem lại số gia đình"]


def test_one_s_own_file_is_corrected_and_stands_again_when_that_is_dropped(collection, unit, secretary, draft):
    file = draft(UNIT, by=secretary, MH03=None)
    typed = begin(by=secretary, collection=collection, unit=unit)
    write(secretary, typed, MH03="1800")
    assert fresh(file).superseded_by == typed
    drop(by=secretary, return_=typed)
    assert (fresh(file).superseded_at, fresh(file).superseded_by) == (None, None)
    assert fresh(typed).withdrawn_at is not None
    assert begin(by=secretary, collection=collection, unit=unit).revision == 3


def test_a_page_and_somebody_else_s_file_are_both_kept(collection, unit, secretary, office, draft, form):
    file = draft(UNIT)
    typed = begin(by=secretary, collection=collection, unit=unit)
    assert fresh(typed).superseded_at is not None
    assert [c.contender for c in pending_of(collection, unit.pk)] == [typed]
    fill(secretary, typed, form)
    with pytest.raises(NotReady, match="đang chờ chọn"):
        send(by=secretary, return_=typed, submit=lambda r: acts.submit(by=secretary, return_=r))
    choose(by=office, contender=fresh(typed), chosen=fresh(typed), reason="Số mới hơn")
    send(by=secretary, return_=typed, submit=lambda r: acts.submit(by=secretary, return_=r))
    assert (fresh(typed).state, fresh(file).superseded_by) == (State.SUBMITTED, typed)


def test_a_file_after_a_typed_return_contends_even_of_the_same_person(typed, collection, unit, secretary):
    receive(by=secretary, collection=collection, files=[("a.xlsx", official())])
    assert [c.contender.revision for c in pending_of(collection, unit.pk)] == [2]
    write(secretary, typed, MH03="1800")
    with pytest.raises(NotReady):
        send(by=secretary, return_=typed, submit=lambda r: acts.submit(by=secretary, return_=r))


def test_an_accepted_return_is_revised_with_a_reason_by_the_office(collection, unit, secretary, office, draft):
    accepted = acts.accept(by=office, return_=acts.submit(by=office, return_=draft(UNIT)))
    with pytest.raises(WrongState, match="đã được chấp nhận"):
        begin(by=secretary, collection=collection, unit=unit)
    with pytest.raises(Refused, match="Ghi lý do sửa đổi"):
        begin(by=office, collection=collection, unit=unit)
    typed = begin(by=office, collection=collection, unit=unit, revision_reason="Đếm lại")
    assert (typed.revision_reason, cell_values(typed)["MH03"].value) == ("Đếm lại", 1800)
    assert fresh(accepted).superseded_at is None


def test_who_may_not_and_when_not(typed, person, office, collection, unit, secretary):
    stranger = person(Role.COMMUNE_SECRETARY, "11239")
    with pytest.raises(NotAllowed):
        begin(by=stranger, collection=collection, unit=unit)
    with pytest.raises(NotAllowed):
        write(stranger, typed, MH03="1")
    with pytest.raises(Refused, match="không phải nộp"):
        begin(by=office, collection=collection, unit=Unit.objects.get(code="300"))
    acts.close_collection(by=office, collection=collection)
    with pytest.raises(Closed):
        write(secretary, typed, MH03="1")
    with pytest.raises(Closed):
        begin(by=secretary, collection=collection, unit=unit)
    assert cell_values(typed) == {}


def test_a_submitted_return_waits(collection, unit, secretary, draft):
    file = acts.submit(by=secretary, return_=draft(UNIT, by=secretary))
    with pytest.raises(WrongState, match="đang chờ xem"):
        begin(by=secretary, collection=collection, unit=unit)
    with pytest.raises(WrongState, match="không còn là bản đang nhập"):
        write(secretary, file, MH03="1")


def test_a_field_costs_the_same_statements_however_much_is_typed(typed, secretary, form, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        write(secretary, typed, MH03="1800")
    fill(secretary, typed, form)
    with django_assert_max_num_queries(22):
        write(secretary, typed, MH03="1700")
