"""The parts that most workbooks have: what stands above the table, what stands below it, and a table of lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.demo.sentences import synthetic_mark
from khuyenhoc.demo.workbooks.book import Page
from khuyenhoc.demo.workbooks.sender import Letter, Sender
from khuyenhoc.demo.workbooks.spelling import Put, rounded
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.dates import paper_date
from khuyenhoc.vietnamese.text import capitalised

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
FIELDS = ("number", "code", "label", "measure", "value", "note")


@dataclass(frozen=True)
class Lines:
    """A table with a line an indicator. `columns` maps a field (`FIELDS`) to its header, in the order of the sheet.

    `value` spells a figure; `labels` words the lines (None: the form's own words), and only those in it are written.
    """

    columns: Mapping[str, str]
    value: Callable[[IndicatorSpec, Sender], Put]
    labels: Mapping[str, str] | None = None
    measure: Callable[[IndicatorSpec], str] = lambda indicator: indicator.unit
    derived: bool = True
    rewrite: Callable[[str], str] = str

    def label(self, indicator: IndicatorSpec) -> str:
        return self.rewrite(self.labels[indicator.code] if self.labels else indicator.label)

    def indicators(self, letter: Letter, section: str) -> list[IndicatorSpec]:
        return [i for i in letter.form.indicators if i.section == section and (self.derived or not i.is_derived)]


def write_lines(page: Page, top: int, letter: Letter, sender: Sender, lines: Lines) -> dict[str, int]:
    """Header, sections and lines from row `top` on; the row of every indicator."""
    page.row(top, list(lines.columns.values()), "head")
    rows: dict[str, int] = {}
    row = top + 1
    for section, roman in zip(letter.form.sections, ROMAN, strict=False):
        _section(page, row, lines, roman, lines.rewrite(section.title))
        for indicator in lines.indicators(letter, section.code):
            row += 1
            rows[indicator.code] = row
            _line(page, row, lines, indicator, sender, len(rows))
        row += 1
    return rows


def _section(page: Page, row: int, lines: Lines, roman: str, title: str) -> None:
    for column, field in enumerate(lines.columns):
        page.put(row, column, {"number": roman, "label": title}.get(field), "section")


def _line(page: Page, row: int, lines: Lines, indicator: IndicatorSpec, sender: Sender, number: int) -> None:
    for column, field in enumerate(lines.columns):
        content, style = _field(field, lines, indicator, sender, number)
        page.put(row, column, content, style)


def _field(field: str, lines: Lines, indicator: IndicatorSpec, sender: Sender, number: int) -> Put:
    match field:
        case "number":
            return number, "small"
        case "code":
            return indicator.code, "small"
        case "label":
            return lines.label(indicator), "cell"
        case "measure":
            return lines.rewrite(lines.measure(indicator)), "small"
        case "value" if indicator.is_derived:
            return rounded(sender.share(indicator)), "share"
        case "value":
            return lines.value(indicator, sender)
    return None, "cell"


def mark(page: Page, row: int = 0, column: int = 0) -> None:
    """Says in a cell that is seen that the figures are synthetic."""
    page.put(row, column, synthetic_mark(), "mark")


def body(unit: UnitName) -> str:
    """ "HỘI KHUYẾN HỌC XÃ THANH TÙNG"."""
    return f"Hội Khuyến học {unit.full_name}".upper()


def signature(page: Page, row: int, letter: Letter, place: UnitName, column: int, who: Sequence[str] = ()) -> None:
    """Place and date, for whom, and that it is signed; no person is named, since none is real."""
    page.put(row, column, f"{place.name}, {paper_date(letter.on)}", "centre")
    for offset, line in enumerate([*(who or ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH")), "(đã ký)"], start=1):
        page.put(row + offset, column, line, "bold")


def full_place(sender: Sender) -> str:
    """ "Xã Thanh Tùng, huyện Thanh Miện"."""
    return capitalised(f"{sender.unit.full_name}, {sender.district.full_name}")
