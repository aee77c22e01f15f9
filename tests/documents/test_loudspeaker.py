from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.documents.loudspeaker import MINUTES, Broadcast, minutes, seconds, spoken


def told(villages: int, each: int = 12) -> Broadcast:
    names = [(f"thôn Trần Hưng Đạo {n}", each + n) for n in range(1, villages + 1)]
    return Broadcast(
        "Hội Khuyến học xã Thanh Tùng", "gia đình", "gia đình học tập", 2023, "12/QĐ-HKH", dt.date(2023, 12, 10),
        "Hội Khuyến học xã Thanh Tùng", names, sum(n for _name, n in names) or 312,
    )  # fmt: skip


def test_number_and_villages_are_told() -> None:
    text = spoken(told(2))
    assert "27 gia đình được công nhận gia đình học tập năm 2023." in text
    assert "Trong đó: thôn Trần Hưng Đạo 1 13 gia đình và thôn Trần Hưng Đạo 2 14 gia đình." in text
    assert "Quyết định số 12/QĐ-HKH ngày 10/12/2023" in text


@pytest.mark.parametrize("villages", [0, 1, 7, 40, 300])
def test_it_is_read_twice_within_two_minutes(villages: int) -> None:
    text = spoken(told(villages))
    assert minutes(text) <= MINUTES
    assert ("Trong đó" in text) == bool(villages)
    assert ("các nơi khác" in text) == (villages > 7)


def test_how_long_it_takes() -> None:
    assert (seconds("một " * 200), seconds("một " * 201), seconds("")) == (60, 61, 0)
