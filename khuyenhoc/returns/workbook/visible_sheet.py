"""The sheet that is filled in: what to write, last period's figures, the cells, what the checks say, and the reasons."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from khuyenhoc.catalogue.spec import IndicatorSpec, SectionSpec
from khuyenhoc.returns.workbook import slots
from khuyenhoc.returns.workbook.content import Edition, period_before
from khuyenhoc.returns.workbook.explanations import explained
from khuyenhoc.returns.workbook.expressions import joined, rounded
from khuyenhoc.returns.workbook.guards import guard_cells, guard_sheet
from khuyenhoc.returns.workbook.layout import (
    ERRORS,
    FILLED,
    RECKONING,
    UNANSWERED,
    Column,
    Hidden,
    Layout,
    Top,
    address,
)  # fmt: skip
from khuyenhoc.returns.workbook.placing import Placing, empty, ready
from khuyenhoc.returns.workbook.slots import Slots
from khuyenhoc.vietnamese.periods import period_words

WIDTHS = {
    Column.CODE: 8.0, Column.LABEL: 44.0, Column.MEASURE: 11.0, Column.LAST: 16.0, Column.VALUE: 20.0,
    Column.VERDICT: 60.0, Column.REASON: 32.0,
}  # fmt: skip
_LINE, _LEAST = 17.5, 41.0
"""Points: of a line of a label; of a row, so that three lines of a verdict can be read."""
_TOP_HEIGHTS = {Top.TITLE: 27.0, Top.OWNER: 23.0, Top.HOW: 36.0, Top.READY: 30.0, Top.HEADER: 40.0}
_LETTERS = 1.15
"""Letters of the size of the explanations in one width of column."""


class VisibleSheet:
    """Writes the sheet of a template. Formulas carry the value that they have while nothing is filled in."""

    def __init__(
        self, sheet: Worksheet, edition: Edition, placing: Placing, held: Slots, formats: Mapping[str, Format]
    ) -> None:
        self._sheet = sheet
        self._edition = edition
        self._placing = placing
        self._slots = held
        self._formats = formats

    @property
    def _layout(self) -> Layout:
        return self._placing.layout

    def write(self) -> None:
        self._columns()
        self._top()
        for row, what in self._layout.lines:
            if isinstance(what, SectionSpec):
                self._section(row, what)
            else:
                self._line(row, what)
        if self._layout.whole:
            self._whole(self._layout.whole)
        self._signatures(self._layout.last + 2)
        guard_cells(self._sheet, self._layout, self._formats)
        guard_sheet(self._sheet, self._edition, self._layout)

    def _columns(self) -> None:
        for column, width in WIDTHS.items():
            hidden = {"hidden": True} if column is Column.LAST and not self._edition.compares else {}
            self._sheet.set_column(column, column, width, self._formats["page"], hidden)

    def _put(self, row: int, column: int, text: str, look: str) -> None:
        self._sheet.write_string(row, column, text, self._formats[look])

    def _over(self, row: int, first: int, last: int, text: str, look: str) -> None:
        self._sheet.merge_range(row, first, row, last, text, self._formats[look])

    def _top(self) -> None:
        edition = self._edition
        for row, height in _TOP_HEIGHTS.items():
            self._sheet.set_row(row, height + (_LINE if edition.fed and row == Top.HOW else 0))
        self._over(Top.TITLE, Column.CODE, Column.VERDICT, edition.title, "title")
        owner = _("%(owner)s (mã đơn vị: %(code)s)") % {"owner": slots.OWNER, "code": slots.CODE}
        self._over(Top.OWNER, Column.CODE, Column.VERDICT, owner, "owner")
        if edition.synthetic:
            self._put(Top.TITLE, Column.REASON, _("SỐ LIỆU MẪU – không phải số liệu thật"), "synthetic")
        due = _("Hạn nộp: %(day)s") % {"day": slots.DUE}
        self._put(Top.OWNER, Column.REASON, due, "due")
        self._over(Top.HOW, Column.CODE, Column.REASON, how(edition), "how")
        self._ready()
        for column, text in self._headers().items():
            self._put(Top.HEADER, column, text, "head")

    def _headers(self) -> dict[Column, str]:
        period = self._edition.period
        return {
            Column.CODE: _("Mã"),
            Column.LABEL: _("Chỉ tiêu"),
            Column.MEASURE: _("Đơn vị tính"),
            Column.LAST: _("Số kỳ trước\n(%(period)s)") % {"period": period_before(period)},
            Column.VALUE: _("Số liệu %(period)s") % {"period": period_words(period)},
            Column.VERDICT: _("Kiểm tra"),
            Column.REASON: _("Lý do (chỉ ghi khi có cảnh báo ▲)"),
        }

    def _ready(self) -> None:
        errors, unanswered, filled = (f"{RECKONING}!{cell}" for cell in (ERRORS, UNANSWERED, FILLED))
        self._over(Top.READY, Column.CODE, Column.VALUE, "", "ready")
        self._formula(Top.READY, Column.CODE, ready(errors, unanswered, filled), "ready", self._placing.first_ready)
        self._over(Top.READY, Column.VERDICT, Column.REASON, "", "filled")
        message, typed = _("Đã ghi %(n)s trên %(all)s ô"), len(self._layout.form.typed)
        counted = joined(message, n=filled, all=str(typed))
        first = message % {"n": len(self._layout.fed), "all": typed}
        self._formula(Top.READY, Column.VERDICT, counted, "filled", first)

    def _section(self, row: int, section: SectionSpec) -> None:
        for column in Column:
            self._sheet.write_blank(row, column, None, self._formats["section"])
        self._put(row, Column.LABEL, section.title.upper(), "section")
        self._sheet.set_row(row, 26)

    def _line(self, row: int, indicator: IndicatorSpec) -> None:
        lines = self._label(row, indicator)
        self._sheet.set_row(row, max(_LEAST, _LINE * lines))
        self._put(row, Column.CODE, indicator.code, "code")
        self._put(row, Column.MEASURE, indicator.unit, "measure")
        self._last(row, indicator)
        typed, fed = not indicator.is_derived, indicator.code in self._layout.fed
        if fed:
            register = self._slots.number(slots.REGISTER, indicator.code)
            self._sheet.write_number(row, Column.VALUE, register, self._formats["input"])
        elif typed:
            self._sheet.write_blank(row, Column.VALUE, None, self._formats["input"])
        else:
            self._share(row, indicator)
        first = empty() if typed and not fed else ""
        self._formula(row, Column.VERDICT, self._placing.verdict(row, typed=typed), "verdict", first)
        self._sheet.write_blank(row, Column.REASON, None, self._formats["reason"])

    def _label(self, row: int, indicator: IndicatorSpec) -> int:
        """Writes the label with its explanation; about how many lines it takes."""
        text = explained(indicator, self._layout.form)
        if not text:
            self._put(row, Column.LABEL, indicator.label, "label")
            return 2
        pieces = [self._formats["word"], indicator.label, self._formats["explanation"], f"\n{text}"]
        self._sheet.write_rich_string(row, Column.LABEL, *pieces, self._formats["label"])
        width = WIDTHS[Column.LABEL]
        return -(-len(indicator.label) // int(width * 0.85)) + -(-len(text) // int(width * _LETTERS))

    def _last(self, row: int, indicator: IndicatorSpec) -> None:
        if self._edition.compares:
            look = "last_share" if indicator.unit == "%" else "last"
            self._sheet.write_number(
                row, Column.LAST, self._slots.number(slots.LAST, indicator.seen_beside), self._formats[look]
            )
        else:
            self._sheet.write_blank(row, Column.LAST, None, self._formats["last"])

    def _share(self, row: int, indicator: IndicatorSpec) -> None:
        share = f"{RECKONING}!{address(row, Hidden.VALUE)}"
        is_percent = indicator.unit == "%"
        shown = rounded(share, 2) if is_percent else f"ROUND({share},0)"
        self._formula(
            row, Column.VALUE, f'IF(ISNUMBER({share}),{shown},"")', "derived" if is_percent else "average", ""
        )

    def _whole(self, row: int) -> None:
        for column in Column:
            self._sheet.write_blank(row, column, None, self._formats["label"])
        self._sheet.set_row(row, _LEAST)
        self._put(row, Column.LABEL, _("Toàn bộ báo cáo"), "label")
        self._formula(row, Column.VERDICT, self._placing.verdict(row, typed=False), "verdict", "")
        self._sheet.write_blank(row, Column.REASON, None, self._formats["reason"])

    def _signatures(self, row: int) -> None:
        self._put(row, Column.LABEL, _("NGƯỜI LẬP BIỂU"), "sign")
        self._put(row, Column.VERDICT, _("TM. BAN THƯỜNG VỤ"), "sign")
        self._put(row + 1, Column.VERDICT, _("CHỦ TỊCH"), "sign")

    def _formula(self, row: int, column: int, formula: str, look: str, value: str) -> None:
        self._sheet.write_formula(row, column, formula, self._formats[look], value)


def how(edition: Edition) -> str:
    """What to do, in two lines; a third one says what has been filled in from the unit's registers."""
    told = _(
        "Ghi số vào các ô màu vàng. Không có gì để đếm thì ghi: không có. Tiền ghi bằng đồng, chỉ dùng chữ số.\n"
        "Dòng có ✖ là lỗi: sửa lại số. Dòng có ▲ là cảnh báo: sửa lại, hoặc ghi lý do ở cột cuối. Hết lỗi thì gửi tệp này."
    )
    fed = [m.title for m in edition.form.models if m.total in edition.fed]
    if not fed:
        return told
    message = _("Số về %(models)s đã ghi sẵn theo sổ của đơn vị đến hết %(period)s; ghi số khác thì ghi lý do.")
    return f"{told}\n{message % {'models': ', '.join(fed), 'period': period_words(edition.period)}}"
