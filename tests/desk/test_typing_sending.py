"""A return that was typed on the pages: looked over, its warnings answered, sent; dropped, or chosen instead of a file."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Finding, Return
from tests.desk.conftest import text_of
from tests.desk.typed import HOME, begun, draft_of, fill, post, section

__all__ = ["begun"]


def test_a_typed_year_is_looked_over_and_sent(begun, form):
    fill(begun, form)
    page = begun.get(f"{HOME}xem-lai/")
    assert "Xem lại số liệu rồi bấm “Gửi báo cáo”" in text_of(page)
    assert "Tổng số hội viên cuối năm 1.500 người" in text_of(page)
    assert "Đã thành lập Hội Khuyến học xã, phường, thị trấn Đã có Sửa" in text_of(page)
    return_ = draft_of()
    assert begun.post(f"{HOME}gui/", {"gui": "1"}).url == f"/bao-cao/{return_.pk}/"
    assert draft_of().state == "submitted"
    shown = text_of(begun.get(f"/bao-cao/{return_.pk}/"))
    assert "Nhập trên trang" in shown
    assert "0 bytes" not in shown
    assert "đang chờ xem" in text_of(begun.get(HOME))


def test_a_warning_wants_its_reason_and_what_was_typed_stays(begun, form):
    fill(begun, form, MH02=1799)
    assert "Không có lỗi. Ghi lý do cho 1 chỗ dưới đây, xem lại số liệu" in text_of(begun.get(f"{HOME}xem-lai/"))
    refused = begun.post(f"{HOME}gui/", {"gui": "1"})
    assert refused.status_code == 409
    assert "chưa ghi lý do" in text_of(refused)
    assert f'<a href="#ly-do-{Finding.objects.get(return_of=draft_of()).pk}"' in refused.content.decode()
    finding = Finding.objects.get(return_of=draft_of())
    assert begun.post(f"{HOME}gui/", {f"ly-do-{finding.pk}": "Đã đối chiếu."}).url == f"{HOME}xem-lai/#canh-bao"
    assert "Đã đối chiếu." in text_of(begun.get(f"{HOME}xem-lai/"))
    begun.post(f"{HOME}gui/", {f"ly-do-{finding.pk}": "Đã đối chiếu với sổ.", "gui": "1"})
    assert draft_of().state == "submitted"
    assert Finding.objects.get(pk=finding.pk).reason == "Đã đối chiếu với sổ."


def test_what_was_sent_back_says_why_at_its_field(secretary, office, submitted):
    from khuyenhoc.catalogue.models import Indicator

    return_ = submitted("11242")
    cell = Indicator.objects.get(form=return_.collection.form, code="MH03")
    acts.send_back(by=office, return_=return_, remarks=[(cell, "Cao hơn danh sách")])
    page = secretary.get(f"/bao-cao/{return_.pk}/")
    assert HOME in page.content.decode()
    secretary.post(f"{HOME}bat-dau/")
    text = text_of(secretary.get(section("MH")))
    assert "Cao hơn danh sách" in text
    assert "Hội cấp trên đề nghị sửa" in text_of(secretary.get(HOME))


@pytest.fixture
def last_year(answered_last_year):
    """The year before, in which the same warning was answered and accepted."""
    answered_last_year("Gồm cả gia đình đăng ký năm trước.")


def test_the_reason_of_last_year_holds_still_by_one_click(last_year, begun, form, collection):
    fill(begun, form, MH02=1799)
    text = text_of(begun.get(f"{HOME}xem-lai/"))
    assert "Lý do của năm 2022: Gồm cả gia đình đăng ký năm trước. Lý do cũ vẫn đúng" in text
    finding = Finding.objects.get(return_of__collection=collection, code="K03")
    assert begun.post(f"{HOME}gui/", {"nhu_cu": finding.pk}).url == f"{HOME}xem-lai/#canh-bao"
    assert Finding.objects.get(pk=finding.pk).reason == "Gồm cả gia đình đăng ký năm trước."
    assert "Lý do cũ vẫn đúng" not in text_of(begun.get(f"{HOME}xem-lai/"))


def test_the_reason_of_last_year_holds_still_for_a_file_too(last_year, secretary, draft):
    return_ = draft("11242", MH02=1799, TT03=17)
    finding = Finding.objects.get(return_of=return_, code="K03")
    assert "Lý do cũ vẫn đúng" in text_of(secretary.get(f"/bao-cao/{return_.pk}/"))
    secretary.post(f"/bao-cao/{return_.pk}/ly-do/", {"nhu_cu": finding.pk})
    assert Finding.objects.get(pk=finding.pk).reason == "Gồm cả gia đình đăng ký năm trước."


def test_somebody_else_s_file_and_the_page_are_chosen_between(secretary, office, draft):
    file = draft("11242")
    secretary.post(f"{HOME}bat-dau/")
    typed = Return.objects.get(revision=2)
    compare = f"/bao-cao/{typed.pk}/so-sanh/{file.pk}/"
    assert f'class="govuk-button" href="{compare}"' in secretary.get(HOME).content.decode()
    chosen = secretary.post(f"{compare}chon/", {"chon": typed.pk, "ly_do": "Số mới hơn"}, follow=True)
    assert f'class="govuk-button" href="{HOME}"' in chosen.content.decode()
    assert (draft_of().revision, draft_of().is_typed) == (2, True)


def test_what_is_being_typed_is_the_next_task_and_no_file_with_errors(begun, officer):
    text = text_of(begun.get("/viec/"))
    assert "Nhập tiếp số liệu năm 2023 trên trang" in text
    assert HOME in begun.get("/viec/").content.decode()
    chased = text_of(officer.get("/dot/BC-NAM-2023/nhac/11242/"))
    assert "tệp còn lỗi" not in chased


def test_it_can_be_dropped(begun):
    assert begun.post(f"{HOME}bo/").url == HOME
    assert "Đã bỏ bản nhập trên trang" in text_of(begun.get(HOME))
    assert not Return.objects.filter(withdrawn_at=None).exists()


def test_the_next_step_leads_to_the_first_error_then_to_the_first_empty_field(begun, form):
    fill(begun, form, MH03=2200, HB03="")
    page = begun.get(f"{HOME}xem-lai/").content.decode()
    assert re.findall(r'<a class="govuk-button" href="([^"]+)">([^<]+)<', page) == [
        (f"{section('MH')}#i-MH03", "Sửa lỗi đầu tiên")
    ]
    post(begun, "MH", MH03="1800")
    page = begun.get(f"{HOME}xem-lai/").content.decode()
    assert re.findall(r'<a class="govuk-button" href="([^"]+)">([^<]+)<', page) == [
        (f"{section('HB')}?thieu=1#i-HB03", "Ghi ô còn trống đầu tiên")
    ]
    post(begun, "HB", HB03="5")
    page = begun.get(f"{HOME}xem-lai/").content.decode()
    assert re.findall(r'class="govuk-button"[^>]*>([^<]+)<', page) == ["Gửi báo cáo"]


def test_a_warning_at_its_field_leads_to_where_its_reason_is_written(begun, form):
    fill(begun, form, MH02=1799)
    finding = Finding.objects.get(return_of=draft_of())
    place = f"{HOME}xem-lai/#ly-do-{finding.pk}"
    page = begun.get(section("MH"))
    assert f'href="{place}">Ghi lý do ở trang xem lại<' in page.content.decode()
    assert f'id="ly-do-{finding.pk}"' in begun.get(f"{HOME}xem-lai/").content.decode()
    begun.post(f"{HOME}gui/", {f"ly-do-{finding.pk}": "Đã đối chiếu."})
    page = begun.get(section("MH"))
    assert "Lý do đã ghi: Đã đối chiếu. Sửa lý do" in text_of(page)
    assert f'href="{place}"' in page.content.decode()
