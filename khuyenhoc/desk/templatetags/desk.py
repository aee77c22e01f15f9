"""Filters of the desk's pages: `{% load desk %}`. Thin: words and numbers come from the rooms below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.desk import words
from khuyenhoc.desk.journal_words import ACTS
from khuyenhoc.documents.annual_report.tree import Cell, Column, Row
from khuyenhoc.returns.detail import Said
from khuyenhoc.returns.runs import FileReport, RunReport
from khuyenhoc.returns.values import PAGE, Stated
from khuyenhoc.rollups.tree import ExplainCell
from khuyenhoc.theme.templatetags.kh import vndate
from khuyenhoc.units.enums import PlanState
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count, format_decimal, format_percent
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import in_sentence

SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".txt")
register = template.Library()


@register.filter
def said(value: Said) -> str:
    """What a cell says: "1.520", "không có", "–" where nothing stands, else the text as it stands in the file."""
    match value.stated:
        case Stated.VALUE:
            return format_count(value.value or 0)
        case Stated.NONE:
            return _("không có")
        case Stated.BLANK:
            return "–"
    return f"“{value.raw}”"


@register.filter
def share(value: Fraction | None, indicator: IndicatorSpec) -> str:
    """A derived figure without its unit of measure: a share by its rule, an average to the whole."""
    if value is None:
        return _("không tính được")
    return format_percent(value) if indicator.unit == "%" else format_decimal(value, 0)


@register.filter
def median(values: Mapping[str, Fraction | None], indicator: IndicatorSpec) -> str:
    """What stands in the middle among a unit's neighbours: a count without decimals, a share by its rule; "–" for too few."""
    value = values.get(indicator.code)
    if value is None:
        return "–"
    return share(value, indicator) if indicator.is_derived else format_decimal(value, 0)


@register.filter
def threshold(value: Decimal) -> str:
    """ "99,5" for 99.5, "20.000.000" for 2E+7."""
    return format_decimal(value, max(0, -int(value.normalize().as_tuple().exponent)))


@register.filter
def short_percent(value: Fraction | None) -> str:
    """An exact percentage with one decimal, for a column of progress; None where there is nothing to divide."""
    return "–" if value is None else f"{format_percent(value, 1)}\N{NO-BREAK SPACE}%"


@register.filter
def place(at: str) -> str:
    """ "ô D17, trang “Báo cáo”" for "Báo cáo!D17"."""
    return words.cell_place(at)


@register.filter
def cell_in(at: str, sheet: str) -> str:
    """ "D17" for "Báo cáo!D17" on the sheet "Báo cáo"."""
    return words.cell_in(at, sheet)


@register.filter
def cell_words(at: str, sheet: str) -> str:
    """ "ô D17" beside a figure, under a heading that has named its sheet; "" where it was typed on the page."""
    return words.cell_words(at, sheet)


@register.filter
def sheet_words(sheet: str) -> str:
    """ "trang “Báo cáo”"; "nhập trên trang" where there is no file."""
    return words.sheet_words(sheet)


@register.filter
def file_name(name: str) -> str:
    """The last part of the name under which a file came in a folder."""
    return name.rpartition("/")[2]


@register.filter
def is_sheet(name: str) -> bool:
    """Whether a file is called as one that has sheets: it may be worth while to look into it."""
    return name.lower().endswith(SHEETS)


@register.filter
def source(name: str) -> str:
    """ "tệp Thanh-Tung.xlsx"; "nhập trên trang" where there is no file."""
    return _("nhập trên trang") if name == PAGE else _("tệp %s") % name


@register.filter
def answered_for(cell: ExplainCell) -> str:
    """ "nhập: Nguyễn Thị Hoa · chấp nhận: Trần Văn An, 10/01/2024"."""
    accepted = {"by": cell.accepted_by, "on": vndate(cell.accepted_on)}
    return f"{_('nhập: %s') % cell.entered_by} · {_('chấp nhận: %(by)s, %(on)s') % accepted}"


@register.filter
def entry(values: Mapping[str, str], key: object) -> str:
    """What stands in a mapping under a key, "" where nothing does."""
    return values.get(str(key), "")


@register.filter
def outcome(report: RunReport, wanted: str) -> list[FileReport]:
    """The files of a run that had an outcome."""
    return [one for one in report.files if one.file.outcome == wanted]


@register.filter
def unread(report: RunReport) -> list[FileReport]:
    """The files of a run that gave nothing, those that were refused first."""
    return [*outcome(report, "rejected"), *outcome(report, "needs_mapping")]


@register.filter
def plan_state(plan: Reorganisation) -> str:
    """ "đã áp dụng"; "đã chấp nhận, có hiệu lực từ 01/07/2025" for a plan whose day is still to come."""
    if plan.state == PlanState.APPLIED and plan.on > clock.today():
        return _("đã chấp nhận, có hiệu lực từ %s") % format_date(plan.on)
    return str(plan.get_state_display())


@register.filter
def within(name: str) -> str:
    """ "xã Thanh Tùng": a unit's name within a sentence."""
    return in_sentence(name)


@register.filter
def unit_called(map_: UnitMap, code: str) -> str:
    """ "Xã Thanh Tùng"."""
    return map_.name(code)


@register.filter
def by_column(row: Row, columns: Sequence[Column]) -> list[tuple[Cell, Column]]:
    """The cells of a paper's row, each with its column."""
    return list(zip(row.cells, columns, strict=True))


@register.filter
def dotted(value: Fraction) -> str:
    """An exact number as an attribute of HTML wants it: "87.82"."""
    return f"{float(value):.2f}"


@register.filter
def last_day(end: dt.datetime) -> str:
    """ "31/12/2023" for what is good until midnight after that day."""
    return format_date(timezone.localtime(end - dt.timedelta(seconds=1)))


@register.filter(name="period_words")
def period_words_(code: str) -> str:
    """ "năm 2023" for "2023", "quý II năm 2023" for "2023-Q2", within a sentence."""
    return period_words(code)


@register.filter
def period_label(code: str) -> str:
    """ "Năm 2023" for "2023": as it begins a line."""
    return words.period_label(code)


@register.filter
def act_words(act: str) -> str:
    """ "gửi báo cáo" for "submit", within a sentence."""
    return in_sentence(str(ACTS.get(act, act)))
