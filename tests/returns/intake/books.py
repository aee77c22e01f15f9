"""Workbooks written for the tests of reading: the shapes in which people lay out a return."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.vietnamese.numbers import format_count, format_decimal
from tests.sheets.books import Cell, Merge, Page, book

FORM: FormSpec = read_catalogue().forms[0]
Value = int | str | None
Figures = Mapping[str, Value]
"""A whole number, "không có", or None for a blank."""
OWNER = "Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện"
TITLE = "BÁO CÁO TỔNG KẾT CÔNG TÁC KHUYẾN HỌC NĂM 2023"


def lines(figures: Figures, spell: Callable[[IndicatorSpec, Value], Cell] = lambda _, value: value) -> list[list[Cell]]:
    """STT, code, label, unit of measure, figure: a row for each typed indicator."""
    return [[n, i.code, i.label, i.unit, spell(i, figures.get(i.code))] for n, i in enumerate(FORM.typed, start=1)]


HEADER = ["STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kết quả"]


def page(
    figures: Figures, *, above: Sequence[Sequence[Cell]] = ((OWNER,), (TITLE,), ()), name: str = "Báo cáo"
) -> Page:
    """The official form on one sheet."""
    return Page([*above, HEADER, *lines(figures)], name)


def official(figures: Figures) -> bytes:
    return book(page(figures))


def reordered(figures: Figures) -> bytes:
    """The figure left of the words, the code right of them, all headers renamed, and a signature below."""
    header = ["Thực hiện năm 2023", "ĐVT", "Nội dung chỉ tiêu", "Ký hiệu", "TT"]
    body = [[figure, unit, label, code, n] for n, code, label, unit, figure in lines(figures)]
    below = [[], ["Thanh Miện, ngày 20 tháng 12 năm 2023", None, "NGƯỜI LẬP BIỂU"], [None, None, "Nguyễn Quang Trung"]]
    return book(Page([[TITLE], ["Xã Thanh Tùng - Huyện Thanh Miện"], [], header, *body, *below], "Sheet1"))


def without_code(figures: Figures) -> bytes:
    """Labels alone, under the titles of their sections."""
    rows: list[list[Cell]] = [[OWNER], [TITLE], [], ["STT", "Nội dung", "ĐVT", "Số liệu"]]
    for n, section in enumerate(FORM.sections, start=1):
        rows.append([["I", "II", "III", "IV", "V", "VI", "VII", "VIII"][n - 1], section.title])
        rows += [[k, i.label, i.unit, figures.get(i.code)] for k, i in enumerate(_typed_in(section.code), start=1)]
    return book(Page(rows))


def _typed_in(section: str) -> list[IndicatorSpec]:
    return [i for i in FORM.typed if i.section == section]


def dotted(figures: Figures) -> bytes:
    """Every number a text with dots for thousands."""

    def spell(_: IndicatorSpec, value: Value) -> Cell:
        return format_count(value) if isinstance(value, int) else value

    return book(Page([[OWNER], [TITLE], [], HEADER, *lines(figures, spell)]))


def millions(figures: Figures) -> bytes:
    """Money as numbers of triệu đồng; the unit stands in the column of units."""
    body = [
        [n, code, label, "triệu đồng" if unit == "đồng" else unit, _in_millions(unit, figure)]
        for n, code, label, unit, figure in lines(figures)
    ]
    return book(Page([[OWNER], [TITLE], [], HEADER, *body]))


def _in_millions(unit: str, figure: Cell) -> Cell:
    return figure / 1_000_000 if unit == "đồng" and isinstance(figure, int) else figure


def millions_in_words(figures: Figures) -> bytes:
    """Money as texts with a comma, the unit stated once above the table. One cell shows what the comma is for."""

    def spell(i: IndicatorSpec, value: Value) -> Cell:
        if not (i.is_money and isinstance(value, int)):
            return value
        places = next(n for n in range(7) if value * 10**n % 1_000_000 == 0)
        return format_decimal(value / 10**6, 1) if places == 1 else _exact_millions(value, places)

    body = [[n, code, label, figure] for n, code, label, _, figure in lines(figures, spell)]
    header = ["STT", "Mã", "Chỉ tiêu", "Kết quả"]
    return book(Page([[OWNER], [TITLE], [None, None, None, "Đơn vị tính: triệu đồng"], [], header, *body]))


def _exact_millions(value: int, places: int) -> str:
    whole, rest = divmod(value, 1_000_000)
    return format_count(whole) + (f",{rest:06d}"[: places + 1] if places else "")


GROUPS = (
    ("Gia đình học tập", (("MH01", "Tổng số"), ("MH02", "Đăng ký"), ("MH03", "Được công nhận"))),
    ("Dòng họ học tập", (("MH11", "Tổng số"), ("MH12", "Đăng ký"), ("MH13", "Được công nhận"))),
)
GROUPED = frozenset(code for _, group in GROUPS for code, _ in group)


def merged_headers(figures: Figures) -> bytes:
    """Two rows of header, numbered columns, groups merged down the side; last year's figures beside this year's."""
    top = [["TT", "Nội dung", None, "ĐVT", "Kết quả", None], [None, None, None, None, "Năm 2022", "Năm 2023"]]
    rows: list[list[Cell]] = [[OWNER], [TITLE], [], *top, ["A", "B", None, "C", 1, 2]]
    merged: list[Merge] = [(3, 0, 4, 0), (3, 1, 4, 2), (3, 3, 4, 3), (3, 4, 3, 5), (5, 1, 5, 2)]
    for heading, group in GROUPS:
        merged.append((len(rows), 1, len(rows) + len(group) - 1, 1))
        rows += [[None, heading, label, "", 77, figures.get(code)] for code, label in group]
    for i in FORM.typed:
        if i.code not in GROUPED:
            merged.append((len(rows), 1, len(rows), 2))
            rows.append([None, i.label, None, i.unit, 77, figures.get(i.code)])
    return book(Page(rows, merged=merged))


def a_row_a_unit(units: Mapping[str, Figures], title: str = "TỔNG HỢP HUYỆN THANH MIỆN NĂM 2023") -> bytes:
    """Indicators as columns under the titles of their sections, a row a unit by its name, and the sum below."""
    top: list[Cell] = ["TT", "Xã, thị trấn"]
    bottom: list[Cell] = [None, None]
    merged: list[Merge] = [(2, 0, 3, 0), (2, 1, 3, 1)]
    for section in FORM.sections:
        typed = _typed_in(section.code)
        if len(typed) > 1:
            merged.append((2, len(top), 2, len(top) + len(typed) - 1))
        top += [section.title, *[None] * (len(typed) - 1)]
        bottom += [i.label for i in typed]
    body = [[n, name, *(f.get(i.code) for i in FORM.typed)] for n, (name, f) in enumerate(units.items(), start=1)]
    total = ["Cộng", None, *(_sum(units, i.code) for i in FORM.typed)]
    return book(Page([[title], [], top, bottom, *body, total], "Tong hop", merged))


def _sum(units: Mapping[str, Figures], code: str) -> int:
    return sum(v for f in units.values() if isinstance(v := f.get(code), int))


def a_sheet_a_unit(units: Mapping[str, Figures]) -> bytes:
    """A sheet for each unit, named by it."""
    pages = [page(f, above=[[TITLE], [f"{name}, huyện Thanh Miện"], []], name=name) for name, f in units.items()]
    return book(Page([["HỘI KHUYẾN HỌC HUYỆN THANH MIỆN"], ["Gồm các đơn vị sau:"]], "Bìa"), *pages)


SHAPES: dict[str, Callable[[Figures], bytes]] = {
    "official": official, "reordered": reordered, "without_code": without_code, "dotted": dotted, "millions": millions,
    "millions_in_words": millions_in_words, "merged_headers": merged_headers,
    "a_row_a_unit": lambda f: a_row_a_unit({"Xã Thanh Tùng": f, "TT. Thanh Miện": CLEAN}),
    "a_sheet_a_unit": lambda f: a_sheet_a_unit({"Xã Thanh Tùng": f, "TT. Thanh Miện": CLEAN}),
}  # fmt: skip
"""Each shape with the return of xã Thanh Tùng in it."""

CLEAN: Figures = {i.code: 10 + n if not i.is_money else (10 + n) * 1_250_000 for n, i in enumerate(FORM.typed)}
