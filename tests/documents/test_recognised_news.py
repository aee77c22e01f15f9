"""News of a decision: where those who were recognised live, said as one says it of one, of several, of all in one village."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.documents.recognised_news import RecognisedNews


@pytest.mark.parametrize(
    ("total", "by_village", "said"),
    [
        (5, [("thôn Đông", 3), ("thôn Đoài", 2)], "Trong đó có thôn Đông 3 dòng họ và thôn Đoài 2 dòng họ."),
        (5, [("thôn Đông", 3), ("", 2)], "Trong đó có thôn Đông 3 dòng họ và các nơi khác 2 dòng họ."),
        (2, [("thôn Đông", 2)], "Các dòng họ ấy đều ở thôn Đông."),
        (1, [("thôn Đông", 1)], "Dòng họ ấy ở thôn Đông."),
        (2, [("", 2)], ""),
    ],
)
def test_where_they_live(total: int, by_village: list[tuple[str, int]], said: str) -> None:
    news = RecognisedNews(
        "Xã A, huyện B", "Xã A", "dòng họ", "dòng họ học tập", 2023, "1/QĐ", dt.date(2023, 12, 10), "Ủy ban", total, by_village
    )  # fmt: skip
    *first, last = news.paragraphs
    assert first == [said] * bool(said)
    assert last == f"Hội Khuyến học xin chúc mừng {'các ' if total > 1 else ''}dòng họ được công nhận."
    assert news.title == f"Xã A: {total} dòng họ được công nhận dòng họ học tập năm 2023"
