"""What somebody typed on a page of the registers: days, numbers, and rows that were ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.vietnamese.dates import parse_date

LONGEST_ROW = 18
"""Digits that a database takes for the number of a row."""


def typed_day(text: str, label: str = "") -> dt.date | None:
    """A day as it is typed ("15/11/2023"); None for an empty field. RecognitionRefused for anything else.

    `label`: what the field is called, where a page has several.
    """
    clean = text.strip()
    day = parse_date(clean)
    if clean and day is None:
        said = _("“%s” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 15/11/2023.") % clean[:30]
        raise RecognitionRefused(f"{label}: {said}" if label else said)
    return day


def typed_number(text: str, digits: int = LONGEST_ROW) -> int | None:
    """A whole number of at most so many digits; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def typed_rows(texts: Iterable[str]) -> list[int]:
    """The rows that were ticked; what is no number, or none that a row can have, is left out."""
    return [row for text in texts if (row := typed_number(text)) is not None]
