"""Periods of reporting: a year, its first six months, its quarters; as a code, as words, as days. Pure."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, Literal

from msgspec import Struct

Kind = Literal["year", "half-year", "quarter"]
_CODE: Final = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<half>6T)|Q(?P<quarter>[1-4])))?")
_ROMAN: Final = ("I", "II", "III", "IV")


class Period(Struct, frozen=True):
    """`quarter`: 1 to 4 for a quarter, else 0. ValueError where kind and quarter do not go together."""

    kind: Kind
    year: int
    quarter: int = 0

    def __post_init__(self) -> None:
        if (self.kind == "quarter") != (self.quarter in (1, 2, 3, 4)) or not 1 <= self.year <= 9999:
            raise ValueError(f"no period: {self.kind} {self.year} {self.quarter}")

    @property
    def code(self) -> str:
        """ "2024", "2024-6T", "2024-Q1"."""
        ends = {"year": "", "half-year": "-6T", "quarter": f"-Q{self.quarter}"}
        return f"{self.year:04}{ends[self.kind]}"

    @property
    def words(self) -> str:
        """ "năm 2024", "6 tháng đầu năm 2024", "quý II năm 2024": as it stands within a sentence."""
        year = f"năm {self.year}"
        if self.kind == "year":
            return year
        return f"6 tháng đầu {year}" if self.kind == "half-year" else f"quý {_ROMAN[self.quarter - 1]} {year}"

    @property
    def following_words(self) -> str:
        """What comes after it: "năm 2025", "6 tháng cuối năm 2024", "quý III năm 2024"."""
        if self.kind == "half-year":
            return f"6 tháng cuối năm {self.year}"
        after = self.ends + dt.timedelta(days=1)
        return Period(self.kind, after.year, (after.month + 2) // 3 if self.quarter else 0).words

    @property
    def review_words(self) -> str:
        """How looking back on it is called: "tổng kết" for a year, "sơ kết" for a part of one."""
        return "tổng kết" if self.kind == "year" else "sơ kết"

    @property
    def span_words(self) -> str:
        """ "năm" for a year, "kỳ" for a part of one: "trong năm", "cuối kỳ"."""
        return "năm" if self.kind == "year" else "kỳ"

    @property
    def starts(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def ends(self) -> dt.date:
        """The last day, inclusive."""
        month, day = {0: (12, 31), 1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}[self.quarter]
        return dt.date(self.year, 6, 30) if self.kind == "half-year" else dt.date(self.year, month, day)

    def parts_before(self) -> tuple[Period, ...]:
        """The parts of the year that end before it does, the first one first: of a year its quarters and its first half."""
        quarters = [Period("quarter", self.year, n) for n in (1, 2, 3)]
        parts = [*quarters[:2], Period("half-year", self.year), quarters[2]]
        return tuple(part for part in parts if part.ends < self.ends and part != self)

    def a_year_before(self) -> Period:
        """The same part of the year before. ValueError before the year 1."""
        return Period(self.kind, self.year - 1, self.quarter)

    def a_year_after(self) -> Period:
        """The same part of the year after. ValueError after the year 9999."""
        return Period(self.kind, self.year + 1, self.quarter)


def period_of(code: str) -> Period | None:
    """The period of a code; None for another text."""
    found = _CODE.fullmatch(code)
    if not found or found["year"] == "0000":
        return None
    kind: Kind = "half-year" if found["half"] else "quarter" if found["quarter"] else "year"
    return Period(kind, int(found["year"]), int(found["quarter"] or 0))


def periods_through(first: Period, last: Period) -> list[Period]:
    """All of one kind from the first to the last. ValueError for two kinds, or where the last comes first."""
    if first.kind != last.kind or last.ends < first.ends:
        raise ValueError(f"{first.code} {last.code}")
    years = range(first.year, last.year + 1)
    quarters = (1, 2, 3, 4) if first.quarter else (0,)
    all_ = (Period(first.kind, year, quarter) for year in years for quarter in quarters)
    return [period for period in all_ if first.ends <= period.ends <= last.ends]


def period_words(code: str) -> str:
    """ "năm 2024" for "2024"; a code that is none of ours as it is."""
    period = period_of(code)
    return period.words if period else code
