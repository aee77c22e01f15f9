"""A table of the template: its headings, and one row for each way in which a line may be written."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm

from khuyenhoc.documents.annual_report.tree import Column, Table
from khuyenhoc.documents.templates import ooxml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Row

_MARGIN: Final = 1.1
_BRANCHES: Final = (("if row.bold", True, False), ("elif row.part", False, True), ("else", False, False))
"""Condition, bold, indented."""


def write_table(document: Document, table: Table, style: str) -> None:
    """Headings that repeat on every page, then the rows within their loop."""
    heads = 2 if table.has_groups else 1
    made = document.add_table(heads, len(table.columns), "Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    _write_heads(made, table, style)
    _control(made, "{%tr for row in b.rows %}")
    for condition, bold, part in _BRANCHES:
        _control(made, f"{{%tr {condition} %}}")
        _write_row(_new_row(made), table.columns, style, bold=bold, part=part)
    _control(made, "{%tr endif %}")
    _control(made, "{%tr endfor %}")
    ooxml.cell_margins(made, _MARGIN)
    ooxml.fix_widths(made, [column.width for column in table.columns])
    for row in made.rows:
        ooxml.keep_whole(row)


def _write_heads(made: WordTable, table: Table, style: str) -> None:
    for row in made.rows:
        ooxml.repeat_header(row)
    at = 0
    for group, members in groupby(table.columns, key=lambda column: column.group):
        columns = list(members)
        if group:
            made.cell(0, at).merge(made.cell(0, at + len(columns) - 1))
            ooxml.write(made.cell(0, at), group, style, "center", bold=True)
        for place, column in enumerate(columns, start=at):
            _write_head(made, place, column, style, lower=bool(group), tall=table.has_groups and not group)
        at += len(columns)


def _write_head(made: WordTable, at: int, column: Column, style: str, *, lower: bool, tall: bool) -> None:
    """The kinds of units differ from province to province, so the heading of their column is filled in."""
    cell = made.cell(1 if lower else 0, at)
    if tall:
        cell = cell.merge(made.cell(1, at))
    ooxml.write(cell, "{{ b.name }}" if column.key == "name" else column.heading, style, "center", bold=True)
    cell.vertical_alignment = VERTICAL.CENTER


def _control(made: WordTable, tag: str) -> None:
    _new_row(made).cells[0].paragraphs[0].add_run(tag)


def _new_row(made: WordTable) -> _Row:
    row: _Row = made.add_row()  # type: ignore[no-untyped-call]  # python-docx types all but this
    return row


def _write_row(row: _Row, columns: tuple[Column, ...], style: str, *, bold: bool, part: bool) -> None:
    for cell, column in zip(row.cells, columns, strict=True):
        text = f"{{{{ row.{column.key}.text }}}}"
        paragraph = ooxml.write(cell, text, style, column.align, bold=bold)
        mark = paragraph.add_run(f"{{{{ row.{column.key}.marks }}}}")
        mark.font.superscript = True
        mark.bold = bold or None
        paragraph.paragraph_format.keep_with_next = bold or None  # the heading of units that follow
        if part and column.key == "name":
            paragraph.paragraph_format.left_indent = Mm(5)
        cell.vertical_alignment = VERTICAL.CENTER
