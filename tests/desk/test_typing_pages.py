"""Typing a return on the pages, with the script of the page and without, with an account."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.audit.models import Event
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.typing.queries import cell_values
from khuyenhoc.returns.values import Stated
from tests.desk.conftest import text_of
from tests.desk.typed import HOME, HTMX, begun, cell, draft_of, fields, fill, post, section

__all__ = ["begun"]


def test_before_anything_is_begun_the_page_says_what_beginning_means(secretary, collection):
    page = secretary.get(HOME)
    text = text_of(page)
    assert "<title>Nhập số liệu năm 2023 trên trang · " in page.content.decode()
    assert "Nhập số liệu năm 2023 trên trang" in text
    assert "không điền sẵn" in text
    assert "Bắt đầu nhập" in text
    assert not Return.objects.exists()


def test_the_sections_are_a_list_with_how_far_each_is(begun):
    post(begun, "TC", TC02="12", tiep="1")
    text = text_of(begun.get(HOME))
    assert "Tổ chức Hội Đã ghi 1/6 ô" in text
    assert "Đang làm" in text
    assert "Đã xong 0/8 phần" in text
    assert "Nhập tiếp: Tổ chức Hội" in text


def test_each_page_has_a_title_of_its_own(begun):
    found = [
        re.search("<title>(.*?) ·", begun.get(page).content.decode())
        for page in (HOME, section("TC"), f"{HOME}xem-lai/")
    ]
    assert [title and title[1] for title in found] == ["Nhập số liệu năm 2023", "Tổ chức Hội", "Xem lại trước khi gửi"]


def test_a_section_is_kept_without_a_script_and_goes_on_to_the_next(begun):
    page = post(begun, "TC", TC01="1", TC02="12", TC03="20", tiep="1")
    assert page.url == section("HV")
    values = cell_values(draft_of())
    assert [values[c].value for c in ("TC01", "TC02", "TC03")] == [1, 12, 20]
    assert [e.after["cells"] for e in Event.objects.filter(act="type_section")] == [
        {"TC01": "1", "TC02": "12", "TC03": "20"}
    ]


def test_the_history_tells_what_was_typed_section_by_section(begun, form):
    post(begun, "TC", TC02="12", tiep="1")
    post(begun, "TC", TC02="13", TC03="không có", tiep="1")
    fill(begun, form)
    text = text_of(begun.get(f"/bao-cao/{draft_of().pk}/"))
    assert "Tổ chức Hội, 1 ô: TC02 trống thành 12" in text
    assert "Tổ chức Hội, 2 ô: TC02 12 thành 13; TC03 trống thành không có" in text
    assert "Các mô hình học tập, 15 ô: MH01 trống thành 2.100" in text


def test_a_page_is_resumed_with_what_was_typed(begun, at_desk):
    post(begun, "QK", QK01="36,7 triệu", QK02="khoảng 50 triệu", luu="1")
    page = at_desk(Role.DISTRICT_OFFICER, "300").get(section("QK"))
    html, text = page.content.decode(), text_of(page)
    assert 'name="QK01" value="36,7 triệu"' in html
    assert "Hiểu là 36.700.000 đồng" in text
    assert 'value="khoảng 50 triệu"' in html
    assert "“khoảng 50 triệu” không phải là một số nguyên" in text


def test_none_is_one_tap_without_a_script(begun):
    page = post(begun, "KT", KT01="3", KT02="không", khong_co="KT04")
    assert page.url == f"{section('KT')}#o-KT04"
    values = cell_values(draft_of())
    assert [(values[c].stated, values[c].value) for c in ("KT01", "KT02", "KT04")] == [
        (Stated.VALUE, 3), (Stated.NONE, None), (Stated.NONE, None),
    ]  # fmt: skip


def test_empty_fields_are_not_called_wrong_until_the_end(begun, form):
    assert "chưa được ghi" not in text_of(begun.get(section("KT")))
    assert "chưa được ghi" in text_of(begun.get(f"{section('KT')}?thieu=1"))
    assert f"Chưa ghi ({len(form.typed)} ô)" in text_of(begun.get(f"{HOME}xem-lai/"))


def test_an_error_is_said_once_before_going_on_and_leads_to_its_field(begun):
    page = post(begun, "MH", MH01="1480", MH03="1520", tiep="1")
    assert page.status_code == 422
    html = page.content.decode()
    assert 'href="#i-MH03"' in html
    assert "(1.520) lớn hơn" in text_of(page)
    assert "Lưu, sửa sau" in text_of(page)
    assert post(begun, "MH", tiep="1", da_bao="1").url == section("QK")


def test_a_field_is_kept_at_once_and_answers_with_itself_and_what_changed(begun):
    page = cell(begun, "MH", "MH03", "1520")
    assert page.status_code == 200
    html = page.content.decode()
    assert "<html" not in html
    assert 'id="o-MH03"' in html
    assert 'id="o-MH01"' not in html
    assert '<div id="b-MH04" hx-swap-oob="true">' in html
    assert "Đã lưu lúc" in html
    answer = text_of(cell(begun, "MH", "MH01", "2.000"))
    assert "76,00 % (tự tính)" in answer
    assert cell_values(draft_of())["MH03"].value == 1520


def test_sums_go_along_and_can_be_taken(begun):
    for code, text in (("QK031", "20 triệu"), ("QK032", "12 triệu"), ("QK033", "7 triệu")):
        answer = text_of(cell(begun, "QK", code, text))
    assert "Cộng các phần đã ghi: 39.000.000 (còn 1 phần chưa ghi)" in answer
    assert "Cộng các phần: 41.000.000 Ghi số này" in text_of(cell(begun, "QK", "QK034", "2 triệu"))
    assert "QK03" not in {c for c, v in cell_values(draft_of()).items() if v.stated is Stated.VALUE}
    assert post(begun, "QK", lay_tong="QK03").url == f"{section('QK')}#o-QK03"
    assert cell_values(draft_of())["QK03"].value == 41_000_000


def test_none_is_one_tap_with_a_script(begun):
    html = cell(begun, "KT", "KT01", "", khong_co="KT01").content.decode()
    assert 'name="KT01" value="không có"' in html
    assert cell_values(draft_of())["KT01"].stated is Stated.NONE


def test_the_later_device_sees_what_changed_and_keeps_what_it_typed(begun):
    old = fields(begun, "MH")
    cell(begun, "MH", "MH03", "1520")
    late = begun.post(f"{section('MH')}MH03/", {"MH03": "1530", "da-MH03": old["da-MH03"]}, headers=HTMX)
    assert "vừa được ghi ở một máy khác: 1.520" in text_of(late)
    assert 'value="1530"' in late.content.decode()
    page = begun.post(section("MH"), {**old, "MH03": "1530", "MH02": "1900", "tiep": "1"})
    assert page.status_code == 409
    assert "vừa được ghi khác ở một máy khác" in text_of(page)
    values = cell_values(draft_of())
    assert (values["MH03"].value, values["MH02"].value) == (1520, 1900)
    again = dict(re.findall(r'name="(da-\w+)" value="(\w+)"', page.content.decode()))
    begun.post(section("MH"), {**again, "MH03": "1530"})
    assert cell_values(draft_of())["MH03"].value == 1530


def test_last_year_stands_beside_and_is_never_filled_in(begun, collection):
    from khuyenhoc.returns.earlier.models import HistoricFigure, HistoricLoad

    by = Event.objects.first() and draft_of().created_by
    load = HistoricLoad.objects.create(
        kind="figures", name="2022.csv", sha256="0" * 64, source="sổ 2022", number=1, loaded_by=by,
        loaded_at=draft_of().created_at,
    )  # fmt: skip
    HistoricFigure.objects.create(
        load=load, period="2022", unit=draft_of().unit, indicator="MH03", value=1500, source="sổ 2022"
    )
    page = begun.get(section("MH"))
    assert "Năm 2022: 1.500" in text_of(page)
    assert 'name="MH03" value=""' in page.content.decode()


@pytest.mark.parametrize("path", ["", "xem-lai/", "phan/MH/"])
def test_another_commune_s_pages_are_not_shown(at_desk, collection, path):
    assert at_desk(Role.COMMUNE_SECRETARY, "11239").get(f"{HOME}{path}").status_code == 403


def test_what_is_not_there(begun):
    assert begun.get(section("XX")).status_code == 404
    assert begun.get("/nhap/BC-NAM-2023/99999/").status_code == 404
    assert begun.get(f"{section('MH')}MH03/").status_code == 204


def test_before_it_is_begun_pages_lead_to_where_it_begins(secretary, collection):
    assert secretary.get(section("MH")).url == HOME
    assert secretary.get(f"{HOME}xem-lai/").url == HOME


def test_who_was_signed_out_meanwhile_is_led_to_the_sign_in(client, collection):
    page = client.post(f"{section('MH')}MH03/", {"MH03": "1"}, headers=HTMX)
    assert (page.status_code, page["HX-Redirect"]) == (204, section("MH"))


def test_a_closed_collection_keeps_nothing(begun, office, collection):
    sent = fields(begun, "MH")
    acts.close_collection(by=office, collection=collection)
    page = begun.post(section("MH"), {**sent, "MH03": "1"})
    assert page.status_code == 409
    assert "Đợt báo cáo này đã kết thúc" in text_of(page)
    assert "đã kết thúc" in text_of(begun.get(HOME))
    assert cell_values(draft_of()) == {}


def test_who_sends_for_several_chooses_one(officer, secretary, collection):
    assert secretary.get("/nhap/BC-NAM-2023/").url == HOME
    page = officer.get("/nhap/BC-NAM-2023/")
    assert "Huyện Thanh Miện" in page.content.decode()
    assert officer.get("/nhap/BC-NAM-2023/?don_vi=11242").url == HOME


def test_pages_cost_the_same_however_much_is_typed(begun, form, django_assert_max_num_queries):
    def look() -> None:
        for path, most in [("", 16), ("phan/MH/", 20), ("xem-lai/", 20)]:
            with django_assert_max_num_queries(most):
                begun.get(f"{HOME}{path}")

    look()
    fill(begun, form)
    look()


def test_a_letter_typed_for_a_digit_is_named_and_the_number_meant_is_one_tap(begun):
    post(begun, "MH", MH01="1.48O", MH03="l.2OO", luu="1")
    page = begun.get(section("MH"))
    text = text_of(page)
    assert "Ở đây có chữ O, không phải số 0: có lẽ là 1.480. Ghi là 1.480 : Tổng số gia đình" in text
    assert "Ở đây có chữ O, không phải số 0, có chữ l hoặc I, không phải số 1: có lẽ là 1.200." in text
    answer = post(begun, "MH", ghi_la="MH01")
    assert answer.url == f"{section('MH')}#o-MH01"
    values = cell_values(draft_of())
    assert (values["MH01"].value, values["MH03"].stated) == (1480, Stated.INVALID)
