"""Which period and form a file says that it is of."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.period import Verdict, judge
from tests.returns.intake.books import CLEAN, FORM, HEADER, OWNER, lines, page
from tests.returns.intake.saying import only, stated, whole
from tests.sheets.books import Page, book


def verdict(*above: str, name: str = "bao cao") -> Verdict:
    return judge(above, name, FORM, "2023")


@pytest.mark.parametrize(
    "title",
    [
        "BÁO CÁO TỔNG KẾT NĂM 2023", "Báo cáo năm 2023, phương hướng nhiệm vụ năm 2024", "Kết quả năm 2023 so với năm 2022",
        "Biểu mẫu BC-NAM, kỳ báo cáo: năm 2023", "Báo cáo công tác khuyến học năm học 2022-2023",
        "Báo cáo theo Quyết định 677/QĐ-TTg năm 2021",
        "Báo cáo giai đoạn 2021-2030", "Thanh Miện, ngày 5 tháng 1 năm 2024", "Số: 12/BC-HKH", "BÁO CÁO",
        "Biểu số liệu kèm theo báo cáo số 12/BC-HKH",
    ],
)  # fmt: skip
def test_nothing_speaks_against_it(title):
    assert verdict(title) == Verdict()


@pytest.mark.parametrize(
    ("title", "stated"),
    [
        ("BÁO CÁO TỔNG KẾT NĂM 2022", "năm 2022"), ("bao cao tong ket nam 2022", "năm 2022"),
        ("Báo cáo năm 2022, phương hướng nhiệm vụ năm 2023", "năm 2022"),
        ("Báo cáo sáu tháng đầu năm 2023", "sáu tháng hoặc chín tháng"),
        ("BÁO CÁO QUÝ 4 NĂM 2023", "quý"),
    ],
)  # fmt: skip
def test_another_period_is_rejected(title, stated):
    found = verdict("Hội Khuyến học xã Thanh Tùng", title)
    assert found.outcome == "rejected"
    assert found.sentence.startswith(f"Tệp ghi là số liệu {stated}, còn đợt này nhận số liệu năm 2023.")


@pytest.mark.parametrize(
    "title",
    [
        "ĐĂNG KÝ CÁC CHỈ TIÊU KHUYẾN HỌC NĂM 2023", "KẾ HOẠCH CÔNG TÁC KHUYẾN HỌC NĂM 2023", "GIAO CHỈ TIÊU NĂM 2023",
        "BÁO CÁO 5 NĂM 2019 - 2023", "BIỂU MẪU (VÍ DỤ) NĂM 2023", "Dự kiến kết quả năm 2023",
    ],
)  # fmt: skip
def test_another_kind_of_document_is_asked_about(title):
    found = verdict("Hội Khuyến học xã Thanh Tùng", title)
    assert found.outcome == "needs_mapping"
    assert found.sentence.startswith(f"Tiêu đề “{title}” không phải của báo cáo kết quả.")


def test_another_form_is_rejected():
    assert verdict("Mẫu báo cáo BC-QUY").sentence.startswith(
        "Tệp theo biểu mẫu BC-QUY, còn đợt này nhận biểu mẫu BC-NAM ("
    )


@pytest.mark.parametrize("name", ["bc_2022_thanh_tung", "Bao cao nam 2022"])
def test_year_in_the_files_name_alone_is_asked_about(name):
    assert verdict("BÁO CÁO", name=name).outcome == "needs_mapping"
    assert verdict("BÁO CÁO NĂM 2023", name=name) == Verdict()


@pytest.mark.parametrize("name", ["bc_2023_thanh_tung", "Bao cao 2022-2023", "IMG20221231"])
def test_other_names_say_nothing(name):
    assert verdict("BÁO CÁO", name=name) == Verdict()


@pytest.mark.parametrize(
    "rows",
    [[["Năm báo cáo:", None, 2022]], [["Năm báo cáo", "2022"]], [["Kỳ: năm 2022"]], [["NĂM 2022"]], [["Năm:", 2022.0]]],
)
def test_another_year_in_a_line_or_a_cell_of_its_own_is_seen(read, rows):
    found = read(book(Page([[OWNER], *rows, [], HEADER, *lines(CLEAN)])))
    assert (found.outcome, "năm 2022" in found.reason) == ("rejected", True)


def test_this_year_in_a_cell_of_its_own_is_this_year(read):
    assert read(book(Page([[OWNER], ["Năm báo cáo:", 2023], [], HEADER, *lines(CLEAN)]))).outcome == "read"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("BÁO CÁO TỔNG KẾT NĂM 2022", "Tệp ghi là số liệu năm 2022, còn đợt này nhận số liệu năm 2023."),
        ("BÁO CÁO 6 THÁNG ĐẦU NĂM 2023", "Tệp ghi là số liệu sáu tháng hoặc chín tháng, còn"),
        ("BÁO CÁO QUÝ III NĂM 2023", "Tệp ghi là số liệu quý, còn"),
        ("Biểu mẫu BC-QUY năm 2023", "Tệp theo biểu mẫu BC-QUY, còn đợt này nhận biểu mẫu BC-NAM"),
    ],
)
def test_another_period_or_form_is_refused(title, reason, read):
    reading = read(book(page(CLEAN, above=[[OWNER], [title], []])))
    assert (reading.outcome, reading.returns) == ("rejected", ())
    assert reading.reason.startswith(reason)


def test_last_years_sheet_beside_this_years_is_left_out(read):
    last = page({**CLEAN, "HV01": 1}, above=[[OWNER], ["BÁO CÁO NĂM 2022"], []], name="2022")
    one = only(read(book(last, page(CLEAN, name="2023"))))
    assert (one.outcome, one.sheet, stated(one.cells)) == ("read", "2023", whole(CLEAN))
