"""Formulas that were never computed: sums are computed, what cannot be is asked, and a stale value is no figure."""

from __future__ import annotations

import pytest

from khuyenhoc.sheets.formulas import settled
from khuyenhoc.sheets.grid import Sheet, Workbook

ROWS = [[10, 20, ""], ["không có", 5, "x"], [0, "", 1.5]]


def verdict(formula: str, kept: object, others: dict | None = None) -> object:
    """What stands in D1 of a sheet "S" beside ROWS: the content, or the error as a tuple."""
    rows = [[*ROWS[0], kept], *ROWS[1:]]
    formulas = {"S": {(0, 3): formula}, **(others or {})}
    [sheet, *_] = settled(Workbook("xlsx", (Sheet("S", rows), Sheet("Biểu 1", [[7]]))), formulas).sheets
    return (sheet.errors[0, 3],) if (0, 3) in sheet.errors else sheet.at(0, 3)


@pytest.mark.parametrize(
    ("formula", "computed"),
    [
        ("SUM(A1:B1)", 30), ("SUM(A1:A3)", 10), ("A1+B1-B2", 25), ("(A1+B1)*2/3", 20), ("$A$1-$B$1", -10), ("SUM(A1,B1:B2)", 35),
        ("SUM(A1;5)", 15), ("C3*2", 3), ("'Biểu 1'!A1+A1", 17), ("-A1", -10), ("A1/4", 2.5), ("SUM(B3:B3)", 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kept", ["", 0])
def test_a_sum_that_was_never_computed_is_computed(formula, computed, kept):
    assert verdict(formula, kept) == computed


@pytest.mark.parametrize(
    "formula", ["VLOOKUP(A1,B1:C9,2)", "SUM(C1:C2)", "A1/B3", "D1+1", "IF(A1,1,2)", "X!A1", "SUM(A:A)", "A1&B1", ""]
)
def test_what_cannot_be_computed_is_asked(formula):
    assert verdict(formula, "") == (f"={formula}",)
    assert verdict(formula, 0) == (f"={formula}",)
    assert verdict(formula, 12) == 12


def test_zero_stands_where_the_program_did_compute():
    assert verdict("IF(A1,0,1)", 0, {"Biểu 1": {(0, 0): "3+4"}}) == 0


def test_a_value_from_before_a_change_is_asked():
    assert verdict("SUM(A1:B1)", 29) == ("=SUM(A1:B1)",)
    assert verdict("SUM(A1:B1)", 30) == 30
    assert verdict("C3/3", 0.5) == 0.5


def test_formulas_that_lead_to_each_other_end():
    rows = [["", ""]]
    formulas = {"S": {(0, 0): "B1+1", (0, 1): "A1+1"}}
    [sheet] = settled(Workbook("xlsx", (Sheet("S", rows),)), formulas).sheets
    assert sheet.errors == {(0, 0): "=B1+1", (0, 1): "=A1+1"}
