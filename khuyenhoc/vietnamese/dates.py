"""Dates as screens, sentences and papers write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from khuyenhoc.vietnamese.text import fold

_WEEKDAYS: Final = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_FIGURES: Final = re.compile(r"(?:ngay )?(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})", re.ASCII)
_WORDS: Final = re.compile(r"(?:ngay )?(\d{1,2})(,?) thang (\d{1,2}),? nam (\d{4})", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def format_date(d: dt.date) -> str:
    """ "10/01/2024"."""
    return f"{d.day:02d}/{d.month:02d}/{d.year}"


def weekday(d: dt.date) -> str:
    """ "Thứ tư"; Sunday is "Chủ nhật"."""
    return _WEEKDAYS[d.weekday()]


def long_date(d: dt.date) -> str:
    """ "Thứ tư, ngày 10/1/2024": with the weekday, day and month without leading zeros."""
    return f"{weekday(d)}, ngày {d.day}/{d.month}/{d.year}"


def paper_date(d: dt.date) -> str:
    """ "ngày 10 tháng 01 năm 2024": days under 10 and the months 1 and 2 with a zero before (Nghị định 30/2020)."""
    month = f"{d.month:02d}" if d.month <= 2 else str(d.month)
    return f"ngày {d.day:02d} tháng {month} năm {d.year}"


def sentence_date(d: dt.date) -> str:
    """ "ngày 10/01/2024"."""
    return f"ngày {format_date(d)}"


def parse_date(text: str) -> dt.date | None:
    """The whole of `text` as a date: "10/01/2024", "10-1-2024", "ngày 3 tháng 6 năm 2022", "2024-01-10"; day first.

    None where it is something else, has a year of two digits, or is no day of the calendar.
    """
    clean = re.sub(r"[\u2010-\u2015\u2212]", "-", fold(text))
    if iso := _ISO.fullmatch(clean):
        year, month, day = iso.groups()
    elif found := _FIGURES.fullmatch(clean) or _WORDS.fullmatch(clean):
        day, _, month, year = found.groups()
    else:
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
