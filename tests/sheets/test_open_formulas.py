"""Formulas of .ods: sums that nobody computed, values of before a change, and errors that older programs show as 0 or nothing."""

from __future__ import annotations

import pytest

from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.open_formulas import formula_in, in_other_words
from khuyenhoc.sheets.reader import read_workbook
from khuyenhoc.sheets.sentences import said
from tests.sheets.files import ods
from tests.sheets.refusals import refusal

ROWS = [["Xã", 10, 20, 1.5], ["Tổng", 30, "không có"]]
FLOAT = 'office:value-type="float" office:value="{}"'


def cell(formula: str, value: str, shown: str | None = None, more: str = "") -> str:
    """A cell with a formula; `value`: its attributes. It shows its text, or has no content at all."""
    start = f'<table:table-cell table:formula="{formula}" {value} {more}'
    return f"{start}/>" if shown is None else f"{start}><text:p>{shown}</text:p></table:table-cell>"


def sheet(*cells: str, attributes: str = "", before: str = ""):
    """ROWS and, in a third row, the cells."""
    tail = f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"
    return read_workbook(ods(ROWS, tail=tail, styles=before)).sheets[0]


def verdict(*given: str, **more: str) -> object:
    """What stands in A3: the content, or the error as a tuple."""
    found = sheet(cell(*given), **more)
    return (found.errors[2, 0],) if (2, 0) in found.errors else found.at(2, 0)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("SUM([.C5:.C9])", "SUM(C5:C9)"), ("[.$A$1]+[.B$2]*2", "$A$1+B$2*2"), ("[$'Biểu 1'.A1]", "'Biểu 1'!A1"),
        ("SUM([$Sheet1.A1:.B2];5)", "SUM('Sheet1'!A1:B2;5)"), ("[$'A''b'.A1:$'A''b'.B2]", "'A''b'!A1:B2"), ("1+2", "1+2"),
        ("IF([.A1]>2;[.B1];0)", "IF(A1>2;B1;0)"), ("SUM([.A:.A])", "SUM([.A:.A])"), ("SUM([.A1]![.B1])", "SUM([.A1]![.B1])"),
        ("SUM([.A1]~[.B1])", "SUM([.A1]~[.B1])"), ("[.A1]+['file:///x.ods'#$S.A1]", "[.A1]+['file:///x.ods'#$S.A1]"),
        ("[.#REF!]+[.A1]", "[.#REF!]+[.A1]"), ("[.A1]1", "[.A1]1"), ("[.A1][.B1]", "[.A1][.B1]"),
        ("SUM([$A.A1:$B.A1])", "SUM([$A.A1:$B.A1])"),
    ],
)  # fmt: skip
def test_cells_are_named_as_in_an_xlsx_where_all_of_them_can_be(formula, words):
    assert in_other_words(formula) == words


@pytest.mark.parametrize("start", ["of:=", "oooc:=", "=", "msoxl:="])
def test_the_language_of_a_formula_is_left_out(start):
    assert (
        formula_in(f'table:formula="{start}SUM([.A1:.A2])" office:value-type="currency"'.encode(), None)
        == "SUM([.A1:.A2])"
    )
    assert formula_in(f"""table:formula='{start}IF([.A1]="x";1;2)'""".encode(), None) == 'IF([.A1]="x";1;2)'


@pytest.mark.parametrize("value", ["", FLOAT.format(0), 'office:value-type="float"', 'office:value-type="percentage"'])
@pytest.mark.parametrize("shown", [None, "", "0"])
def test_a_sum_that_was_never_computed_is_computed(value, shown):
    assert verdict("of:=SUM([.B1:.C1])", value, shown) == 30


@pytest.mark.parametrize("kept", [29, 30.5, -30, 3])
def test_a_sum_of_before_a_change_is_asked(kept):
    assert verdict("of:=SUM([.B1:.C1])", FLOAT.format(kept), f"{kept}") == ("=SUM(B1:C1)",)


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ("of:=SUM([.B1:.C1])", 30), ("of:=[.B1]/3", 3.33333333333333),
        ("of:=[.D1]*[.B1]/[.C1]", 0.75), ("of:=SUM([.A1:.C2])", 61),
        ("of:=[.B2]", 30), ("of:=AVERAGE([.B1:.C1])", 14), ("of:=SUM([.B1:.C2])", 60), ("of:=SUM([.A:.A])", 7),
    ],
)  # fmt: skip
def test_what_is_so_and_what_cannot_be_reckoned_stays(formula, kept):
    assert verdict(formula, FLOAT.format(kept), f"{kept}") == kept


@pytest.mark.parametrize("formula", ["of:=AVERAGE([.B1:.C1])", "of:=[.A1]+1", "of:=SUM([.A1:.A1])"])
def test_what_was_never_computed_and_cannot_be_is_asked(formula):
    assert verdict(formula, "") == (f"={in_other_words(formula[4:])}",)
    assert verdict(formula, FLOAT.format(0), "0") == (f"={in_other_words(formula[4:])}",)


def test_a_formula_that_came_to_an_empty_text_is_nothing():
    assert verdict("of:=IF([.B1]&gt;2;&quot;&quot;;1)", "", "") == ""
    assert verdict("of:=[.Z1]", "", "") == ""
    assert verdict("of:=[.A1]", 'office:value-type="string" office:string-value="Xã"', "Xã") == "Xã"


@pytest.mark.parametrize("value", ['office:value-type="string" office:string-value=""', FLOAT.format(0)])
@pytest.mark.parametrize("shown", ["#DIV/0!", "#REF!", "#N/A", "Err:508", "Lỗi:508", "#NAME?"])
def test_errors_of_other_programs_are_no_nought_and_no_blank(value, shown):
    assert verdict("of:=[.B1]/0", value, shown) == (shown,)
    comment = "<office:annotation><text:p>sửa 12</text:p></office:annotation>"
    commented = cell("of:=[.B1]/0", value, shown).replace("<text:p>", f"{comment}<text:p>", 1)
    assert sheet(commented).errors == {(2, 0): shown}


def test_a_file_that_reckons_with_what_is_shown_is_taken_at_its_word():
    settings = '<table:calculation-settings table:precision-as-shown="true"/>'
    assert verdict("of:=SUM([.B1:.D1])", FLOAT.format(32), "32", before=settings) == 32


def test_one_element_stands_for_many_cells():
    more = 'table:number-columns-repeated="2"'
    total = cell("of:=SUM([.A3:.B4])", FLOAT.format(0), "0")
    found = sheet(cell("of:=[.$B$1]", "", None, more), total, attributes='table:number-rows-repeated="2"')
    assert found.errors == {(r, c): "=[.$B$1]" if c < 2 else "=SUM([.A3:.B4])" for r in (2, 3) for c in range(3)}
    error = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    assert sheet(cell("of:=#REF!", error, "#REF!", more)).errors == {(2, 0): "#REF!", (2, 1): "#REF!"}


def test_a_far_formula_without_a_value_is_seen_before_it_takes_the_memory():
    far = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    tail = f"{far}<table:table-row>{cell('of:=1+2', '')}</table:table-row>"
    assert refusal(ods(ROWS, tail=tail)) == said(sentences.TOO_WIDE, sheet="Báo cáo", at="D1000003")
