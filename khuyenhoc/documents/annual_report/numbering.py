"""Numbers of tables, charts and annexes, given when all of them are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Final

from khuyenhoc.documents.annual_report.tree import Block, Chart, IssuingBody, Table
from khuyenhoc.vietnamese.dates import paper_date

_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """ "Bảng 1. …" and "Biểu đồ 1. …" before the captions, each counted for itself."""
    tables, charts = count(1), count(1)
    for block in blocks:
        if isinstance(block, Table):
            yield replace(block, caption=f"Bảng {next(tables)}. {block.caption}")
        elif isinstance(block, Chart):
            yield replace(block, caption=f"Biểu đồ {next(charts)}. {block.caption}")
        else:
            yield block


def as_annexes(tables: Iterable[Table], body: IssuingBody, issuer: str) -> Iterator[Table]:
    """ "PHỤ LỤC I" over each, with the paper that it belongs to. `issuer` as it stands in a sentence."""
    day = f" {paper_date(body.date)}" if body.date else ""
    for number, table in enumerate(tables, start=1):
        belongs = f"(Kèm theo Báo cáo số {body.number}{day} của {issuer})"
        yield replace(table, heading=f"PHỤ LỤC {roman(number)}", belongs=belongs)


def roman(number: int) -> str:
    """Up to 39: "I", "IV", "XII"."""
    for value, letters in _ROMAN:
        if number >= value:
            return letters + roman(number - value)
    return ""
