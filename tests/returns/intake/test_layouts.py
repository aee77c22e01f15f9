"""Layouts that people find for one and the same return: each of them reads to what was written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from khuyenhoc.returns.intake.pipeline import read_file
from khuyenhoc.returns.intake.readings import ReturnReading
from khuyenhoc.returns.values import Stated
from khuyenhoc.vietnamese.text import fold
from tests.corpus.parts import Page as Sheet
from tests.corpus.writers import xlsx
from tests.returns.intake.books import CLEAN, FORM, HEADER, OWNER, TITLE, lines, page
from tests.sheets.books import Page, book

LINES = lines(CLEAN)
TYPED = FORM.typed
LABELS = [i.label for i in TYPED]
CODES = [i.code for i in TYPED]
FIGURES = [CLEAN[i.code] for i in TYPED]
ABOVE = [[OWNER], [TITLE], []]
THREE = ("Xã Thanh Tùng", "Lê Hồng", "TT. Thanh Miện")
DISTRICT = ["TỔNG HỢP HUYỆN THANH MIỆN NĂM 2023"]


def sheet(*rows: list[object], merged=()) -> bytes:
    return book(Page(list(rows), merged=merged))


def stated(one: ReturnReading) -> list[object]:
    return [one.cells[code].value if one.cells[code].stated is Stated.VALUE else None for code in CODES]


def divided(by: int) -> list[object]:
    return [f / by if i.is_money else f for i, f in zip(TYPED, FIGURES, strict=True)]


def with_figures(figures: list[object], header: str = "Kết quả", suffix: str = "") -> list[list[object]]:
    body = [
        [i.code, i.label + (suffix if i.is_money else ""), figure] for i, figure in zip(TYPED, figures, strict=True)
    ]
    return [["Mã", "Chỉ tiêu", header], *body]


def in_sections(money: str) -> list[list[object]]:
    """Labels and figures under the titles of their sections; the money's unit stands in its section's title."""
    rows: list[list[object]] = [["Nội dung", "Kết quả"]]
    for section in FORM.sections:
        rows.append([section.title + (f" ({money})" if section.code == "QK" else "")])
        rows += [[i.label, f] for i, f in zip(TYPED, divided(1_000_000), strict=True) if i.section == section.code]
    return rows


def matrix(*, numbered: bool) -> list[list[object]]:
    header = ["STT", "Mô hình", "Tổng số", "Đăng ký", "Được công nhận", "Tỷ lệ (%)"]
    rows: list[list[object]] = [header]
    for n, m in enumerate(FORM.models, start=1):
        rows.append([n, m.title.capitalize(), CLEAN[m.total], CLEAN[m.registered], CLEAN[m.recognised], 55.5])
    return rows if numbered else [row[1:] for row in rows]


NO_MODELS = [row for row in LINES if not str(row[1]).startswith("MH")]

ONE_RETURN: dict[str, Callable[[], bytes]] = {
    "no header": lambda: sheet(*ABOVE, *[[r[2], r[4]] for r in LINES]),
    "no header, numbered": lambda: sheet(*ABOVE, *[[r[0], r[2], r[3], r[4]] for r in LINES]),
    "no header, coded": lambda: sheet(*ABOVE, *[[r[1], r[2], r[4]] for r in LINES]),
    "codes and figures": lambda: sheet(*ABOVE, ["Mã", "Số liệu"], *[[r[1], r[4]] for r in LINES]),
    "code before the words": lambda: sheet(*ABOVE, ["Nội dung", "Số liệu"], *[[f"{r[1]}. {r[2]}", r[4]] for r in LINES]),
    "without accents": lambda: sheet(
        [fold(OWNER)], [fold(TITLE)], ["STT", "Noi dung", "DVT", "Ket qua"],
        *[[r[0], fold(r[2]), fold(r[3]), r[4]] for r in LINES],
    ),
    "capitals": lambda: sheet(*ABOVE, [h.upper() for h in HEADER], *[[r[0], None, r[2].upper(), r[3], r[4]] for r in LINES]),
    "decomposed": lambda: sheet(
        *[[unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in row] for row in [*ABOVE, HEADER, *LINES]]
    ),
    "line breaks": lambda: sheet(
        *ABOVE, ["STT", "Nội\ndung", "Đơn vị\ntính", "Kết\nquả"], *[[r[0], r[2].replace(" ", "\n", 1), r[3], r[4]] for r in LINES]
    ),
    "headed by the unit's name": lambda: sheet(
        [TITLE], ["STT", "Nội dung", "Xã Thanh Tùng"], *[[r[0], r[2], r[4]] for r in LINES]
    ),
    "anywhere on the sheet": lambda: sheet(*[[]] * 20, *[[None] * 6 + row for row in [*ABOVE, HEADER, *LINES]]),
    "plan, last year, this year, percent": lambda: sheet(
        *ABOVE,
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2022", "Kế hoạch năm 2023", "Thực hiện năm 2023", "% so với KH", "Ghi chú"],
        ["A", "B", "C", 1, 2, 3, "4=3/2", 5],
        *[[r[0], r[2], r[3], 5, 6, r[4], 99.5, "x"] for r in LINES],
    ),
    "notes and names below": lambda: sheet(
        *ABOVE, HEADER, *LINES, ["Ghi chú: số liệu tính đến 31/12/2023"], [None, None, "Người lập", None, "Chủ tịch"],
        [None, None, "Trần Phú", None, "Lê Lợi"], [], [None, None, "Điện thoại", None, 912345678],
    ),
    "with shares": lambda: sheet(
        *ABOVE, HEADER, *[[n, i.code, i.label, i.unit, CLEAN.get(i.code, 55.5)] for n, i in enumerate(FORM.indicators)]
    ),
    "two halves side by side": lambda: sheet(
        *ABOVE, ["STT", "Chỉ tiêu", "Số liệu"] * 2,
        *[[a[0], a[2], a[4], *([b[0], b[2], b[4]] if b else [])] for a, b in zip(LINES[:28], [*LINES[28:], None], strict=True)],
    ),
    "models as a matrix below": lambda: sheet(*ABOVE, HEADER, *NO_MODELS, [], ["Các mô hình"], *matrix(numbered=True)),
    "models as a matrix on a sheet": lambda: book(
        Page([*ABOVE, HEADER, *NO_MODELS], "Phần 1"), Page([*ABOVE, *matrix(numbered=False)], "Phần 2")
    ),
    "one row of labels, one of figures": lambda: sheet(*ABOVE, LABELS, FIGURES),
    "one row of codes, one of figures": lambda: sheet(*ABOVE, CODES, FIGURES),
    "triệu in the header": lambda: sheet(*ABOVE, *with_figures(divided(1_000_000), "Kết quả (tiền: triệu đồng)")),
    "triệu in the labels": lambda: sheet(*ABOVE, *with_figures(divided(1_000_000), suffix=" (triệu đồng)")),
    "triệu in a heading": lambda: sheet(*ABOVE, *in_sections("triệu đồng")),
    "triệu below": lambda: sheet(*ABOVE, *with_figures(divided(1_000_000)), ["Ghi chú: tiền tính bằng triệu đồng"]),
    "thousands above": lambda: sheet(*ABOVE, ["Đơn vị tính: 1.000 đồng"], *with_figures(divided(1000))),
    "triệu warned against": lambda: sheet(*ABOVE, ["Ghi đủ số đồng, không ghi triệu đồng"], *with_figures(FIGURES)),
}  # fmt: skip


@pytest.mark.parametrize("layout", ONE_RETURN)
def test_one_return(layout, read):
    reading = read(ONE_RETURN[layout]())
    (one,) = reading.returns
    assert (reading.outcome, one.unit, stated(one)) == ("read", "11242", FIGURES)


def across(names, *above: list[object]) -> list[list[object]]:
    return [*above, *[[name, *FIGURES] for name in names], ["Cộng", *FIGURES]]


MANY: dict[str, Callable[[], bytes]] = {
    "codes across": lambda: sheet(DISTRICT, *across(THREE, ["Đơn vị", *CODES])),
    "labels across": lambda: sheet(DISTRICT, *across(THREE, ["Tên xã", *LABELS])),
    "labels and codes across": lambda: sheet(DISTRICT, *across(THREE, ["Xã, thị trấn", *LABELS], [None, *CODES])),
    "units under an unknown word": lambda: sheet(DISTRICT, *across(THREE, ["Tên cơ sở", *LABELS])),
    "numbered names": lambda: sheet(DISTRICT, *across([f"{n}. {name}" for n, name in enumerate(THREE)], ["Đơn vị", *LABELS])),
    "under the row of their district": lambda: sheet(
        ["TỔNG HỢP TOÀN TỈNH NĂM 2023"], ["Đơn vị", *LABELS], ["Huyện Thanh Miện", *FIGURES], *[[n, *FIGURES] for n in THREE]
    ),
    "plan and result for each": lambda: sheet(
        DISTRICT,
        ["STT", "Xã", *[cell for label in LABELS for cell in (label, None)]],
        [None, None, *["Kế hoạch", "Thực hiện"] * len(LABELS)],
        *[[n, name, *[cell for f in FIGURES for cell in (9, f)]] for n, name in enumerate(THREE)],
        merged=[(1, 0, 2, 0), (1, 1, 2, 1), *((1, 2 + 2 * n, 1, 3 + 2 * n) for n in range(len(LABELS)))],
    ),
    "one below the other": lambda: sheet(*[row for name in THREE for row in ([name], [TITLE], HEADER, *LINES, [])]),
    "sheets called by bare names": lambda: book(
        *(page(CLEAN, above=[[TITLE], []], name=name) for name in ("Thanh Tùng", "Lê Hồng", "Thanh Miện"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", MANY)
def test_many_returns(layout, read):
    reading = read(MANY[layout](), "Tong hop huyen Thanh Mien.xlsx")
    assert {one.unit: (one.outcome, stated(one)) for one in reading.returns} == dict.fromkeys(
        ("11242", "11266", "11239"), ("read", FIGURES)
    )


def test_money_in_dong_under_a_statement_of_thousands_is_asked(read):
    head = [[OWNER], [TITLE], [None, None, None, None, "Đơn vị tính: 1000đ"], HEADER]
    [found] = read(book(Page([*head, *lines(CLEAN)]))).returns
    assert found.outcome == "needs_mapping"
    assert {c for d in found.uncertain for c in d.candidates} == {i.code for i in FORM.typed if i.is_money}


def test_the_name_of_a_group_in_its_first_row_alone_counts_for_all_of_them(read):
    models = [
        row for m in FORM.models for row in ([m.title, "Tổng số", 90], ["", "Đăng ký", 80], ["", "Công nhận", 70])
    ]
    rest = [["", i.label, 10] for i in FORM.typed if not i.code.startswith("MH")]
    [found] = read(book(Page([[OWNER], [TITLE], ["Mô hình", "Nội dung", "Kết quả"], *models, *rest]))).returns
    assert found.outcome == "read"
    stated = {
        (m.code, found.cells[m.total].value, found.cells[m.registered].value, found.cells[m.recognised].value)
        for m in FORM.models
    }
    assert stated == {(m.code, 90, 80, 70) for m in FORM.models}


def test_a_hidden_line_does_not_count_beside_one_that_is_seen_and_is_asked_alone(index):
    rows = [[OWNER], [TITLE], HEADER, *lines(CLEAN)]
    twice = Sheet([*rows[:4], [*rows[3][:4], 999], *rows[4:]], hidden_rows=[4])
    alone = Sheet(rows, hidden_rows=[3])
    [seen], [asked] = (read_file(xlsx([p]), FORM, index, "2023", "a.xlsx").returns for p in (twice, alone))
    assert (seen.outcome, seen.cells["TC01"].value) == ("read", CLEAN["TC01"])
    assert (asked.outcome, [d.candidates for d in asked.uncertain]) == ("needs_mapping", [("TC01",)])


@pytest.mark.parametrize(
    ("measure", "figure"), [("triệu đồng", 259_000_000), ("nghìn đồng", 22_000_000), ("triệu đồng", "36.750")]
)
def test_money_that_is_plainly_stated_in_a_smaller_unit_than_the_column_says_is_asked(read, measure, figure):
    body = [[n, code, label, measure if code == "QK01" else unit, figure if code == "QK01" else value]
            for n, code, label, unit, value in lines(CLEAN)]  # fmt: skip
    [found] = read(book(Page([[OWNER], [TITLE], HEADER, *body]))).returns
    assert (found.outcome, found.cells["QK01"].value) == ("needs_mapping", None)
    assert [d.candidates for d in found.uncertain] == [("QK01",)]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Thực hiện 10 tháng", "Ước cả năm"), ("Số báo cáo cũ", "Số điều chỉnh"), ("Thực hiện", "Điều chỉnh"),
        ("Kết quả năm 2023", "Số liệu sau điều chỉnh"),
    ],
)  # fmt: skip
def test_figures_beside_those_that_may_replace_them_are_asked(read, older, newer):
    body = [[*row, 1] for row in lines(CLEAN)]
    [found] = read(book(Page([[OWNER], [TITLE], [*HEADER[:4], older, newer], *body]))).returns
    assert found.outcome == "needs_mapping"
    assert f"E: {older}, F: {newer}" in found.reason


def test_what_is_not_there_yet_is_none_save_where_it_cannot_be_missing(read):
    words = dict.fromkeys(("HV03", "MH21", "TC01", "TT01", "KT01"), "Chưa có")
    [found] = read(book(page(CLEAN | words))).returns
    stated = {code: found.cells[code].stated for code in words}
    none = dict.fromkeys(("TT01", "KT01"), Stated.NONE)
    assert stated == none | {"TC01": Stated.VALUE, "HV03": Stated.INVALID, "MH21": Stated.INVALID}


def test_a_plan_that_was_adjusted_is_still_a_plan(read):
    body = [[*row, 1] for row in lines(CLEAN)]
    [found] = read(book(Page([[OWNER], [TITLE], [*HEADER, "Kế hoạch điều chỉnh"], *body]))).returns
    assert (found.outcome, found.cells["HV01"].value) == ("read", CLEAN["HV01"])


@pytest.mark.parametrize(
    "header", [["Tổng số", "Đăng ký", "%", "Công nhận", "%"], ["Tổng số", "%", "Đăng ký", "%", "Công nhận"]]
)
def test_shares_between_the_columns_of_a_matrix_are_no_figures_of_it(read, header):
    at = [n for n, text in enumerate(header) if text != "%"]
    models = [[n, m.title, *(77.5 for _ in header)] for n, m in enumerate(FORM.models, start=1)]
    for row in models:
        for column, figure in zip(at, (90, 80, 70), strict=True):
            row[2 + column] = figure
    rest = [row for row in lines(CLEAN) if not str(row[1]).startswith("MH")]
    rows = [[OWNER], [TITLE], HEADER, *rest, [], ["TT", "Mô hình", *header], *models]
    [found] = read(book(Page(rows))).returns
    assert found.outcome == "read"
    stated = {
        (found.cells[m.total].value, found.cells[m.registered].value, found.cells[m.recognised].value)
        for m in FORM.models
    }
    assert stated == {(90, 80, 70)}


@pytest.mark.parametrize("counted", ["Số lượng", "Số người/số lượng"])
def test_counts_and_money_in_columns_of_their_own_are_both_read(read, counted):
    money, beside = {i.code for i in FORM.typed if i.is_money}, {"HB01": 45}
    body = [
        [n, label, None, v // 1000 if isinstance(v, int) else v] if code in money else [n, label, v, beside.get(code)]
        for n, code, label, _, v in lines(CLEAN)
    ]
    [found] = read(book(Page([[OWNER], [TITLE], ["TT", "Nội dung", counted, "Số tiền (nghìn đồng)"], *body]))).returns
    assert found.outcome == "read"
    assert {i.code: found.cells[i.code].value for i in FORM.typed} == CLEAN


def test_money_in_both_of_two_columns_is_asked_where_it_differs(read):
    body = [[n, label, v, 5] for n, _, label, _, v in lines(CLEAN)]
    [found] = read(book(Page([[OWNER], [TITLE], ["TT", "Nội dung", "Số lượng", "Số tiền (đồng)"], *body]))).returns
    assert found.outcome == "needs_mapping"
    assert "QK01" in {c for d in found.uncertain for c in d.candidates}
    assert found.cells["HV01"].value == CLEAN["HV01"]
