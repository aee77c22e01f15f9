"""The lines of a table of earlier figures. Pure."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.earlier.judging import Faulty, Figure, Judged, Known, judge, source_of, unit_of
from khuyenhoc.returns.earlier.table import Table
from khuyenhoc.returns.earlier.words import says_none
from khuyenhoc.units.lines import Line
from khuyenhoc.vietnamese.money import parse_money
from khuyenhoc.vietnamese.numbers import ParsedNumber, parse_number
from khuyenhoc.vietnamese.text import fold

_PERIOD: Final = re.compile(r"(?:nam )?((\d{4})(?:-[0-9a-z]{1,8})?)")
_EARLIEST: Final = 1996
"""The association was founded in that year."""
LARGEST: Final = 2**63 - 1


def judge_figures(table: Table, known: Known) -> Judged[Figure]:
    """All lines of a table of figures."""
    return judge(table, known, lambda line, judged: _figure(line, known, judged))


def _figure(line: Line, known: Known, judged: Judged[Figure]) -> Figure | None:
    period, ends = _period(line["period"], known.today)
    unit = unit_of(line["unit"], known.index_of(ends), known.level)
    indicator = _indicator(line["indicator"], known)
    if indicator.is_derived:
        judged.derived += 1
        return None
    if not line["value"]:
        judged.empty += 1
        return None
    return Figure(line.number, period, unit, indicator.code, _value(line["value"], indicator), source_of(line, known))


def _period(text: str, today: dt.date) -> tuple[str, dt.date]:
    found = _PERIOD.fullmatch(fold(text))
    if found is None:
        raise Faulty(_("Kỳ “%(text)s” chưa rõ. Ghi năm bằng bốn chữ số, ví dụ 2022.") % {"text": text})
    year = int(found[2])
    if not _EARLIEST <= year <= today.year:
        message = _("Kỳ %(text)s không phải là kỳ đã qua. Ghi năm từ %(first)s đến %(last)s.")
        raise Faulty(message % {"text": text, "first": _EARLIEST, "last": today.year})
    return found[1].upper(), dt.date(year, 12, 31)


def _indicator(text: str, known: Known) -> IndicatorSpec:
    if indicator := known.indicators.get(text.upper()):
        return indicator
    named = [i for i in known.indicators.values() if fold(i.label) == fold(text)]
    if len(named) == 1:
        return named[0]
    raise Faulty(_("Biểu mẫu không có chỉ tiêu “%(text)s”. Ghi mã chỉ tiêu, ví dụ MH03.") % {"text": text})


def _value(text: str, indicator: IndicatorSpec) -> int | None:
    """A whole number that is not negative, None for "không có"."""
    return None if says_none(text) else whole(text, money=indicator.is_money)


def whole(text: str, *, money: bool = False) -> int:
    """A count, or money to the đồng. Faulty for everything that could be meant in two ways."""
    amount = parse_money(text) if money else None
    number = parse_number(text)
    if (amount and amount.ambiguous) or (number and number.ambiguous):
        raise Faulty(_("“%(text)s” đọc được theo hai cách. Ghi lại không có dấu ngăn.") % {"text": text})
    if amount is not None and amount.step > 1:
        raise Faulty(_("“%(text)s” là số làm tròn. Ghi đủ đến đồng, ví dụ 36.700.000.") % {"text": text})
    value = amount.dong if amount is not None else _integral(number)
    if value is None:
        message = _("“%(text)s” không phải là số nguyên. Ghi bằng chữ số, ví dụ 1.250; không có gì thì ghi “không có”.")
        raise Faulty(message % {"text": text})
    if value < 0:
        raise Faulty(_("“%(text)s” là số âm. Ghi số không âm.") % {"text": text})
    if value > LARGEST:
        raise Faulty(_("“%(text)s” lớn quá mức giữ được. Xem lại số.") % {"text": text})
    return value


def _integral(number: ParsedNumber | None) -> int | None:
    return int(number.value) if number is not None and number.value == int(number.value) else None
