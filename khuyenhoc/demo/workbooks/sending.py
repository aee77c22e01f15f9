"""The data of who sends what and when, as frozen values (`data/sending-30-2023.yaml`)."""

from __future__ import annotations

import datetime as dt
from functools import cache

from khuyenhoc.demo.faults import FaultSpec
from khuyenhoc.demo.profile import Data, read_data


class Sheets(Data, frozen=True, kw_only=True):
    district: str
    communes: int


class Marks(Data, frozen=True, kw_only=True):
    """How a corrected file says in its name that it comes again, by the way the name is written."""

    mark: str = ""
    plain_mark: str = ""
    slug_mark: str = ""


class Sending(Data, frozen=True, kw_only=True):
    period: str
    files: int
    by_district_rows: tuple[str, ...]
    by_sheets: Sheets
    shapes: dict[str, int]
    late: int
    dates: dict[int, tuple[dt.date, dt.date]]
    created_at: dt.time
    folder: str
    names: tuple[str, ...]
    district_name: str
    corrected_marks: tuple[Marks, ...]
    faults: tuple[FaultSpec, ...]


@cache
def read_sending() -> Sending:
    return read_data(Sending, "sending-30-2023.yaml")
