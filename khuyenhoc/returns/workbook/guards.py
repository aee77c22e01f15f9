"""What keeps the workbook right while it is filled in: cells that refuse, colours with signs, protection, and how it prints."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.workbook import slots
from khuyenhoc.returns.workbook.content import Edition
from khuyenhoc.returns.workbook.explanations import hint
from khuyenhoc.returns.workbook.layout import READY, Column, Layout, Top, address
from khuyenhoc.returns.workbook.placing import EMPTY, ERROR, GOOD, WARNING
from khuyenhoc.returns.workbook.statements import LARGEST
from khuyenhoc.vietnamese.periods import period_words

A4 = 9
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
"""Inches."""


def guard_cells(sheet: Worksheet, layout: Layout, formats: Mapping[str, Format]) -> None:
    """Data validation for each input, and a colour beside each sign."""
    for indicator in layout.form.typed:
        row = layout.row_of[indicator.code]
        sheet.data_validation(row, Column.VALUE, row, Column.VALUE, _validation(row, indicator, layout))
    for sign, look in ((ERROR, "error"), (WARNING, "warning"), (GOOD, "all_is_well")):
        _coloured(sheet, layout, sign, formats[look])
    asked = f'AND(ISNUMBER(FIND("{WARNING}",$F{layout.first + 1})),TRIM($G{layout.first + 1})="")'
    reasons = (layout.first, Column.REASON, layout.last, Column.REASON)
    sheet.conditional_format(*reasons, {"type": "formula", "criteria": f"={asked}", "format": formats["warning"]})
    ready = READY
    for sign, look in ((GOOD, "good"), (WARNING, "warning"), (EMPTY, "begin")):
        rule = {"type": "formula", "criteria": f'=LEFT({ready},1)="{sign}"', "format": formats[look]}
        sheet.conditional_format(Top.READY, Column.CODE, Top.READY, Column.VALUE, rule)


def _coloured(sheet: Worksheet, layout: Layout, sign: str, look: Format) -> None:
    columns = (Column.VERDICT, Column.VERDICT) if sign == GOOD else (Column.VALUE, Column.VERDICT)
    rule = {"type": "formula", "criteria": f'=LEFT($F{layout.first + 1},1)="{sign}"', "format": look}
    sheet.conditional_format(layout.first, columns[0], layout.last, columns[1], rule)


def _validation(row: int, indicator: IndicatorSpec, layout: Layout) -> dict[str, object]:
    """A whole number, or the words for nothing to count. What cannot be typed can still be pasted: the checks see that."""
    cell = address(row, Column.VALUE)
    figure = f"AND({cell}>=0,{cell}=INT({cell}),{cell}<{LARGEST})"
    if indicator.values:
        figure = f"OR({','.join(f'{cell}={n}' for n in indicator.values)})"
    words = ",".join(f'TRIM({cell})="{word}"' for word in (_("không có"), _("không")))
    return {
        "validate": "custom",
        "value": f"=IF(ISNUMBER({cell}),{figure},OR({words}))",
        "ignore_blank": True,
        "input_title": f"{indicator.code} ({indicator.unit})"[:_LONGEST_TITLE],
        "input_message": hint(indicator, layout.form)[:_LONGEST_MESSAGE],
        "error_title": _("Chưa ghi được"),
        "error_message": _refusal(indicator)[:_LONGEST_MESSAGE],
    }


def _refusal(indicator: IndicatorSpec) -> str:
    if indicator.values:
        allowed = _(" hoặc ").join(map(str, indicator.values))
        return _("Ô này chỉ nhận %(values)s. Bấm Hủy (Cancel) rồi ghi lại.") % {"values": allowed}
    if indicator.is_money:
        return _("Ghi số tiền bằng đồng, chỉ dùng chữ số, ví dụ 12500000. Không có thì ghi: không có.")
    return _("Ghi một số nguyên từ 0 trở lên, ví dụ 1250. Không có gì để đếm thì ghi: không có.")


def guard_sheet(sheet: Worksheet, edition: Edition, layout: Layout) -> None:
    """Locked but for the inputs (no password: nobody is shut out), the top always seen, printed on A4 across."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    sheet.freeze_panes(layout.first, Column.MEASURE)
    sheet.set_zoom(100)
    sheet.set_selection(layout.first + 1, Column.VALUE, layout.first + 1, Column.VALUE)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(**_MARGINS)
    sheet.repeat_rows(Top.HEADER)
    sheet.print_area(0, Column.CODE, layout.last + 4, Column.REASON)
    sheet.set_footer(f"&L&9{slots.OWNER_IN_FOOTER} · {period_words(edition.period)}&R&9{_('Trang')} &P/&N")
    if edition.synthetic:
        sheet.set_header(f"&R&9&B{_('SỐ LIỆU MẪU – không phải số liệu thật')}")
