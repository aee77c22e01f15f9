"""How units, periods, cells and due dates are called."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.desk.agenda import due_words
from khuyenhoc.desk.words import association, cell_in, cell_place, cell_words, period_label, sheet_words
from khuyenhoc.units.queries import unit_map


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("10525", "Hội Khuyến học phường Trần Hưng Đạo, thành phố Hải Dương"),
        ("288", "Hội Khuyến học thành phố Hải Dương"),
        ("30", "Hội Khuyến học tỉnh Hải Dương"),
        ("99999", "99999"),
    ],
)
def test_associations(collection, code, name):
    assert association(unit_map(collection.period_ends), code) == name


@pytest.mark.parametrize(("period", "label"), [("2023", "Năm 2023"), ("2023-H1", "2023-H1")])
def test_periods(period, label):
    assert period_label(period) == label


@pytest.mark.parametrize(
    ("at", "words"),
    [("Báo cáo!D17", "ô D17, trang “Báo cáo”"), ("D17", "ô D17"), ("A!B!C3", "ô C3, trang “A!B”"), ("", "")],
)
def test_addresses(at, words):
    assert cell_place(at) == words


@pytest.mark.parametrize(
    ("at", "sheet", "shown"),
    [("Báo cáo!D17", "Báo cáo", "D17"), ("Báo cáo!D17", "", "Báo cáo!D17"), ("D17", "", "D17")],
)
def test_short_addresses(at, sheet, shown):
    assert cell_in(at, sheet) == shown


@pytest.mark.parametrize(
    ("at", "said"),
    [("Báo cáo!D17", "ô D17"), ("Khác!D17", "ô Khác!D17"), ("Trang nhập!MH03", ""), ("Sổ!MH03", "từ sổ"), ("", "")],
)
def test_addresses_beside_a_figure(at, said):
    assert cell_words(at, "Báo cáo") == said


def test_sheets():
    assert [sheet_words(name) for name in ("Báo cáo", "Trang nhập")] == ["trang “Báo cáo”", "nhập trên trang"]


@pytest.mark.parametrize(
    ("today", "how"),
    [
        (dt.date(2023, 12, 15), "còn 5 ngày"),
        (dt.date(2023, 12, 20), "là hôm nay"),
        (dt.date(2023, 12, 21), "đã quá hạn 1 ngày"),
    ],
)
def test_due_dates(today, how):
    assert due_words(dt.date(2023, 12, 20), today) == f"Hạn nộp: Thứ tư, ngày 20/12/2023, {how}."
