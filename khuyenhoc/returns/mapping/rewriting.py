"""A file as its sender would have written it for it to be understood as they say: read again, it is. Pure.

Codes are written before the labels that they belong to, what is no indicator is left out. So whatever reading takes care
of (units of money, headings, doubles, errors) it takes care of here too. Only the copy in memory is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake.labels import Matcher, matcher_for
from khuyenhoc.returns.intake.roles import is_less_than_a_year
from khuyenhoc.returns.intake.tables import Column
from khuyenhoc.returns.intake.wording import wording
from khuyenhoc.returns.intake.words import words
from khuyenhoc.returns.mapping.fixes import Fix, Kind
from khuyenhoc.returns.mapping.layout import Part, column_of, fits, row_of
from khuyenhoc.sheets.grid import Content, Sheet, Workbook

_LEAD: Final = re.compile(r"\s*(?:[-–—+*•○●▪✓➢]+|[IVXA-Za-zĐđ\d.]{1,9}\s*[.):])\s*(?=\D)")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_NOTE: Final = "Ghi chú"
MONEY: Final = {1: "đồng", 1_000: "nghìn đồng", 1_000_000: "triệu đồng", 1_000_000_000: "tỷ đồng"}
"""The units of money that can be chosen, by how many đồng they are."""


class Copy:
    """The sheets of a file, to be written into."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._rows: dict[int, list[list[Content]]] = {}
        self._written: set[tuple[int, int, int]] = set()
        self._shown: int | None = None
        self._seen_rows: set[tuple[int, int]] = set()
        self._seen_columns: set[tuple[int, int]] = set()

    def write(self, sheet: int, row: int, column: int, content: Content) -> None:
        rows = self._rows.setdefault(sheet, [list(r) for r in self._workbook.sheets[sheet].rows])
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = content
        self._written.add((sheet, row, column))

    def show_only(self, sheet: int) -> None:
        self._shown = sheet

    def show_row(self, sheet: int, row: int) -> None:
        self._seen_rows.add((sheet, row))

    def show_column(self, sheet: int, column: int) -> None:
        self._seen_columns.add((sheet, column))

    def whole(self) -> Workbook:
        return replace(self._workbook, sheets=tuple(self._sheet(n, s) for n, s in enumerate(self._workbook.sheets)))

    def _sheet(self, number: int, sheet: Sheet) -> Sheet:
        hidden = sheet.hidden if self._shown is None else number != self._shown
        errors = {(r, c): e for (r, c), e in sheet.errors.items() if (number, r, c) not in self._written}
        return replace(
            sheet, hidden=hidden, rows=self._rows.get(number, sheet.rows), errors=errors,
            hidden_rows=frozenset(r for r in sheet.hidden_rows if (number, r) not in self._seen_rows),
            hidden_columns=frozenset(c for c in sheet.hidden_columns if (number, c) not in self._seen_columns),
        )  # fmt: skip


def rewritten(workbook: Workbook, parts: Sequence[Part], fixes: Iterable[Fix], form: FormSpec, year: str) -> Workbook:
    """The file with all corrections that find their place. `year`: the period's, "2023"."""
    copy = Copy(workbook)
    for fix in fixes:
        if not fits(fix, parts, year):
            continue
        if fix.kind is Kind.SHEET:
            copy.show_only(fix.table)
        else:
            _WRITE[fix.kind](copy, parts[fix.table], fix, form, year)
    return copy.whole()


def _line(copy: Copy, part: Part, fix: Fix, form: FormSpec, year: str) -> None:
    row = row_of(fix, part)
    if row is None or part.lines is None:
        return
    if not fix.indicator:
        _leave_out(copy, part, row, matcher_for(form, year))
        return
    copy.show_row(part.sheet, row)
    unit, lines = _unit(fix, form), part.lines
    label = part.label_place(row)
    if label is not None:
        copy.write(part.sheet, row, label, _coded(part.table.grid.covering(row, label), fix.indicator, unit))
    if lines.code is not None:
        copy.write(part.sheet, row, lines.code, fix.indicator)
    if unit and lines.measure is not None:
        copy.write(part.sheet, row, lines.measure, unit)


def _leave_out(copy: Copy, part: Part, row: int, matcher: Matcher) -> None:
    """The line loses its figures and may still head those below it; where its label names an indicator it loses that too."""
    labels = set(part.lines.labels) if part.lines else set()
    label = part.label_place(row)
    named = label is not None and matcher.is_known(part.table.grid.covering(row, label))
    for column in part.table.columns:
        if named or column.index not in labels:
            copy.write(part.sheet, row, column.index, "")


def _header(copy: Copy, part: Part, fix: Fix, form: FormSpec, _year: str) -> None:
    column, row = column_of(fix, part), part.header_row
    if column is not None and row is not None:
        copy.show_column(part.sheet, column)
        text = (
            _coded(part.table.grid.covering(row, column), fix.indicator, _unit(fix, form)) if fix.indicator else _NOTE
        )
        copy.write(part.sheet, row, column, text)


def _column(copy: Copy, part: Part, fix: Fix, _form: FormSpec, year: str) -> None:
    """The other columns that might hold the figures are emptied; the header of the chosen one says that it does."""
    chosen, row = column_of(fix, part), part.header_row
    if chosen is None:
        return
    copy.show_column(part.sheet, chosen)
    for column in part.table.columns:
        if column.index != chosen and column.index not in part.taken() and column.role in ("", "value"):
            if row is not None:
                copy.write(part.sheet, row, column.index, _NOTE)
            for line, _ in part.rows:
                copy.write(part.sheet, line, column.index, "")
        elif column.index == chosen and row is not None and not _is_of_year(column, year):
            measure = " ".join(f"({m})" for text in column.path for m in _BRACKETS.findall(text))
            copy.write(part.sheet, row, column.index, f"Thực hiện năm {year} {measure}".strip())


def _is_of_year(column: Column, year: str) -> bool:
    """Whether a header says already that it holds the year's figures."""
    is_part = any(map(is_less_than_a_year, column.path))
    return column.role == "value" and column.year in ("", year) and not is_part


def _cell(copy: Copy, part: Part, fix: Fix, form: FormSpec, _year: str) -> None:
    """A cell is named by its line and its column together: they get the names of the model and of what is counted."""
    row, column, header = row_of(fix, part), column_of(fix, part), part.header_row
    label = part.label_place(row) if row is not None else None
    if row is None or column is None or header is None or label is None:
        return
    if not fix.indicator:
        copy.write(part.sheet, row, column, "")
        return
    model, facet = facet_of(form, fix.indicator)
    if facet:
        copy.write(part.sheet, row, label, model)
        copy.write(part.sheet, header, column, facet)


_WRITE: Final = {Kind.LINE: _line, Kind.HEADER: _header, Kind.COLUMN: _column, Kind.CELL: _cell}


def facet_of(form: FormSpec, indicator: str) -> tuple[str, str]:
    """("Gia đình học tập", "đăng ký") for an indicator of a learning model; ("", "") for another one."""
    facets = {**words().facets, "total": words().total}
    for model in form.models:
        for name, term in facets.items():
            if getattr(model, name) == indicator:
                return model.title, words().terms[term][0]
    return "", ""


def _unit(fix: Fix, form: FormSpec) -> str:
    """The unit of measure that people chose, in words; "" where the file's own counts."""
    if not fix.scale or fix.indicator not in form.by_code:
        return ""
    indicator = form.by_code[fix.indicator]
    return MONEY.get(fix.scale, "") if indicator.is_money else indicator.unit


def _coded(text: str, code: str, unit: str) -> str:
    """ "1.2. MH03 (người) Số …": the code behind the numbering, the unit before any that the label has itself."""
    measure = f"({unit}) " if unit else ""
    lead = _LEAD.match(text) if wording(text).level is not None else None
    front, rest = (lead[0], text[lead.end() :]) if lead else ("", text)
    written = f"{front}{code} {measure}{rest}".strip()
    return written if wording(written).code == code else f"{code} {measure}{text}".strip()
