"""The lines of a table of how many villages units have. Pure."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.returns.earlier.figures import whole
from khuyenhoc.returns.earlier.judging import Faulty, Judged, Known, Villages, judge, source_of, unit_of
from khuyenhoc.returns.earlier.table import Table
from khuyenhoc.units.lines import Line
from khuyenhoc.vietnamese.dates import parse_date

_YEAR: Final = re.compile(r"(?:năm )?(\d{4})")


def judge_villages(table: Table, known: Known) -> Judged[Villages]:
    """All lines of a table of villages."""
    return judge(table, known, lambda line, judged: _villages(line, known, judged))


def _villages(line: Line, known: Known, judged: Judged[Villages]) -> Villages | None:
    since = _since(line["from"], known)
    unit = unit_of(line["unit"], known.index_of(since), known.level)
    if not line["villages"]:
        judged.empty += 1
        return None
    return Villages(line.number, unit, whole(line["villages"]), since, source_of(line, known))


def _since(text: str, known: Known) -> dt.date:
    """A day, a year (its first day), or the day of the whole table where the line says none."""
    if not text:
        return known.since
    if year := _YEAR.fullmatch(text.lower()):
        text = f"{year[1]}-01-01"
    day = parse_date(text)
    if day is None:
        raise Faulty(_("“%(text)s” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 01/01/2023.") % {"text": text})
    return day
