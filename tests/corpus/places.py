"""Where the figures of a file stand once its pages are laid out, and the pages as a writer takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openpyxl.utils import get_column_letter

from tests.corpus.parts import Expected, Page, Put, Question


def address(page: Page, row: int, column: int) -> str:
    """ "Báo cáo!D17" for a row and a column from 0."""
    return f"{page.name}!{get_column_letter(column + 1)}{row + 1}"


def located(returns: Sequence[Expected], pages: Sequence[Page]) -> list[Expected]:
    """The returns, each with the addresses of its figures."""
    places = {
        id(cell): address(page, r, c)
        for page in pages
        for r, row in enumerate(page.rows)
        for c, cell in enumerate(row)
        if isinstance(cell, Put)
    }
    return [
        replace(one, at={code: places[id(put)] for code, put in one.puts.items() if id(put) in places})
        for one in returns
    ]


def on_sheet(one: Expected, sheet: str) -> Expected:
    """The return with its questions asked on a sheet of another name."""

    def moved(question: Question) -> Question:
        return replace(question, at=tuple(f"{sheet}{at[at.find('!') :] if '!' in at else ''}" for at in question.at))

    return replace(one, whose=one.whose and moved(one.whose), asked=tuple(map(moved, one.asked)))


def bare(pages: Sequence[Page]) -> list[Page]:
    """The pages with plain cells."""
    return [replace(p, rows=[[c.cell if isinstance(c, Put) else c for c in row] for row in p.rows]) for p in pages]
