"""My tasks: one next step for each role, and what else there is."""

from __future__ import annotations

import pytest

from khuyenhoc.access.acts import create_user
from khuyenhoc.access.enums import Role
from khuyenhoc.ledger.enums import PrintKind
from khuyenhoc.ledger.printing import NewPin, pin
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Return
from tests.desk.conftest import text_of


def page(client):
    response = client.get("/viec/")
    assert response.status_code == 200
    return text_of(response)


def test_who_is_not_signed_in_is_led_to_signing_in(client, db):
    response = client.get("/viec/")
    assert (response.status_code, response.url) == (302, "/tai-khoan/login/?next=/viec/")


def test_the_secretary_is_led_from_the_file_to_the_answer_of_the_office(secretary, draft, office):
    assert "Gửi tệp số liệu năm 2023" in page(secretary)
    draft("11242", MH11=20)
    assert "Còn 1 lỗi phải sửa trong tệp" in page(secretary)
    warned = draft("11242", MH02=1700)
    assert "Trả lời 1 cảnh báo" in page(secretary)
    acts.answer(by=office, finding=warned.findings.get(), reason="Gồm cả số công nhận từ năm trước")
    assert "Xem lại và gửi" in page(secretary)
    acts.submit(by=office, return_=warned)
    assert "Đang chờ Hội cấp trên xem báo cáo" in page(secretary)
    members = warned.cells.get(indicator__code="HV01").indicator
    acts.send_back(by=office, return_=warned, remarks=[(members, "Cao hơn danh sách")])
    assert "Tổng số hội viên cuối năm: Cao hơn danh sách" in page(secretary)


def test_the_secretary_has_one_filled_button(secretary):
    assert secretary.get("/viec/").content.decode().count('class="govuk-button"') == 1


def test_the_office_is_led_to_the_first_return_that_waits(officer, submitted):
    submitted("11242")
    first = submitted("10507")
    response = officer.get("/viec/")
    text = text_of(response)
    assert "Còn 2 báo cáo chờ xem" in text
    assert "phường Cẩm Thượng, thành phố Hải Dương" in text
    assert f'class="govuk-button" href="/bao-cao/{first.pk}/"' in response.content.decode()
    assert "233 đơn vị chưa gửi báo cáo" in text


def test_a_district_officer_is_told_of_the_district_alone(at_desk, submitted):
    submitted("10507")
    text = page(at_desk(Role.DISTRICT_OFFICER, "300"))
    assert "chờ xem" not in text
    assert "17 đơn vị chưa gửi báo cáo" in text


def test_the_leader_signs_what_the_office_accepted(leader, accepted):
    accepted("11242")
    assert "1 báo cáo chờ ký duyệt" in page(leader)


def test_the_editor_waits_until_all_is_settled(at_desk, office, collection, submitted):
    editor = at_desk(Role.EDITOR, "30")
    assert "Chưa có việc nào" in page(editor)
    collection.obligations.exclude(unit__code="11242").delete()
    acts.accept(by=office, return_=submitted("11242"))
    assert "Soạn và đăng bài về năm 2023" in page(editor)
    assert "Lập báo cáo tổng kết năm 2023" in page(editor)


def test_what_is_made_is_asked_for_again_only_after_figures_that_came_later(at_desk, office, collection, submitted):
    collection.obligations.exclude(unit__code="11242").delete()
    editor = at_desk(Role.EDITOR, "30")
    for kind, asked in ((PrintKind.REPORT, "Lập báo cáo tổng kết năm 2023"), (PrintKind.ARTICLE, "Soạn và đăng bài")):
        acts.accept(by=office, return_=submitted("11242", reason="Sót một thôn", MH03=1700 + len(kind)))
        assert asked in page(editor)
        pins = [NewPin("30", "2023", "MH03", 1, "")]
        pin(by=office, kind=kind, subject=kind, name="Năm 2023", unit="30", books="", pins=pins)
        assert asked not in page(editor)


def test_the_office_that_has_nothing_left_to_do_is_led_to_opening_the_next_collection(officer, office, collection):
    acts.close_collection(by=office, collection=collection)
    response = officer.get("/viec/")
    text, html = text_of(response), response.content.decode()
    assert "Mở đợt báo cáo tổng kết công tác khuyến học năm 2024" in text
    assert 'class="govuk-button" href="/dot/mo/BC-NAM/2024/"' in html
    assert officer.get("/dot/mo/BC-NAM/2024/").status_code == 200
    assert "Chưa có việc nào" not in text


def test_an_account_without_a_role_is_told_whom_to_ask(signed_in, collection):
    nobody = signed_in(create_user(by="test", username="moi", full_name="Người mới"))
    assert "chưa được giao vai trò" in page(nobody)


def test_a_closed_collection_asks_nothing(secretary, office, collection):
    acts.close_collection(by=office, collection=collection)
    assert "Chưa có việc nào" in page(secretary)


@pytest.mark.parametrize(("role", "most"), [(Role.PROVINCE_OFFICER, 9), (Role.COMMUNE_SECRETARY, 9)])
def test_statements_do_not_grow_with_the_units(role, most, at_desk, submitted, django_assert_max_num_queries):
    for unit in ("10507", "10510", "11242"):
        submitted(unit)
    client = at_desk(role, "11242" if role == Role.COMMUNE_SECRETARY else "30")
    with django_assert_max_num_queries(most):
        page(client)
    assert Return.objects.count() == 3
