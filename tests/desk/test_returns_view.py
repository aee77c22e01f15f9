"""A return: what is shown of it and to whom, and every act on it by its button."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.returns import acts
from khuyenhoc.returns.earlier.acts import load
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.models import Finding, Return
from tests.desk.conftest import text_of
from tests.returns.earlier.tables import figures


def address(return_, end=""):
    return f"/bao-cao/{return_.pk}/{end}"


def state(return_):
    return Return.objects.get(pk=return_.pk).state


def test_findings_stand_first_and_again_at_their_cells(secretary, draft):
    return_ = draft("11242", MH11=20)
    html = secretary.get(address(return_)).content.decode()
    message = return_.findings.get(level="E").message
    assert html.index("Kết quả kiểm tra") < html.index("Tổ chức Hội")
    assert html.count(message) >= 2
    assert '<tr id="MH13" class="is-error">' in html


def test_values_none_and_blanks_are_told_apart(secretary, draft):
    text = text_of(secretary.get(address(draft("11242", TH04="không có", KT01=None, TH01="12-May"))))
    assert "Chương trình phối hợp đang thực hiện chương trình không có" in text
    assert "bằng – –" in text
    assert "“12-May”" in text
    assert "Bằng khen của UBND tỉnh bằng 1" in text


def test_shares_are_computed(secretary, draft):
    assert "Tỷ lệ hội viên trên dân số % 18,75 tính ra" in text_of(secretary.get(address(draft("11242"))))


def test_the_address_of_a_cell_is_short_where_all_stand_on_one_sheet(secretary, draft):
    text = text_of(secretary.get(address(draft("11242"))))
    assert "trang “Báo cáo”" in text
    assert "12 D6 " in text


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.COMMUNE_SECRETARY, "11242", 200),
        (Role.COMMUNE_SECRETARY, "11239", 403),
        (Role.DISTRICT_OFFICER, "300", 200),
        (Role.DISTRICT_OFFICER, "288", 403),
        (Role.PROVINCE_LEADER, "30", 200),
        (Role.EDITOR, "30", 403),
        (Role.ADMINISTRATOR, "30", 403),
    ],
)
def test_who_may_see_a_return(at_desk, draft, role, unit, status):
    response = at_desk(role, unit).get(address(draft("11242")))
    assert response.status_code == status
    assert ("không có quyền xem báo cáo của Xã Thanh Tùng" in text_of(response)) == (status == 403)


def test_an_unknown_return(officer):
    assert officer.get("/bao-cao/999/").status_code == 404


def test_a_clean_draft_is_sent(secretary, draft):
    return_ = draft("11242")
    assert "Xem lại số liệu rồi gửi lên Hội cấp trên" in text_of(secretary.get(address(return_)))
    answer = secretary.post(address(return_, "ly-do/"), {"gui": "1"}, follow=True)
    assert "Đã gửi báo cáo lên Hội cấp trên." in text_of(answer)
    assert state(return_) == State.SUBMITTED


def test_reasons_are_written_and_the_return_sent_by_one_button(secretary, draft):
    return_ = draft("11242", MH02=1700)
    finding = return_.findings.get()
    assert "Ghi lý do và gửi báo cáo" in text_of(secretary.get(address(return_)))
    secretary.post(address(return_, "ly-do/"), {f"ly-do-{finding.pk}": " Gồm cả năm trước ", "gui": "1"})
    assert (Finding.objects.get().reason, state(return_)) == ("Gồm cả năm trước", State.SUBMITTED)


def test_reasons_are_written_and_the_return_kept(secretary, draft):
    return_ = draft("11242", MH02=1700)
    secretary.post(address(return_, "ly-do/"), {f"ly-do-{return_.findings.get().pk}": "Gồm cả năm trước"})
    assert (Finding.objects.get().reason, state(return_)) == ("Gồm cả năm trước", State.DRAFT)


def test_a_refusal_keeps_what_was_typed_and_changes_nothing(secretary, draft):
    return_ = draft("11242", MH02=1700, MH12=30)
    first, _second = return_.findings.all()
    response = secretary.post(address(return_, "ly-do/"), {f"ly-do-{first.pk}": "Gồm cả năm trước", "gui": "1"})
    assert response.status_code == 409
    assert "Còn cảnh báo chưa ghi lý do." in text_of(response)
    assert "Gồm cả năm trước" in response.content.decode()
    assert [f.reason for f in Finding.objects.all()] == ["", ""]
    assert state(return_) == State.DRAFT


def test_errors_stop_the_sending(secretary, draft):
    return_ = draft("11242", MH11=20)
    response = secretary.post(address(return_, "ly-do/"), {"gui": "1"})
    assert response.status_code == 409
    assert "Còn 1 lỗi phải sửa trong tệp trước khi gửi." in text_of(response)


def test_accepting_leads_to_the_next_one_and_offers_to_undo(officer, submitted):
    first, second = submitted("10507"), submitted("11242")
    answer = officer.post(address(first, "chap-nhan/"), follow=True)
    assert answer.redirect_chain[-1][0] == address(second, "?lan-luot")
    assert "Đã chấp nhận báo cáo của phường Cẩm Thượng. Hoàn tác" in text_of(answer)
    assert f'action="{address(first, "thu-lai/")}"' in answer.content.decode()
    officer.post(address(first, "thu-lai/"))
    assert state(first) == State.SUBMITTED


def test_accepting_the_last_one_leads_to_the_board(officer, submitted):
    return_ = submitted("11242")
    assert officer.post(address(return_, "chap-nhan/")).url == "/dot/BC-NAM-2023/"


def test_accepting_twice_is_refused_in_words(officer, accepted):
    response = officer.post(address(accepted("11242"), "chap-nhan/"))
    assert response.status_code == 409
    assert "đang ở trạng thái “đã chấp nhận”" in text_of(response)


def test_over_an_error_that_came_since_it_was_sent_it_can_only_be_sent_back(officer, office, submitted):
    return_ = submitted("11242")
    load(by=office, data=figures("2022;11242;QK04;83000000"), name="a.csv")
    page = officer.get(f"/bao-cao/{return_.pk}/")
    assert "(84.000.000 đồng) khác số cuối kỳ trước (83.000.000 đồng)" in text_of(page)
    assert re.findall(r'class="govuk-button"[^>]*>([^<]+)<', page.content.decode()) == ["Trả lại để sửa"]
    refused = officer.post(f"/bao-cao/{return_.pk}/chap-nhan/")
    assert (refused.status_code, "số kỳ trước đã thay đổi sau khi gửi" in text_of(refused)) == (409, True)


def test_the_queue_and_its_keys(officer, submitted):
    first, second, third = (submitted(unit) for unit in ("10507", "11242", "11245"))
    html = officer.get(address(second)).content.decode()
    assert "2/3 chờ xem" in html
    assert f'href="{address(first, "?lan-luot")}" data-desk-key="p"' in html
    assert f'href="{address(third, "?lan-luot")}" data-desk-key="n"' in html
    assert 'data-desk-key="a" data-desk-way="focus"' in html
    assert 'data-desk-key="r"' in html


def focused(response):
    """What has the focus when the page opens."""
    return re.findall(r"<(\w+)[^>]* autofocus", response.content.decode())


def test_in_turn_the_button_has_the_focus_and_enter_accepts(officer, submitted):
    return_ = submitted("11242")
    assert focused(officer.get(address(return_))) == []
    in_turn = officer.get(address(return_, "?lan-luot"))
    assert focused(in_turn) == ["button"]
    assert "Enter: chấp nhận, rồi sang báo cáo tiếp theo." in text_of(in_turn)


def test_in_turn_a_warning_has_the_focus_so_that_enter_accepts_nothing_unread(officer, office, draft):
    return_ = draft("11242", MH02=1799)
    acts.answer(by=office, finding=return_.findings.get(), reason="Tính cả đăng ký năm trước.")
    acts.submit(by=office, return_=return_)
    in_turn = officer.get(address(return_, "?lan-luot"))
    assert focused(in_turn) == ["h2"]
    assert "nên Enter chưa chấp nhận" in text_of(in_turn)


def test_a_secretary_cannot_accept_her_own(secretary, submitted):
    return_ = submitted("11242")
    assert "Chấp nhận" not in text_of(secretary.get(address(return_)))
    response = secretary.post(address(return_, "chap-nhan/"))
    assert response.status_code == 409
    assert "không có quyền chấp nhận hoặc trả lại báo cáo" in text_of(response)
    assert state(return_) == State.SUBMITTED


def test_an_act_on_what_may_not_be_seen_tells_nothing_of_it(at_desk, submitted):
    return_ = submitted("11242")
    response = at_desk(Role.COMMUNE_SECRETARY, "11239").post(address(return_, "chap-nhan/"))
    assert response.status_code == 403
    assert "8.000" not in text_of(response)


def test_the_leader_signs_one(leader, accepted):
    return_ = accepted("11242")
    assert "Ký duyệt báo cáo này" in text_of(leader.get(address(return_)))
    leader.post(address(return_, "ky/"))
    assert state(return_) == State.SIGNED


@pytest.mark.parametrize("act", ["ly-do/", "chap-nhan/", "thu-lai/", "ky/"])
def test_the_address_of_an_act_opens_the_page(officer, draft, act):
    return_ = draft("11242")
    assert officer.get(address(return_, act)).url == address(return_)


def test_revisions_are_readable_and_say_what_changed(secretary, submitted, draft, office):
    first = submitted("11242")
    members = first.cells.get(indicator__code="HV01").indicator
    acts.send_back(by=office, return_=first, remarks=[(members, "Cao hơn danh sách")])
    second = draft("11242", HV01=1490)
    text = text_of(secretary.get(address(second)))
    assert "Bản trước được trả lại vì" in text
    assert "1.490 1.500 D" in text
    old = text_of(secretary.get(address(first)))
    assert "Đây là bản cũ, chỉ để xem lại." in old
    assert "Gửi báo cáo lên" not in old


def test_history_says_who_what_when_and_why(secretary, submitted, office):
    return_ = submitted("11242")
    acts.send_back(by=office, return_=return_, remarks=[(None, "Thiếu chữ ký")])
    history = text_of(secretary.get(address(return_))).partition("Lịch sử")[2]
    positions = [
        history.index(what) for what in ("Trả lại để sửa", "Thiếu chữ ký", "Gửi báo cáo", "Đọc số liệu từ tệp")
    ]
    assert positions == sorted(positions)
    assert "Văn phòng Hội Khuyến học tỉnh" in history


def test_a_return_sent_back_can_be_sent_again_as_it_is(secretary, submitted, office):
    return_ = submitted("11242")
    acts.send_back(by=office, return_=return_, remarks=[(None, "Xem lại")])
    assert "Gửi lại bản này" in text_of(secretary.get(address(return_)))
    secretary.post(address(return_, "ly-do/"), {"gui": "1"})
    assert state(return_) == State.SUBMITTED


def test_statements_of_a_return(officer, submitted, django_assert_num_queries):
    return_ = submitted("11242")
    with django_assert_num_queries(21):
        officer.get(address(return_))


def test_the_middle_of_the_district_is_shown_to_who_reviews(officer, secretary, submitted):
    return_ = submitted("11242", MH03=1700)
    for code, number in (("11239", 1500), ("11245", 1600), ("11248", 1900)):
        submitted(code, MH03=number)
    assert "Trung vị Huyện Thanh Miện, 3 đơn vị" in text_of(officer.get(address(return_)))
    assert "Trung vị" not in text_of(secretary.get(address(return_)))


def test_what_changed_since_the_revision_before_is_listed(officer, draft):
    draft("11242")
    text = text_of(officer.get(address(draft("11242", MH03=1700))))
    assert "Thay đổi so với bản trước (1 ô)" in text
    assert "Gia đình được công nhận gia đình học tập : 1.800 thành 1.700 gia đình" in text
