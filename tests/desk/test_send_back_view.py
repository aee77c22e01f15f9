"""Sending back: a reason a cell, kept when it is refused."""

from __future__ import annotations

from khuyenhoc.returns import acts
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.models import Remark, Return
from tests.desk.conftest import text_of


def address(return_, end=""):
    return f"/bao-cao/{return_.pk}/tra-lai/{end}"


def test_the_page_offers_marked_cells_first_and_every_other_one(officer, draft, office, form):
    return_ = draft("11242", MH02=1700)
    finding = return_.findings.get()
    acts.answer(by=office, finding=finding, reason="Gồm cả năm trước")
    acts.submit(by=office, return_=return_)
    html = officer.get(address(return_)).content.decode()
    assert html.index('name="o-MH03"') < html.index('name="o-TC01"')
    assert "Giải trình: Gồm cả năm trước" in html
    assert html.count('name="o-') == len(form.indicators)


def test_reasons_reach_the_cells_and_the_next_one_is_shown(officer, submitted):
    return_, following = submitted("10507"), submitted("11242")
    data = {"chung": "Gửi lại trước thứ sáu", "o-HV01": "Cao hơn danh sách", "o-HV03": "  ", "o-XX99": "lạ"}
    answer = officer.post(address(return_, "xong/"), data)
    assert answer.url == f"/bao-cao/{following.pk}/?lan-luot"
    found = {r.indicator.code if r.indicator else "": r.text for r in Remark.objects.all()}
    assert found == {"": "Gửi lại trước thứ sáu", "HV01": "Cao hơn danh sách"}
    assert Return.objects.get(pk=return_.pk).state == State.SENT_BACK


def test_without_a_reason_it_is_not_sent_back(officer, submitted):
    return_ = submitted("11242")
    response = officer.post(address(return_, "xong/"), {"chung": " "})
    assert response.status_code == 409
    assert "Ghi ít nhất một lý do" in text_of(response)
    assert Return.objects.get().state == State.SUBMITTED


def test_what_was_typed_stands_when_somebody_was_quicker(officer, accepted):
    return_ = accepted("11242")
    response = officer.post(address(return_, "xong/"), {"chung": "Câu này không được mất", "o-TC02": "và câu này"})
    assert response.status_code == 409
    assert "Báo cáo này không còn chờ xem" in text_of(response)
    assert "Câu này không được mất" in response.content.decode()
    assert "Số chi hội khuyến học: và câu này" in text_of(response)
    assert Remark.objects.count() == 0


def test_a_secretary_may_not_open_it(secretary, submitted):
    assert secretary.get(address(submitted("11242"))).status_code == 403
