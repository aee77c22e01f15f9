import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc.vietnamese.dates import format_date, long_date, paper_date, parse_date, sentence_date, weekday

DATES = st.dates(min_value=dt.date(1000, 1, 1))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (8, "Thứ hai"),
        (9, "Thứ ba"),
        (10, "Thứ tư"),
        (11, "Thứ năm"),
        (12, "Thứ sáu"),
        (13, "Thứ bảy"),
        (14, "Chủ nhật"),
    ],
)
def test_weekdays_have_their_names(day, name):
    assert weekday(dt.date(2024, 1, day)) == name


def test_a_date_in_its_four_dresses():
    day = dt.date(2024, 1, 10)
    assert format_date(day) == "10/01/2024"
    assert sentence_date(day) == "ngày 10/01/2024"
    assert long_date(day) == "Thứ tư, ngày 10/1/2024"
    assert paper_date(day) == "ngày 10 tháng 01 năm 2024"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2022, 6, 3), "ngày 03 tháng 6 năm 2022"),
        (dt.date(2022, 2, 28), "ngày 28 tháng 02 năm 2022"),
        (dt.date(2022, 3, 9), "ngày 09 tháng 3 năm 2022"),
        (dt.date(2022, 10, 10), "ngày 10 tháng 10 năm 2022"),
    ],
)
def test_papers_pad_days_under_ten_and_the_first_two_months(day, text):
    assert paper_date(day) == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10/01/2024", dt.date(2024, 1, 10)),
        ("10-1-2024", dt.date(2024, 1, 10)),
        ("10.1.2024", dt.date(2024, 1, 10)),
        ("10 – 1 – 2024", dt.date(2024, 1, 10)),
        ("03/6/2022", dt.date(2022, 6, 3)),
        ("ngày 10/01/2024", dt.date(2024, 1, 10)),
        ("ngày 10 tháng 1 năm 2024", dt.date(2024, 1, 10)),
        ("Ngày 03 tháng 6,\u00a0năm 2022", dt.date(2022, 6, 3)),
        ("ngay 3 thang 6 nam 2022", dt.date(2022, 6, 3)),
        ("2024-01-10", dt.date(2024, 1, 10)),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_dates_are_read_day_first(text, day, form):
    assert parse_date(unicodedata.normalize(form, text)) == day


@pytest.mark.parametrize(
    "text", ["", "31/02/2022", "0/1/2024", "10/13/2024", "10/1/24", "10/1-2024", "tháng 1 năm 2024", "10/1/0000", "x"]
)
def test_what_is_no_day_is_none(text):
    assert parse_date(text) is None


@given(DATES)
def test_what_is_written_is_read_back(day):
    for written in (format_date(day), sentence_date(day), paper_date(day), day.isoformat()):
        assert parse_date(written) == day
