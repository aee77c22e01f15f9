"""The sheet itself: what it shows at first, what it lets people do, how it prints; and what texts mean to it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from msgspec import convert, structs, to_builtins
from python_calamine import CalamineWorkbook

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake.pipeline import read_file
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.values import Stated, UnitContext
from khuyenhoc.returns.workbook.content import Edition
from khuyenhoc.returns.workbook.explanations import explained, hint
from khuyenhoc.returns.workbook.expressions import joined, number, quoted
from khuyenhoc.returns.workbook.layout import RECKONING, SHEET, Column, Hidden, Layout
from khuyenhoc.returns.workbook.placing import begin_words, ready_words
from khuyenhoc.returns.workbook.statements import BLANK, INVALID, NONE, VALUE
from khuyenhoc.returns.workbook.template import template_of, workbook
from tests.fixtures import CLEAN
from tests.returns.workbook.cases import LAST
from tests.returns.workbook.filling import FORM, Said, content, filled, last_period

pytestmark = pytest.mark.xdist_group("workbook sheet")
"""LibreOffice reckons their files once for all of them."""
VIETNAMESE = [
    "1250", "1.250", "12.345.678", "1,250", "1 250", "1250 người", "12*", "O5", "l2", "(5)", "12%", "36,7 tỷ", "45tr", "x", "-",
    "–", "…", "0", "007", "không", "Không Có", "KHONG CO", "ko", "không có gì", "chưa", "1e3", "12-5", "½", "?", "*", "+5", "-5",
    " 40 ", "1250.", "#REF!", "năm", "1/2",
]  # fmt: skip
ENGLISH = ["1250", "1.25", "1,250,000", "12.5.3", "1.250", "3.0", "$5", "1E3"]
STATES = {Stated.BLANK: BLANK, Stated.VALUE: VALUE, Stated.NONE: NONE, Stated.INVALID: INVALID}


@pytest.fixture(scope="module")
def sheet():
    return openpyxl.load_workbook(BytesIO(workbook(content(last=last_period(LAST)))), rich_text=True)[SHEET]


WORDS = {"có": 1, "chưa": 0, "Đã thành lập": 1, "chua co": 0}
LASTS = {"first period": None, "later period": last_period(LAST)}
CODES = [i.code for i in FORM.typed if not i.values]
WRITTEN = {"Vietnamese": dict(zip(CODES, VIETNAMESE, strict=False)), "English": dict(zip(CODES, ENGLISH, strict=False))}


@pytest.fixture(scope="module")
def again(reckoned) -> dict[str, bytes]:
    """The workbooks of these tests, filled in and reckoned: untouched ones, those with texts, those with words."""
    files = {name: filled(workbook(content(last=last, villages=9)), {}) for name, last in LASTS.items()}
    files |= {name: filled(workbook(content()), {**CLEAN, **row}) for name, row in WRITTEN.items()}
    files |= {f"word {n}": filled(workbook(content()), {**CLEAN, "TC01": word}) for n, word in enumerate(WORDS)}
    return reckoned(files)


def rows_of(data: bytes, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


# Before anything is filled in


@pytest.mark.parametrize("name", LASTS)
def test_what_stands_in_the_formulas_at_first_is_what_they_come_to(again, name):
    fresh = workbook(content(last=LASTS[name], villages=9))
    for sheet in (SHEET, RECKONING):
        before, after = rows_of(fresh, sheet), rows_of(again[name], sheet)
        # How a program calls a format that is none is left to the program.
        general = {(1, Hidden.CODE)} if sheet == RECKONING else set()
        cells = {(r, c): value for r, row in enumerate(before) for c, value in enumerate(row) if (r, c) not in general}
        assert {at: (value, after[at[0]][at[1]]) for at, value in cells.items() if value != after[at[0]][at[1]]} == {}


def test_the_top_says_where_to_begin():
    assert Said(workbook(content()), content()).ready == begin_words()


def test_last_periods_figures_stand_beside_the_cells():
    made = content(last=last_period({**LAST, "HV01": 1_234_567, "MH01": 3, "MH03": 2}))
    said = Said(workbook(made), made)
    shown = {code: said.cell(code, Column.LAST) for code in ("HV01", "KT01", "TC06", "MH04", "QK05", "QK01")}
    assert shown == {
        "HV01": 1_234_567,
        "KT01": "không có",
        "TC06": 0,
        "MH04": 66.67,
        "QK05": 10500,
        "QK01": LAST["QK04"],
    }
    assert said.cell("HV01") == ""


def test_a_period_without_one_before_shows_no_column_for_it():
    first = openpyxl.load_workbook(BytesIO(workbook(content())))[SHEET]
    later = openpyxl.load_workbook(BytesIO(workbook(content(last=last_period(LAST)))))[SHEET]
    assert (first.column_dimensions["D"].hidden, later.column_dimensions["D"].hidden) == (True, False)


# What people can do


def test_only_the_inputs_are_free_and_no_password_shuts_anybody_out(sheet):
    layout = Layout(FORM, compares=True)
    free = {(c.row - 1, c.column - 1) for row in sheet.iter_rows() for c in row if not c.protection.locked}
    lines = set(layout.row_of.values())
    assert {row for row, column in free if column == Column.VALUE} == {layout.row_of[i.code] for i in FORM.typed}
    assert {row for row, column in free if column == Column.REASON} == lines | {layout.whole}
    assert {column for _row, column in free} == {Column.VALUE, Column.REASON}
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)


def test_each_input_refuses_what_is_no_figure_and_says_what_to_write(sheet):
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    layout = Layout(FORM, compares=True)
    assert set(rules) == {f"E{layout.row_of[i.code] + 1}" for i in FORM.typed}
    money, first = rules[f"E{layout.row_of['QK02'] + 1}"], rules["E7"]
    assert "bằng đồng" in money.error
    assert first.formula1 == 'IF(ISNUMBER(E7),OR(E7=0,E7=1),OR(TRIM(E7)="không có",TRIM(E7)="không"))'
    assert all(
        len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 and len(rule.error) <= 255 for rule in rules.values()
    )


def test_it_prints_on_a4_across_with_its_header_on_each_page(sheet):
    page = sheet.page_setup
    assert (page.paperSize, page.orientation, page.fitToWidth, page.fitToHeight) == ("9", "landscape", 1, 0) or (
        page.paperSize, page.orientation, page.fitToHeight
    ) == (9, "landscape", 0)  # fmt: skip
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "C6"
    footer = f"{sheet.oddFooter.left.text}{sheet.oddFooter.right.text}"
    assert "Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện · năm 2023" in footer
    assert "&P" in footer or "&[Page]" in footer


def test_invented_figures_are_said_to_be_so():
    marked, plain = (
        openpyxl.load_workbook(BytesIO(workbook(content(synthetic=synthetic)))) for synthetic in (True, False)
    )
    said = [c.value for row in marked[SHEET].iter_rows(max_row=2) for c in row if c.value]
    assert any("SỐ LIỆU MẪU" in str(text) for text in said)
    assert "SỐ LIỆU MẪU" in marked.properties.description
    assert not any("SỐ LIỆU MẪU" in str(c.value) for row in plain[SHEET].iter_rows(max_row=2) for c in row)


def test_the_identity_cannot_be_seen():
    book = openpyxl.load_workbook(BytesIO(workbook(content())))
    assert (book[SHEET].sheet_state, book[RECKONING].sheet_state) == ("visible", "veryHidden")
    assert book[RECKONING]["A1"].value == content().token


# What texts mean to it


@pytest.mark.parametrize("name", WRITTEN)
def test_a_text_never_means_more_to_the_workbook_than_to_us(again, index, name):
    hidden, written = rows_of(again[name], RECKONING), WRITTEN[name]
    ours = read_file(again[name], FORM, index, "2023", "x.xlsx").returns[0].cells
    rows = {code: hidden[row] for code, row in Layout(FORM, compares=False).row_of.items()}
    milder = {
        text: (ours[code].stated, rows[code][Hidden.STATE])
        for code, text in written.items()
        if rows[code][Hidden.STATE] not in (STATES[ours[code].stated], INVALID)
    }
    assert milder == {}
    values = {code for code in written if rows[code][Hidden.STATE] == VALUE and ours[code].stated is Stated.VALUE}
    assert {code: rows[code][Hidden.VALUE] for code in values} == {code: ours[code].value for code in values}
    assert values
    assert Said(again[name], content()).ready != ready_words()


@pytest.mark.parametrize(("name", "value"), [(f"word {n}", value) for n, value in enumerate(WORDS.values())])
def test_words_for_yes_and_no_count_where_they_are_the_only_values(again, index, name, value):
    found = read_file(again[name], FORM, index, "2023", "x.xlsx").returns[0].cells
    assert found["TC01"].value == value
    assert (Said(again[name], content()).ready == ready_words()) == (not check(FORM, found, UnitContext()))


# Other forms


def part_of_the_form() -> FormSpec:
    """A form of its own with the first section alone."""
    whole = to_builtins(FORM)
    own = {
        **whole, "code": "BC-QUY", "models": [], "sections": whole["sections"][:1],
        "indicators": [i for i in whole["indicators"] if i["section"] == "TC"],
        "checks": [c for c in whole["checks"] if c["code"] in {"K01", "K06", "K11"}],
    }  # fmt: skip
    return convert(own, FormSpec)


def edition(form: FormSpec) -> Edition:
    return Edition(form, form.code, "2023", content().edition.opens_on)


def test_a_form_of_fewer_lines_and_checks_gets_its_workbook(index):
    form = part_of_the_form()
    data = workbook(replace(content(), edition=edition(form)))
    reading = read_file(filled(data, {**CLEAN}), form, index, "2023", "x.xlsx").returns[0]
    assert {code: cell.value for code, cell in reading.cells.items()} == {i.code: CLEAN[i.code] for i in form.typed}


def test_a_check_without_formulas_is_no_silent_gap():
    new = structs.replace(FORM.check["K01"], code="K99")
    form = structs.replace(FORM, checks=(*FORM.checks, new), version="x")
    with pytest.raises(KeyError, match="K99"):
        template_of(edition(form))


# Its pieces


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("TC01", "Ghi 1 nếu có, ghi 0 nếu chưa có."), ("HV04", "Tự tính: HV01 : HV03 × 100."),
        ("QK04", "Bằng QK01 + QK02 − QK03."),
        ("QK03", "Bằng tổng QK031 + QK032 + QK033 + QK034."), ("QK01", "Bằng “Số dư quỹ cuối kỳ” của kỳ trước."),
        ("HV02", "Không lớn hơn “Tổng số hội viên cuối năm”."), ("QK021", ""), ("TH02", ""),
        ("KT04", "Do Hội cấp huyện (đến 30/6/2025) hoặc Hội cấp xã tặng."),
    ],
)  # fmt: skip
def test_explanations_come_from_the_catalogue(code, text):
    assert explained(FORM.by_code[code], FORM) == text


def test_a_hint_names_the_unit_of_measure_and_other_names():
    told = hint(FORM.by_code["HV02"], FORM)
    assert told.startswith("Đơn vị tính: người.")
    assert told.endswith("Còn gọi: HV mới kết nạp; Hội viên mới.")


def test_texts_in_formulas_are_quoted_in_pieces():
    assert quoted('Buổi "Tiếng loa"') == '"Buổi ""Tiếng loa"""'
    assert quoted("x" * 251) == f'"{"x" * 250}"&"x"'
    assert joined("%(a)s trên %(b)s %%.", a="A1", b="B2") == 'A1&" trên "&B2&" "&"%"&"."'
    assert (joined("", a="A1"), number(3)) == ('""', "3")
