"""An empty form left beside the filled one, figures that several units of a table share, and years under its headers."""

from __future__ import annotations

import pytest

from tests.returns.intake.books import CLEAN, FORM, OWNER, TITLE
from tests.returns.intake.grids import HEAD, LINES, sheet, understood, values
from tests.returns.intake.saying import THANH_TUNG

TYPED = [i.code for i in FORM.typed]
HEADER = ["TT", "Nội dung", "ĐVT", "Kết quả"]
FILLED = [[n, label, unit, figure] for n, _, label, unit, figure in LINES]
EMPTY = [[*row[:3], None] for row in FILLED]
UNITS = ("Thanh Tùng", "Đoàn Kết", "Lê Hồng")


@pytest.mark.parametrize("head", [HEAD, [["Hội Khuyến học xã ………"], [TITLE], []]])
@pytest.mark.parametrize("first", [True, False])
def test_an_empty_form_beside_the_filled_one_is_nothing(index, head, first):
    pages = [sheet([*head, HEADER, *EMPTY]), sheet([*HEAD, HEADER, *FILLED])]
    found = understood(index, *(pages if first else reversed(pages)))
    assert (found.outcome, values(found, TYPED)) == ("read", dict(CLEAN))


def test_an_empty_form_alone_is_one(index):
    (one,) = understood(index, sheet([*HEAD, HEADER, *EMPTY])).returns
    assert (one.unit, set(values(understood(index, sheet([*HEAD, HEADER, *EMPTY])), TYPED).values())) == (
        THANH_TUNG,
        {None},
    )


def test_two_filled_ones_stay_two(index):
    pages = [sheet([*HEAD, HEADER, *FILLED]), sheet([[OWNER], [TITLE], [], HEADER, *FILLED])]
    assert understood(index, *pages).outcome == "rejected"


def table(*, last: dict[str, object], headers: list[list[object]], merged=()):
    top: list[list[object]] = [["TỔNG HỢP HUYỆN THANH MIỆN NĂM 2023"], [], *headers]
    rows = [
        [n, name, *(figure for code in TYPED for figure in _of(code, last))] for n, name in enumerate(UNITS, start=1)
    ]
    return sheet([*top, *rows], merged)


def _of(code: str, last: dict[str, object]) -> list[object]:
    return [last[code], CLEAN[code]] if code in last else [CLEAN[code]]


def test_a_figure_merged_over_two_units_is_asked_of_both(index):
    column = 2 + TYPED.index("HB01")
    found = understood(
        index,
        table(last={}, headers=[["TT", "Xã", *(i.label for i in FORM.typed)]], merged=[((3, column), (4, column))]),
    )
    told = [(one.outcome, one.cells["HB01"].value) for one in found.returns]
    assert told == [("needs_mapping", None), ("needs_mapping", None), ("read", CLEAN["HB01"])]
    assert [d.candidates for one in found.returns for d in one.uncertain] == [("HB01",)] * 2


@pytest.mark.parametrize("years", [("2022", "2023"), ("Năm 2022", "Năm 2023"), (2022, 2023)])
def test_years_under_each_indicator_of_a_table_of_units(index, years):
    upper = ["TT", "Xã", *(text for i in FORM.typed for text in (i.label, None))]
    merged = [((2, 2 + 2 * k), (2, 3 + 2 * k)) for k in range(len(TYPED))]
    found = understood(
        index, table(last=dict.fromkeys(TYPED, 7), headers=[upper, [None, None, *years * len(TYPED)]], merged=merged)
    )
    assert [one.outcome for one in found.returns] == ["read"] * 3
    assert all({c: one.cells[c].value for c in TYPED} == dict(CLEAN) for one in found.returns)
