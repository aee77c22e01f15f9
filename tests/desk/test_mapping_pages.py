"""A file that is not understood with certainty: its own sheet is shown, a place is pointed at, it is read again."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from khuyenhoc.access.enums import Role
from khuyenhoc.returns.mapping.models import FileAnswer, Layout
from khuyenhoc.returns.models import ReceivedFile, Return
from tests.desk.conftest import text_of
from tests.fixtures import CLEAN
from tests.returns.intake.books import OWNER, TITLE
from tests.returns.mapping import files
from tests.sheets.books import Page, book


def send(client, data, name="bc.xlsx"):
    client.post("/gui-tep/BC-NAM-2023/nhan/", {"files": [SimpleUploadedFile(name, data)]})
    return ReceivedFile.objects.first()


def page(file, step=""):
    return f"/tep/{file.pk}/doi-chieu/{step}"


def next_link(response):
    """Where the one filled button of the page leads."""
    section = response.content.decode().partition("kh-next")[2]
    return re.search(r'(?:class="govuk-button" href|method="post" action)="([^"]+)"', section)[1].replace("&amp;", "&")


def test_the_result_of_an_upload_leads_to_the_sheet(secretary):
    file = send(secretary, files.reworded())
    response = secretary.get(f"/lan-doc/{file.run_id}/")
    assert f'class="govuk-button" href="{page(file)}"' in response.content.decode()


def test_the_sheet_is_shown_with_what_was_understood(secretary):
    response = secretary.get(page(send(secretary, files.reworded())))
    html, text = response.content.decode(), text_of(response)
    assert "Còn 1 chỗ chưa rõ" in text
    assert files.STRANGE in text
    assert 'class="is-asked"' in html
    assert html.count("is-read") == len(CLEAN) - 1
    assert "1.500 Tổng số hội viên cuối năm" in text
    assert f'<td colspan="4">{OWNER}</td>' in html
    assert len(response.content) < 60_000


def test_a_place_is_pointed_at_and_the_file_read_again(secretary):
    file = send(secretary, files.reworded())
    where = next_link(secretary.get(page(file)))
    asked = secretary.get(where)
    assert "chưa rõ “Số nhà nếp sống ham học” là chỉ tiêu nào" in text_of(asked)
    assert "1.800" in text_of(asked)
    told = secretary.post(where, {"chi_tieu": "khac", "khac": "MH03"}, follow=True)
    assert "Mọi chỗ đã rõ" in text_of(told)
    assert "1 chỗ đã chỉ, được nhớ cho xã Thanh Tùng" in text_of(told)
    done = secretary.post(next_link(told), follow=True)
    return_ = Return.objects.get()
    assert "Bản nháp của xã Thanh Tùng đã lưu" in text_of(done)
    assert "Gia đình được công nhận gia đình học tập" in text_of(done)
    assert next_link(done) == f"/bao-cao/{return_.pk}/"
    assert return_.cells.get(indicator__code="MH03").value == 1800
    again = text_of(secretary.get(f"/lan-doc/{file.run_id}/"))
    assert "Tệp này nay đã đọc được: xã Thanh Tùng" in again


def test_the_next_file_needs_nothing(secretary):
    where = next_link(secretary.get(page(send(secretary, files.reworded()))))
    secretary.post(where, {"chi_tieu": "khac", "khac": "MH03"})
    assert send(secretary, files.reworded(values={"TC02": 13}), "lan 2.xlsx").outcome == "read"


NO_ANSWERS = [{}, {"chi_tieu": "khac", "khac": ""}, {"chi_tieu": "XX99"}, {"chi_tieu": "QK01", "don_vi_tien": "7"}]


@pytest.mark.parametrize("said", NO_ANSWERS)
def test_what_is_no_answer_is_refused_on_the_same_page(secretary, said):
    where = next_link(secretary.get(page(send(secretary, files.reworded()))))
    response = secretary.post(where, said)
    assert response.status_code == 409
    assert "Chọn" in text_of(response)
    assert Layout.objects.count() == 0


def test_a_correction_is_dropped_again(secretary):
    file = send(secretary, files.reworded())
    secretary.post(next_link(secretary.get(page(file))), {"chi_tieu": "khong"})
    assert "“Số nhà nếp sống ham học” không phải chỉ tiêu nào" in text_of(secretary.get(page(file)))
    response = secretary.post(page(file, "bo/?so=0"), follow=True)
    assert "Còn 1 chỗ chưa rõ" in text_of(response)
    assert secretary.post(page(file, "bo/?so=0")).status_code == 409
    assert Layout.objects.get().forgotten_at


def test_the_column_is_chosen(secretary):
    file = send(secretary, files.two_columns())
    where = next_link(secretary.get(page(file)))
    assert "Cột nào là số liệu năm 2023?" in text_of(secretary.get(where))
    assert secretary.post(where, {"chon": "0"}).status_code == 409
    told = secretary.post(where, {"chon": "4"}, follow=True)
    assert "Cột E “Lần 2” là số liệu năm 2023" in text_of(told)
    secretary.post(next_link(told))
    assert Return.objects.get().cells.get(indicator__code="MH03").value == CLEAN["MH03"]


def test_the_sheet_is_chosen_where_a_unit_stands_twice(secretary):
    two = [
        Page([[OWNER], [TITLE], files.HEADER, *files.rows(values=v)], n) for n, v in (("Cũ", {"TC02": 99}), ("Mới", {}))
    ]
    file = send(secretary, book(*two))
    where = next_link(secretary.get(page(file)))
    assert "Trang nào là báo cáo năm 2023?" in text_of(secretary.get(where))
    told = secretary.post(where, {"chon": "1"}, follow=True)
    assert "Đọc trang “Mới”" in text_of(told)
    secretary.post(next_link(told))
    assert Return.objects.get().cells.get(indicator__code="TC02").value == CLEAN["TC02"]


def test_whose_it_is_is_chosen_among_what_one_sends_for(secretary, officer):
    file = send(secretary, files.nobodys())
    where = next_link(secretary.get(page(file)))
    assert "Xã Thanh Tùng (huyện Thanh Miện)" in text_of(secretary.get(where))
    assert "Xã Lam Sơn" not in text_of(secretary.get(where))
    assert secretary.post(where, {"chon": "11239"}).status_code == 409
    told = secretary.post(where, {"chon": "11242"}, follow=True)
    assert FileAnswer.objects.get().units == {"Báo cáo": "11242"}
    secretary.post(next_link(told))
    assert Return.objects.get().unit.code == "11242"
    assert "Xã Lam Sơn (huyện Thanh Miện)" in text_of(officer.get(where))


def test_of_units_of_one_name_all_are_offered(officer):
    file = send(officer, files.reworded(owner="Hội Khuyến học xã Hồng Phong"))
    where = next_link(officer.get(page(file)))
    html = officer.get(where).content.decode()
    offered = re.findall(r'name="chon" value="(\d+)"', html)
    assert sorted(offered) == ["10654", "11224", "11293"]
    officer.post(where, {"chon": offered[1]})
    assert FileAnswer.objects.get().units == {"Báo cáo": offered[1]}
    other = officer.post(where, {"chon": "khac", "khac": "11242"})
    assert (other.status_code, FileAnswer.objects.get().units) == (302, {"Báo cáo": "11242"})


def test_the_period_is_confirmed_at_one_press(secretary):
    file = send(secretary, book(Page([[OWNER], files.HEADER, *files.rows()])), "bc 2022.xlsx")
    response = secretary.get(page(file))
    assert "Đúng là số liệu năm 2023" in text_of(response)
    assert "Mọi chỗ đã rõ" in text_of(secretary.post(next_link(response), follow=True))


def test_a_like_file_of_another_unit_is_offered_the_same(officer):
    first = send(officer, files.reworded())
    officer.post(next_link(officer.get(page(first))), {"chi_tieu": "khac", "khac": "MH03"})
    second = send(officer, files.reworded(owner="Hội Khuyến học xã Lam Sơn, huyện Thanh Miện"), "lam son.xlsx")
    response = officer.get(page(second))
    assert "Xã Thanh Tùng đã chỉ 1 chỗ." in text_of(response)
    told = officer.post(page(second, "dung-lai/"), {"bo": Layout.objects.get().pk}, follow=True)
    assert "Mọi chỗ đã rõ" in text_of(told)


def test_a_layout_that_has_changed_is_said(secretary):
    where = next_link(secretary.get(page(send(secretary, files.reworded()))))
    secretary.post(where, {"chi_tieu": "khac", "khac": "MH03"})
    moved = files.rows({"MH03": files.STRANGE, "TC02": "Chi hội, số lượng mới"})
    file = send(secretary, book(Page([[OWNER], [TITLE], files.HEADER, *moved])))
    assert "Cách trình bày của tệp đã khác lần trước" in file.reason
    text = text_of(secretary.get(page(file)))
    assert "Cách trình bày đã khác lần trước" in text
    assert "có thêm “Chi hội, số lượng mới”" in text


def test_what_is_remembered_is_seen_and_forgotten(secretary, officer, at_desk):
    file = send(secretary, files.reworded())
    secretary.post(next_link(secretary.get(page(file))), {"chi_tieu": "khac", "khac": "MH03"})
    layout = Layout.objects.get()
    assert "Xã Thanh Tùng" in text_of(officer.get("/cach-doc-tep/?q=thanh tung"))
    assert "bc.xlsx" not in text_of(officer.get("/cach-doc-tep/?q=lam son"))
    stranger = at_desk(Role.COMMUNE_SECRETARY, "11239")
    assert "Chưa nhớ cách đọc nào" in text_of(stranger.get("/cach-doc-tep/"))
    assert stranger.get(f"/cach-doc-tep/{layout.pk}/quen/").status_code == 403
    assert "hoàn tác được" in text_of(secretary.get(f"/cach-doc-tep/{layout.pk}/quen/"))
    response = secretary.post(f"/cach-doc-tep/{layout.pk}/quen/xong/", follow=True)
    assert "Đã quên cách đọc tệp của xã Thanh Tùng." in text_of(response)
    assert f"/cach-doc-tep/{layout.pk}/nho-lai/" in response.content.decode()
    assert "Còn 1 chỗ chưa rõ" in text_of(secretary.get(page(file)))
    secretary.post(f"/cach-doc-tep/{layout.pk}/nho-lai/")
    assert "Mọi chỗ đã rõ" in text_of(secretary.get(page(file)))


def test_others_do_not_see_a_file(secretary, at_desk):
    file = send(secretary, files.reworded())
    assert at_desk(Role.COMMUNE_SECRETARY, "11239").get(page(file)).status_code == 403


def test_what_is_no_workbook_says_so(secretary):
    file = send(secretary, b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    assert "Không mở được tệp" in text_of(secretary.get(page(file)))


@pytest.mark.parametrize(
    ("step", "status"),
    [("khong-co/", 404), ("o/", 200), ("o/?trang=0&dong=1", 200), ("cot/?bang=9", 404), ("ky/", 302)],
)
def test_an_address_that_leads_nowhere(secretary, step, status):
    file = send(secretary, files.reworded())
    assert secretary.get(page(file, step)).status_code == status


def test_bold_cells_merged_ones_and_a_hidden_row_look_so(secretary):
    data = BytesIO()
    workbook = xlsxwriter.Workbook(data)
    sheet, bold = workbook.add_worksheet("BC"), workbook.add_format({"bold": True})
    sheet.merge_range(0, 0, 0, 3, OWNER, bold)
    for row, cells in enumerate([files.HEADER, *files.rows({"MH03": files.STRANGE})], start=2):
        sheet.write_row(row, 0, cells)
    sheet.set_row(10, None, None, {"hidden": True})
    workbook.close()
    html = secretary.get(page(send(secretary, data.getvalue()))).content.decode()
    assert f'<td colspan="4" class="is-bold">{OWNER}</td>' in html
    assert html.count('<tr class="is-hidden">') == 1
