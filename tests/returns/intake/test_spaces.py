"""A space between digits: thousands where a return writes them so, else two numbers in one cell, which are asked about."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.conventions import Convention
from khuyenhoc.returns.intake.parsing import Manner, parse_cell
from khuyenhoc.returns.intake.spaces import settle_spaces
from tests.returns.intake.books import FORM
from tests.returns.intake.grids import HEAD, sheet, understood


def read(**contents: object) -> dict[str, int | None]:
    manner = Manner(1, Convention.UNKNOWN)
    cells = {code: parse_cell(content, FORM.by_code[code], "S!A1", manner) for code, content in contents.items()}
    return {code: cell.value for code, cell in settle_spaces(cells, FORM).items()}


@pytest.mark.parametrize("plain", [8100, "8100", "8.100"])
def test_a_space_beside_thousands_written_otherwise_is_asked(plain):
    assert read(HV03=plain, HV01="1 234", MH02="250 310")["HV01"] is None
    assert read(HV03=plain, HV01="1 234", MH02="250 310")["MH02"] is None


@pytest.mark.parametrize("text", ["250 310", "1 234", "5 250 người", "250\u00a0310"])
def test_a_space_that_nothing_else_bears_out_is_asked(text):
    assert read(HV03=text, HV01=340)["HV03"] is None
    assert read(QK01="250 310", QK02=500_000)["QK01"] is None


def test_spaces_are_for_thousands_where_all_thousands_have_one():
    assert read(HV03="8 100", HV01="1 234", MH01="2 150", TC02=12) == {
        "HV03": 8100,
        "HV01": 1234,
        "MH01": 2150,
        "TC02": 12,
    }
    assert read(QK01="36 700 000", QK02="12 345 678") == {"QK01": 36_700_000, "QK02": 12_345_678}


def test_one_figure_typed_otherwise_does_not_make_many_doubtful():
    assert read(HV03="8 100", HV01="1 234", MH01="2 150", MH02=1900)["HV01"] == 1234
    assert read(HV03="8 100", HV01="1 234", MH01="2 150", TC02="1.234,5")["HV01"] == 1234


def test_a_group_that_begins_with_a_nought_is_no_number_of_its_own():
    assert read(HV03="8 050", HV01=1234) == {"HV03": 8050, "HV01": 1234}
    assert read(QK01="36 700 000", QK02=500_000)["QK01"] == 36_700_000
    assert read(QK01="36 700 000", HV03="8 100")["HV03"] == 8100


def test_counts_and_money_are_each_written_in_a_way_of_their_own():
    assert read(HV03="8 100", HV01="1 234", QK01=36_700_000) == {"HV03": 8100, "HV01": 1234, "QK01": 36_700_000}


def test_a_count_far_above_all_others_is_asked_even_where_spaces_are_for_thousands():
    assert read(HV03="8 100", HV01="1 234", MH02="250 310") == {"HV03": 8100, "HV01": 1234, "MH02": None}


@pytest.mark.parametrize("text", ["250  310", "250\t310", "250 \u00a0310"])
def test_a_gap_wider_than_a_space_is_never_for_thousands(text):
    assert read(HV03="8 050", HV01=text)["HV01"] is None


@pytest.mark.parametrize(("second", "number"), [("Năm 2022", None), (None, 2150)])
def test_a_space_in_a_cell_over_two_columns_parts_the_numbers_of_both(index, second, number):
    lines = [[1, "Dân số", "8 050"], [2, "Số hội viên", "2 150"], [3, "Số chi hội", 9], [4, "Số ban khuyến học", 4]]
    merged = [((5, 2), (5, 3)), *([] if second else [((3, 2), (3, 3))])]
    found = understood(index, sheet([*HEAD, ["TT", "Nội dung", "Năm 2023", second], *lines], merged))
    assert found.returns[0].cells["HV01"].value == number
    assert found.returns[0].cells["HV03"].value == 8050
