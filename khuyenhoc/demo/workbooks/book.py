"""A workbook while it is written: pages with the styles that people use, and what says that all of it is synthetic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from khuyenhoc.demo.sentences import synthetic_mark

Content = int | float | str | None
PAPER_A4 = 9
STYLES: dict[str, dict[str, object]] = {
    "plain": {},
    "mark": {"italic": True, "font_color": "#B00020"},
    "title": {"bold": True, "font_size": 14, "align": "center"},
    "centre": {"align": "center"},
    "bold": {"bold": True, "align": "center"},
    "strong": {"bold": True},
    "head": {
        "bold": True,
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "bg_color": "#E7EFE9",
    },
    "section": {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"},
    "cell": {"border": 1, "text_wrap": True, "valign": "vcenter"},
    "small": {"border": 1, "align": "center", "valign": "vcenter"},
    "number": {"border": 1, "num_format": "#,##0"},
    "general": {"border": 1},
    "text": {"border": 1, "num_format": "@", "align": "right"},
    "millions": {"border": 1, "num_format": "#,##0.0##"},
    "share": {"border": 1, "num_format": "0.00"},
    "total": {"border": 1, "bold": True, "num_format": "#,##0"},
}


class Page:
    """One sheet, written by zero-based row and column."""

    def __init__(self, sheet: Worksheet, styles: Mapping[str, Format]) -> None:
        self.sheet = sheet
        self._styles = styles
        self.sheet.set_paper(PAPER_A4)
        self.sheet.fit_to_pages(1, 0)

    def put(self, row: int, column: int, content: Content, style: str = "plain") -> None:
        """None writes an empty cell that has a style, as a form has where nothing was filled in."""
        form = self._styles[style]
        match content:
            case None:
                self.sheet.write_blank(row, column, None, form)
            case str():
                self.sheet.write_string(row, column, content, form)
            case _:
                self.sheet.write_number(row, column, content, form)

    def row(self, row: int, contents: Sequence[Content], style: str, first: int = 0) -> None:
        for offset, content in enumerate(contents):
            self.put(row, first + offset, content, style)

    def formula(self, row: int, column: int, formula: str, value: float, style: str) -> None:
        """A formula with the value that the sender's program had computed last."""
        self.sheet.write_formula(row, column, formula, self._styles[style], value)

    def merge(self, first: tuple[int, int], last: tuple[int, int], content: str, style: str) -> None:
        """One cell over a range of (row, column); a range of one cell is just that cell."""
        if first == last:
            self.put(*first, content, style)
        else:
            self.sheet.merge_range(*first, *last, content, self._styles[style])

    def wide(self, header_row: int, height: float) -> None:
        """For a table of many columns: paper across, and a header row that is tall enough for its words."""
        self.sheet.set_landscape()
        self.sheet.set_row(header_row, height)

    def widths(self, *widths: float) -> None:
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)


class Book:
    """A new workbook at `path`; use as a context, the file is there when it ends. Bytes depend on the contents alone."""

    def __init__(self, path: Path, created: dt.datetime) -> None:
        self._workbook = Workbook(str(path))
        mark = synthetic_mark()
        self._workbook.set_properties({"title": mark, "comments": mark, "keywords": mark, "created": created})
        self._styles = {name: self._workbook.add_format(properties) for name, properties in STYLES.items()}

    def page(self, name: str) -> Page:
        return Page(self._workbook.add_worksheet(name), self._styles)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *error: object) -> None:
        self._workbook.close()
