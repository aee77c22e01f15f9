"""Terse labels: what a group, a header of two rows, the line before or the other side of a matrix says goes without saying."""

from __future__ import annotations

import pytest

from tests.returns.intake.books import CLEAN, FORM
from tests.returns.intake.grids import HEAD, LINES, OTHERS, sheet, understood, values

FACETS = [("total", "Tổng số"), ("registered", "Đăng ký"), ("recognised", "Được công nhận"), ("share", "Tỷ lệ")]
TYPED = [i.code for i in FORM.typed]
MODEL_CODES = [code for m in FORM.models for code in (m.total, m.registered, m.recognised)]
SECTION = {s.code: s.title for s in FORM.sections}
SHORT = ["GĐHT", "DHHT", "CĐHT", "ĐVHT", "CDHT"]
BARE = ["Gia đình", "Dòng họ", "Cộng đồng", "Đơn vị", "Công dân"]
TITLES = [m.title.capitalize() for m in FORM.models]


def figure(model, facet: str) -> object:
    return CLEAN.get(getattr(model, facet), 55.5)


def expected(codes: list[str]) -> dict[str, object]:
    return {code: CLEAN[code] for code in codes}


@pytest.mark.parametrize("spell", ["{}", "- {}", "Số {}", "Trong đó: {}"])
def test_terse_lines_under_the_rows_of_their_groups(index, spell):
    rows = [["Nội dung", "Kết quả"], *[[r[2], r[4]] for r in OTHERS]]
    for model, title in zip(FORM.models, TITLES, strict=True):
        rows += [[title + ":"], *[[spell.format(text.lower()), figure(model, facet)] for facet, text in FACETS[1:]]]
    found = understood(index, sheet([*HEAD, *rows]))
    codes = [c for c in TYPED if c not in {m.total for m in FORM.models}]
    assert (found.outcome, values(found, codes)) == ("read", expected(codes))


def test_terse_lines_behind_the_line_of_the_whole(index):
    parts = {"TC04": "Dòng họ", "TC05": "Cơ quan, trường học", "HV02": "Mới kết nạp", "QK021": "Doanh nghiệp",
             "QK022": "Cơ quan, tổ chức", "QK023": "Cá nhân, nhà hảo tâm", "QK024": "Dòng họ", "QK025": "Khác",
             "QK031": "Học bổng",
             "QK032": "Khen thưởng", "QK033": "Hỗ trợ HS nghèo", "QK034": "Khác"}  # fmt: skip
    parts |= {getattr(m, facet): text for m in FORM.models for facet, text in FACETS[1:3]}
    rows = [[parts.get(i.code, i.label), "đồng" if i.is_money else "", CLEAN[i.code]] for i in FORM.typed]
    found = understood(index, sheet([*HEAD, ["Nội dung", "ĐVT", "Kết quả"], *rows]))
    assert (found.outcome, values(found, TYPED)) == ("read", expected(TYPED))


@pytest.mark.parametrize("between", [["Số câu lạc bộ", 3], ["Phần khác"]])
def test_what_comes_between_ends_what_goes_without_saying(index, between):
    rows = [[r[2], r[4]] for r in OTHERS if r[1] != "QK024"]
    rows += [between, ["Dòng họ", 77]]
    found = understood(index, sheet([*HEAD, ["Nội dung", "Kết quả"], *rows]))
    assert found.outcome == "needs_mapping"
    assert values(found, ["QK024"]) == {"QK024": None}


def test_an_act_behind_the_whole_of_a_fund_may_be_money_or_people_and_is_asked(index):
    rows = [["Chi trong kỳ", 5_000_000], ["Học bổng", 1_000_000], ["Hỗ trợ học sinh khó khăn", 12]]
    found = understood(index, sheet([*HEAD, ["Nội dung", "Kết quả"], *rows, *[[r[2], r[4]] for r in OTHERS[:9]]]))
    (one,) = found.returns
    assert [d.candidates for d in one.uncertain] == [("HB04", "QK033")]


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("units", [["Thanh Tùng"], ["Thanh Tùng", "Lê Hồng", "Đoàn Kết"]])
def test_two_rows_of_header(index, merged, units):
    over, under, figures, ranges = ["TT", "Xã"], [None, None], [], []
    for model, title in zip(FORM.models, TITLES, strict=True):
        ranges.append(((2, len(over)), (2, len(over) + 3)))
        over += [title, None, None, None]
        under += [text for _, text in FACETS]
        figures += [figure(model, facet) for facet, _ in FACETS]
    body = [[n, unit, *figures] for n, unit in enumerate(units, start=1)]
    rows = [["TỔNG HỢP HUYỆN THANH MIỆN NĂM 2023"], [], over, under, *body]
    found = understood(index, sheet(rows, ranges if merged else ()))
    assert found.outcome == "read"
    assert [{c: one.cells[c].value for c in MODEL_CODES} for one in found.returns] == [expected(MODEL_CODES)] * len(
        units
    )


def test_two_rows_of_header_without_a_column_of_units(index):
    over = [cell for title in TITLES for cell in (title, None, None, None)]
    under = [text for _ in TITLES for _, text in FACETS]
    figures = [figure(model, facet) for model in FORM.models for facet, _ in FACETS]
    found = understood(index, sheet([*HEAD, over, under, figures]))
    assert (found.outcome, values(found, MODEL_CODES)) == ("read", expected(MODEL_CODES))


@pytest.mark.parametrize("way", ["merged", "repeated", "first row alone"])
@pytest.mark.parametrize(
    "header",
    [
        ["Nhóm", "Chỉ tiêu", "Kết quả"], ["Lĩnh vực", "Chỉ tiêu", "Năm 2023"], [None, "Chỉ tiêu", "Kết quả"], ["Nội dung",
            None, "Số liệu"],
        ["Nội dung", "Chi tiết", "Số liệu"], [],
    ],
)  # fmt: skip
def test_the_group_in_a_column_of_its_own(index, way, header):
    rows, ranges = [], []
    for model, title in zip(FORM.models, TITLES, strict=True):
        first = len(HEAD) + 1 + len(rows)
        ranges.append(((first, 0), (first + len(FACETS) - 1, 0)))
        rows += [
            [title if way == "repeated" or facet == "total" else None, text, figure(model, facet)]
            for facet, text in FACETS
        ]
    rows += [[SECTION[FORM.by_code[r[1]].section], r[2], r[4]] for r in OTHERS]
    found = understood(index, sheet([*HEAD, header, *rows], ranges if way == "merged" else ()))
    assert (found.outcome, values(found, TYPED)) == ("read", expected(TYPED))


@pytest.mark.parametrize("corner", ["Mô hình", "Nội dung", "Loại hình", None])
@pytest.mark.parametrize("models", [TITLES, SHORT, BARE])
@pytest.mark.parametrize(
    "facets",
    [
        ["Tổng số", "Đăng ký", "Công nhận", "Tỷ lệ"], ["Tổng số hiện có", "Số đăng ký", "Số đạt", "Tỷ lệ đạt (%)"], ["TS",
            "ĐK", "CN", "%"],
        ["Tổng", "Đã đăng ký", "Đạt chuẩn", "Tỷ lệ công nhận/tổng số"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("transposed", [True, False])
def test_matrix_of_the_models(index, corner, models, facets, transposed):
    figures = [[figure(m, facet) for facet, _ in FACETS] for m in FORM.models]
    turned = zip(*figures, strict=True)
    rows, header = (facets, models) if transposed else (models, facets)
    body = [[text, *cells] for text, cells in zip(rows, turned if transposed else figures, strict=True)]
    others = [["STT", "Mã", "Chỉ tiêu", "ĐVT", "Kết quả"], *OTHERS]
    found = understood(index, sheet([*HEAD, *others, [], [corner, *header], *body]))
    assert (found.outcome, values(found, TYPED)) == ("read", expected(TYPED))


def test_a_column_that_a_matrix_does_not_know_never_passes_for_the_whole_line(index):
    body = [["Tổng số hội viên", 90, 30], ["Dân số", 800, 400], ["Số chi hội", 8, 4]]
    found = understood(index, sheet([*HEAD, ["Nội dung", "Nam", "Nữ"], *body]))
    assert found.outcome != "read"


def test_a_line_that_names_itself_leaves_its_columns_only_its_parts(index):
    header = ["Nội dung", "Đơn vị", "Số lượng"]
    rows = [["Tổng thu quỹ", "đồng", 500], ["Tổng số chi hội", "chi hội", 9], ["Dân số", "người", 800]]
    rows.append(["Cơ quan, đoàn thể ủng hộ", "đồng", 300])
    found = understood(index, sheet([*HEAD, header, *rows]))
    right = {"QK02": 500, "TC02": 9, "HV03": 800, "QK022": 300, "MH31": None}
    assert (values(found, list(right)), found.returns[0].uncertain) == (right, ())


@pytest.mark.parametrize("spell", [int, str])
@pytest.mark.parametrize(
    "left",
    [["TT", "Nội dung", "ĐVT", "Kết quả"], ["TT", "Hạng mục việc", "ĐVT", "Kết quả"], ["TT", "Nội dung", "ĐVT", "KQ"]],
)
@pytest.mark.parametrize(
    "right",
    [["TT", "Nội dung", "ĐVT", "Trong năm"], ["STT", "Tên việc", "ĐVT", "Số"], [None, "Chỉ tiêu", None, "Kết quả"]],
)
def test_a_label_of_one_half_never_gets_the_figure_of_the_other(index, left, right, spell):
    half = len(LINES) // 2
    rows = [
        [a[0], a[2], a[3], spell(a[4]), b[0], b[2], b[3], spell(b[4])]
        for a, b in zip(LINES[:half], LINES[half : 2 * half], strict=True)
    ]
    found = understood(index, sheet([*HEAD, [*left, *right], *rows]))
    for one in found.returns:
        assert {code: cell.value for code, cell in one.cells.items() if cell.value is not None}.items() <= CLEAN.items()


def test_a_table_of_units_is_no_matrix_whatever_their_names_complete(index):
    header = ["TT", "Hội cơ sở", *(row[2] for row in LINES[:8]), "Quỹ dòng họ (1000đ)"]
    units = [
        [n, name, *(row[4] for row in LINES[:8]), 50]
        for n, name in enumerate(("Tứ Minh", "Tân Hưng", "Tiền Tiến"), start=1)
    ]
    found = understood(index, sheet([["TỔNG HỢP THÀNH PHỐ HẢI DƯƠNG NĂM 2023"], header, *units]))
    assert [one.cells["HV01"].value for one in found.returns] == [CLEAN["HV01"]] * 3
    assert {one.cells["QK024"].value for one in found.returns} == {None}


def test_a_letterhead_heads_no_columns(index):
    over = [
        ["UBND HUYỆN THANH MIỆN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["HKH XÃ THANH TÙNG", None, "Độc lập - Tự do - Hạnh phúc"],
    ]
    rows = [[n, row[2], row[4], None] for n, row in enumerate(LINES, start=1)]
    found = understood(index, sheet([*over, ["STT", "Việc", "Thực hiện", None], *rows]))
    assert (found.outcome, found.returns[0].unit, values(found, TYPED)) == ("read", "11242", dict(CLEAN))


def test_an_abbreviation_for_two_models_is_asked_where_nothing_tells_them_apart(index):
    body = [[text, 90, 80, 70] for text in ("GĐHT", "DHHT", "CDHT")]
    found = understood(index, sheet([*HEAD, ["Mô hình", "Tổng số", "Đăng ký", "Công nhận"], *body]))
    assert found.outcome == "needs_mapping"
