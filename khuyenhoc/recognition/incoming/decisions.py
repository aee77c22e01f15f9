"""A decision as it is written in a cell of a list. Pure."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from khuyenhoc.vietnamese.dates import parse_date
from khuyenhoc.vietnamese.text import normalise

_NUMBER: Final = re.compile(r"(\d{1,6}\s*(?:/\s*\d{4}\s*)?[/\-]\s*[A-ZĐ][A-ZĐ0-9\-–&./]*)", re.IGNORECASE)
_DATE: Final = re.compile(
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|(?:ngày\s*)?\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(r"^(?:quyết\s*định|qđ)?\s*(?:số)?\s*[:.]?\s*", re.IGNORECASE)


class Named(Struct, frozen=True, array_like=True, gc=False):
    """A decision by its number and day; "" and None for what is not said."""

    number: str = ""
    on: dt.date | None = None

    @property
    def is_whole(self) -> bool:
        return bool(self.number) and self.on is not None


@lru_cache(maxsize=4096)
def decision_in(text: str) -> Named:
    """ "QĐ 12/QĐ-HKH ngày 5/12/2023" as 12/QĐ-HKH of that day; a number without a sign ("số 12") is its digits."""
    said = normalise(text)
    dates = _DATE.search(said)
    day = _day(dates[0]) if dates else None
    rest = said.replace(dates[0], " ") if dates else said
    if found := _NUMBER.search(rest):
        return Named(re.sub(r"\s+", "", found[1]).rstrip(".,;"), day)
    bare = _LEADING.sub("", rest).split(" ")[0].strip(".,;:()")
    return Named(bare if bare.isascii() and bare.isdigit() else "", day)


def _day(text: str) -> dt.date | None:
    return parse_date(text if "tháng" in text.lower() else text.replace(".", "/").replace(" ", ""))
