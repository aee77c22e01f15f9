"""Figures from the province down to the commune, what they are made of, the targets, and tables to take away."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from django.core.cache import caches

from khuyenhoc.access.enums import Role
from khuyenhoc.catalogue.acts import set_targets
from khuyenhoc.demo.profile import read_targets
from khuyenhoc.desk.ready import KEPT_IN
from khuyenhoc.returns.models import Collection
from tests.desk.conftest import text_of


@pytest.fixture
def year(accepted):
    """Two communes of Thanh Miện and one of the city."""
    return [accepted("11242"), accepted("11239", MH01=2000, MH02=1900, MH03=1850), accepted("10507")]


def test_totals_and_shares_of_the_province(officer, year):
    text = text_of(officer.get("/so-lieu/30/"))
    assert "87,90 % 5.450 / 6.200 gia đình" in text
    assert "Mới tổng hợp từ 3/235 báo cáo đã chấp nhận, trong đó 0 đã ký duyệt." in text
    assert "Tổng số gia đình gia đình 6.200 3/3" in text
    assert "Tỷ lệ gia đình học tập % 87,90 tính ra" in text


def test_down_to_the_district_and_the_commune(officer, year):
    html = officer.get("/so-lieu/30/").content.decode()
    assert "/so-lieu/300/?ky=2023&amp;nhom=family" in html
    district = text_of(officer.get("/so-lieu/300/"))
    assert "Cộng 2/17 4.100" in district
    commune = officer.get("/so-lieu/11242/")
    assert "Tổng hợp từ đủ 1/1 báo cáo" in text_of(commune)
    assert "Theo đơn vị" not in text_of(commune)
    assert re.findall(r'govuk-breadcrumbs__link" href="([^"]+)"', commune.content.decode()) == [
        "/so-lieu/30/?ky=2023", "/so-lieu/300/?ky=2023",
    ]  # fmt: skip


def test_groups_of_indicators(officer, year):
    html = officer.get("/so-lieu/300/", {"nhom": "QK"}).content.decode()
    assert '<caption id="bang-don-vi">Quỹ khuyến học</caption>' in html
    assert "191.000.000" in html
    assert (
        '<caption id="bang-don-vi">Gia đình học tập</caption>'
        in officer.get("/so-lieu/300/", {"nhom": "?"}).content.decode()
    )


def test_what_nobody_stated_is_no_zero(officer, collection):
    text = text_of(officer.get("/so-lieu/30/"))
    assert "không tính được – / – gia đình" in text
    assert "Chưa có báo cáo nào trong 235 báo cáo phải nộp được chấp nhận." in text


def test_a_flag_stands_beside_its_figure(officer, accepted, office, draft):
    from khuyenhoc.returns import acts

    return_ = draft("11242", MH31=1000, MH32=1000, MH33=1000)
    for finding in return_.findings.all():
        acts.answer(by=office, finding=finding, reason="Đúng như vậy")
    acts.accept(by=office, return_=acts.submit(by=office, return_=return_))
    text = text_of(officer.get("/so-lieu/11242/"))
    assert "1.000 trên 1.000 (100,00 %) được công nhận đơn vị học tập: gần như toàn bộ" in text


@pytest.mark.parametrize(
    ("role", "unit", "path", "status"),
    [
        (Role.COMMUNE_SECRETARY, "11242", "/so-lieu/11242/", 200),
        (Role.COMMUNE_SECRETARY, "11242", "/so-lieu/300/", 403),
        (Role.DISTRICT_OFFICER, "300", "/so-lieu/30/", 403),
        (Role.EDITOR, "30", "/so-lieu/11242/", 200),
        (Role.ADMINISTRATOR, "30", "/so-lieu/30/", 403),
        (Role.COMMUNE_SECRETARY, "11242", "/giai-trinh/MH03/30/", 403),
        (Role.COMMUNE_SECRETARY, "11242", "/chi-tieu/30/", 403),
        (Role.PROVINCE_OFFICER, "30", "/so-lieu/99999/", 404),
        (Role.PROVINCE_OFFICER, "30", "/so-lieu/30/?ky=1999", 404),
        (Role.PROVINCE_OFFICER, "30", "/giai-trinh/XX99/30/", 404),
    ],
)
def test_who_may_look_at_what(at_desk, year, role, unit, path, status):
    assert at_desk(role, unit).get(path).status_code == status


def test_own_figures(secretary, at_desk, collection):
    assert secretary.get("/so-lieu/").url == "/so-lieu/11242/"
    assert secretary.get("/chi-tieu/").url == "/chi-tieu/11242/"
    assert at_desk(Role.ADMINISTRATOR, "30").get("/so-lieu/").status_code == 403


def test_before_there_is_a_collection(officer, collection):
    collection.obligations.all().delete()
    Collection.objects.all().delete()
    response = officer.get("/so-lieu/30/")
    assert response.status_code == 404
    assert "Chưa mở đợt báo cáo nào nên chưa có số liệu." in text_of(response)


def test_every_indicator_of_every_unit_is_taken_away(officer, year, form):
    response = officer.get("/so-lieu/300/tai/csv/")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 18
    column = f"MH03 {form.by_code['MH03'].label} (gia đình)"
    share = f"MH04 {form.by_code['MH04'].label} (%)"
    assert (rows[0]["Đơn vị"], rows[0][column], rows[0][share]) == ("Huyện Thanh Miện", "3650", "89.02")
    empty = next(r for r in rows if r["Báo cáo đã chấp nhận"] == "0")
    assert (empty[column], empty[share]) == ("", "")
    assert response["Content-Disposition"] == 'attachment; filename="so-lieu-300-2023.csv"'


def test_the_workbook_says_that_its_figures_are_invented(officer, year):
    book = zipfile.ZipFile(io.BytesIO(officer.get("/so-lieu/30/tai/xlsx/").content))
    assert "Số liệu mẫu do máy tạo ra" in book.read("xl/sharedStrings.xml").decode()


def test_a_total_opens_down_to_the_cell(officer, year):
    response = officer.get("/giai-trinh/MH03/30/")
    text = text_of(response)
    assert "5.450" in text
    assert "Xã Thanh Tùng 1.800 ô D19, trang “Báo cáo” , tệp 11242-1.xlsx" in text
    assert "tệp 11242-1.xlsx · nhập: Văn phòng Hội Khuyến học tỉnh · chấp nhận: Văn phòng Hội Khuyến học tỉnh" in text
    assert f'href="/bao-cao/{year[0].pk}/#MH03"' in response.content.decode()


def test_a_tree_that_is_too_large_for_a_page_is_told_a_level_at_a_time(officer, year, monkeypatch):
    monkeypatch.setattr("khuyenhoc.desk.views.figures.MOST_AT_ONCE", 30)
    province = officer.get("/giai-trinh/MH03/30/")
    assert "Huyện Thanh Miện 3.650" in text_of(province)
    assert '<a class="govuk-link kh-tree__name" href="/giai-trinh/MH03/300/?ky=2023">' in province.content.decode()
    assert "11242-1.xlsx" not in text_of(province)
    assert "Xã Thanh Tùng 1.800 ô D19" in text_of(officer.get("/giai-trinh/MH03/300/"))


def test_who_may_not_open_returns_sees_the_cell_without_a_link(at_desk, year):
    html = at_desk(Role.EDITOR, "30").get("/giai-trinh/MH03/30/").content.decode()
    assert "11242-1.xlsx" in html
    assert "/bao-cao/" not in html


def test_a_share_is_explained_by_its_counts(officer, year):
    text = text_of(officer.get("/giai-trinh/MH04/30/"))
    assert "87,90 % MH03 / MH01 * 100" in text
    assert "MH03 · Gia đình được công nhận gia đình học tập 5.450" in text


def test_statements_of_an_explanation_do_not_grow(officer, year, accepted, django_assert_num_queries):
    for act in (lambda: None, lambda: accepted("10510")):
        act()
        officer.get("/giai-trinh/MH03/30/")
        caches[KEPT_IN].clear()
        with django_assert_num_queries(14):
            officer.get("/giai-trinh/MH03/30/")


def test_targets_that_wait_for_figures_are_not_called_missed(officer, year):
    set_targets(by="test", unit="30", period="2023", targets=read_targets())
    text = text_of(officer.get("/chi-tieu/30/"))
    assert "0/8 chỉ tiêu đạt hoặc vượt; 8 chỉ tiêu chưa tính được." in text
    assert "Gia đình học tập (chỉ tiêu mẫu)" in text
    assert "Chưa đạt" not in text


def test_targets_against_the_figures(officer, accepted, collection):
    collection.obligations.exclude(unit__code="11242").delete()
    accepted("11242")
    set_targets(by="test", unit="30", period="2023", targets=read_targets())
    text = text_of(officer.get("/chi-tieu/30/"))
    assert "MH03 , MH01 Phân bổ cho các đơn vị bên dưới : Gia đình học tập % 85 85,71 Vượt" in text
    assert "Còn thiếu 500 người. Chưa đạt ở 1 xã, cộng lại thiếu 500 người; nhiều nhất: Xã Thanh Tùng (500)." in text
    assert "% 25 18,75 Chưa đạt" in text
    assert "Bốn mô hình học tập đến năm 2030 (đến năm 2030)" in text
    assert "Chưa tìm được nguồn ghi mức phải đạt, nên không đánh giá." in text


def test_a_unit_without_targets_says_who_sets_them(secretary, collection):
    assert "Đơn vị này chưa đặt chỉ tiêu cho năm" in text_of(secretary.get("/chi-tieu/11242/"))
