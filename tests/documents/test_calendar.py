"""The feed of due dates, line by line as RFC 5545 wants it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.documents.calendar import DueDate, calendar, escaped, folded

MADE = dt.datetime(2023, 11, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DUE = DueDate(
    "BC-NAM-2023-11242@khuyenhoc",
    dt.date(2023, 12, 31),
    "Hạn nộp; báo cáo, năm 2023",
    "Dòng 1\nDòng 2",
    "https://x/l/a/",
)


def lines(feed):
    """The lines of a feed, folding undone; every line has to end by CR LF."""
    text = feed.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_the_whole_feed():
    assert lines(calendar("Hạn nộp của xã Thanh Tùng", [DUE], MADE)) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Khuyen Hoc//Han nop bao cao//VI", "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Hạn nộp của xã Thanh Tùng", "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
        "BEGIN:VEVENT", "UID:BC-NAM-2023-11242@khuyenhoc", "DTSTAMP:20231101T020000Z", "DTSTART;VALUE=DATE:20231231",
        "DTEND;VALUE=DATE:20240101", "SUMMARY:Hạn nộp\\; báo cáo\\, năm 2023", "TRANSP:TRANSPARENT",
        "DESCRIPTION:Dòng 1\\nDòng 2", "URL:https://x/l/a/",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Hạn nộp\\; báo cáo\\, năm 2023", "TRIGGER:-P7D", "END:VALARM",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Hạn nộp\\; báo cáo\\, năm 2023", "TRIGGER:-P1D", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip


def test_nothing_due_is_an_empty_calendar():
    assert "BEGIN:VEVENT" not in lines(calendar("x", [], MADE))


@pytest.mark.parametrize(
    ("text", "written"),
    [("a\\b", "a\\\\b"), ("a;b,c", "a\\;b\\,c"), ("a\r\nb\rc\nd", "a\\nb\\nc\\nd"), ("\\n", "\\\\n"), ("ngày", "ngày")],
)
def test_what_would_end_a_value_is_written_out(text, written):
    assert escaped(text) == written


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_no_line_is_too_long_and_no_character_is_cut(text):
    pieces = folded(text).split("\r\n")
    assert all(len(piece.encode("utf-8", "surrogatepass")) <= 75 for piece in pieces)
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == text
    assert all(piece.startswith(" ") for piece in pieces[1:])
