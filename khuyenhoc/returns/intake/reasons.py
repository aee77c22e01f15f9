"""The reasons that a sender wrote beside the lines of a table: they answer the warnings on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khuyenhoc.returns.intake.drafts import Draft
from khuyenhoc.returns.intake.tables import Column, Table
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.sheets.blanks import PLAIN_NOTHING
from khuyenhoc.vietnamese.text import fold


def reasons_in(drafts: Iterable[Draft]) -> dict[str, str]:
    """Reasons by indicator, "" for the return as a whole. Only of tables with a line an indicator and a column for them."""
    return {code: text for draft in drafts if not draft.is_row for code, text in _of(draft)}


def _of(draft: Draft) -> Iterator[tuple[str, str]]:
    table = draft.table
    column = next((c for c in table.columns if _is_for_reasons(c)), None)
    rows = {p.row for p in draft.placed}
    if column is None or len(rows) < len(draft.placed):
        return
    for placed in draft.placed:
        if text := _said(table, placed.row, column):
            yield placed.code, text
    whole = next((row for row in table.body if row not in rows and _is_whole(table, row)), None)
    if whole is not None and (text := _said(table, whole, column)):
        yield "", text


def _is_for_reasons(column: Column) -> bool:
    return any(fold(text).startswith(tuple(folded("reasons"))) for text in column.path)


def _said(table: Table, row: int, column: Column) -> str:
    text = table.grid.text(row, column.index)
    return "" if fold(text) in PLAIN_NOTHING else text


def _is_whole(table: Table, row: int) -> bool:
    return any(fold(text) in folded("whole_return") for text in table.grid.texts[row] if text)
