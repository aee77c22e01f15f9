"""A file whose return is accepted or signed is not offered to be read again: what may be done instead is said, by whom."""

from __future__ import annotations

from khuyenhoc.access.enums import Role
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Return
from tests.desk.conftest import text_of
from tests.desk.test_mapping_pages import next_link, page, send
from tests.workbooks import official


def test_of_an_accepted_return_it_is_said_what_may_be_done(secretary, officer, at_desk, office, leader):
    """Whoever may open a new revision does so with a reason; the others are told whom to ask."""
    file = send(secretary, official(MH03=1790))
    return_ = acts.submit(by=office, return_=Return.objects.select_related("collection", "unit").get())
    acts.accept(by=office, return_=return_)
    told = secretary.get(page(file))
    assert "Báo cáo này đã được chấp nhận" in text_of(told)
    assert "đề nghị văn phòng Hội đã mở đợt này mở bản sửa đổi" in text_of(told)
    assert "Đọc lại</button>" not in told.content.decode()
    assert next_link(told) == f"/bao-cao/{return_.pk}/"
    assert secretary.post(page(file, "doc-lai/")).status_code == 409
    assert "Thu lại chấp nhận" in text_of(at_desk(Role.DISTRICT_OFFICER, "300").get(page(file)))

    leader.post(f"/bao-cao/{return_.pk}/ky/")
    assert "Báo cáo này đã được ký duyệt" in text_of(secretary.get(page(file)))
    refused = officer.post(page(file, "doc-lai/"), {"ly_do": " "})
    assert (refused.status_code, "Ghi lý do sửa đổi" in text_of(refused)) == (409, True)
    done = officer.post(page(file, "doc-lai/"), {"ly_do": "Đọc nhầm cột."}, follow=True)
    assert "Đã đọc lại tệp" in text_of(done)
    revised = Return.objects.get(revision=2)
    assert (revised.state, revised.revision_reason, revised.superseded_at) == ("draft", "Đọc nhầm cột.", None)
    assert Return.objects.get(revision=1).state == "signed"


def test_of_a_closed_collection_it_is_said(secretary, office, collection):
    file = send(secretary, official())
    acts.close_collection(by=office, collection=collection)
    told = secretary.get(page(file))
    assert "Đợt báo cáo này đã kết thúc" in text_of(told)
    assert "Đọc lại</button>" not in told.content.decode()
    assert secretary.post(page(file, "doc-lai/")).status_code == 409
