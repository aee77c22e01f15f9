"""From the places of a draft to the cells of a return: every indicator of the form has one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.conventions import Convention, convention_of, has_groups
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Draft, Placed
from khuyenhoc.returns.intake.joint import piece_in
from khuyenhoc.returns.intake.measures import factor_of, is_too_much, most_counted
from khuyenhoc.returns.intake.pairs import settle_pairs
from khuyenhoc.returns.intake.parsing import Manner, evened, parse_cell
from khuyenhoc.returns.intake.spaces import is_torn, settle_spaces
from khuyenhoc.returns.intake.tables import Grid
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.returns.values import CellValue, Stated
from khuyenhoc.sheets.lists.looked_at import shown
from khuyenhoc.sheets.sentences import STRUCK_OUT, said
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import fold


class Assembled(Struct, frozen=True):
    """The cells of one return by indicator, and the doubts that leave one of them open (`open`) or none (`extra`)."""

    cells: dict[str, CellValue]
    open: tuple[Doubt, ...]
    extra: tuple[Doubt, ...]

    @property
    def placed(self) -> set[str]:
        return {code for code, cell in self.cells.items() if cell.at}


def assembled(drafts: list[Draft], form: FormSpec, period: str) -> Assembled:
    """What the tables of one return of a period ("2023") state together; one that stands in none is BLANK, `at` ""."""
    convention = convention_of(t for draft in drafts for t in _texts(draft, form))
    cells = settle_spaces({c.indicator: c for draft in drafts for c in _parsed(draft, form, convention)}, form)
    scaled = _scaled(drafts)
    whole = {i.code: cells.get(i.code, CellValue(i.code, Stated.BLANK)) for i in form.indicators}
    doubts = [doubt for draft in drafts for doubt in draft.doubts]
    most, unsaid = most_counted(form, period), _without_measure(drafts, form)
    for cell in whole.values():
        too_many = most is not None and cell.indicator in unsaid and (cell.value or 0) > most
        if too_many or (cell.indicator in scaled and is_too_much(cell, form, period)):
            doubts.append(_too_many(cell, form) if too_many else _too_much(cell))
            whole[cell.indicator] = CellValue(cell.indicator, Stated.INVALID, at=cell.at, raw=cell.raw)
    complete = all(i.code in cells for i in form.typed)
    extra = tuple(d for d in doubts if complete and d.extra)
    return Assembled(settle_pairs(whole, form), tuple(d for d in doubts if d not in extra), extra)


def _scaled(drafts: list[Draft]) -> set[str]:
    """The indicators whose money is said in thousands or more by words that stand outside of the cell."""
    return {p.code for draft in drafts for p in draft.placed if factor_of(p.says) > 1}


def _without_measure(drafts: list[Draft], form: FormSpec) -> set[str]:
    """The indicators that are counts, in lines that say nothing of what they count: money may have been put there."""
    return {p.code for draft in drafts for p in draft.placed if not (p.measure or form.by_code[p.code].is_money)}


def _too_much(cell: CellValue) -> Doubt:
    sentence = said(sentences.TOO_MUCH_MONEY, at=cell.at, text=cell.raw, dong=format_count(cell.value or 0))
    return Doubt(cell.at, cell.raw, sentence, (cell.indicator,))


def _too_many(cell: CellValue, form: FormSpec) -> Doubt:
    label = form.by_code[cell.indicator].label
    sentence = said(sentences.TOO_MANY, at=cell.at, text=cell.raw, label=label)
    return Doubt(cell.at, cell.raw, sentence, (cell.indicator,))


def _texts(draft: Draft, form: FormSpec) -> Iterator[str]:
    """Texts that show how numbers are written: in a table of many units those of the other units too, by the same hand."""
    if not draft.is_row:
        yield from _showing(draft, form)
        return
    known = _OF_TABLES.setdefault(draft.table.grid, {})
    columns = tuple((p.code, p.column) for p in draft.placed)
    if columns not in known:
        known[columns] = tuple(_showing(draft, form))
    yield from known[columns]


_OF_TABLES: WeakKeyDictionary[Grid, dict[object, tuple[str, ...]]] = WeakKeyDictionary()


def _showing(draft: Draft, form: FormSpec) -> Iterator[str]:
    """What is counted has no decimals, so that "12.5" among counts is a mistake and shows nothing."""
    sheet = draft.table.grid.sheet
    for placed in draft.placed:
        for row in draft.table.body if draft.is_row else (placed.row,):
            content = sheet.at(row, placed.column)
            if (
                isinstance(content, str)
                and content
                and (_has_decimals(form.by_code[placed.code]) or has_groups(content))
            ):
                yield content


def _has_decimals(indicator: IndicatorSpec) -> bool:
    return indicator.is_money or indicator.is_derived


def _parsed(draft: Draft, form: FormSpec, convention: Convention) -> list[CellValue]:
    return list(evened(_cell(p, draft, form, convention) for p in draft.placed))


def _cell(placed: Placed, draft: Draft, form: FormSpec, convention: Convention) -> CellValue:
    sheet, indicator = draft.table.grid.sheet, form.by_code[placed.code]
    factor = factor_of(placed.says) if indicator.is_money else 1
    at = sheet.address(placed.row, placed.column)
    error = sheet.errors.get((placed.row, placed.column), "")
    if indicator.is_derived and error.startswith("="):
        error = ""  # what nobody computed there is computed by us from the counts
    content = sheet.at(placed.row, placed.column)
    if (placed.row, placed.column) in sheet.struck and content != "":
        error = said(STRUCK_OUT, text=error or shown(content))
    if placed.piece:
        content = piece_in(content, placed.piece) or _NO_FIGURE
    cell = parse_cell(content, indicator, at, Manner(factor, convention), error)
    if cell.stated is Stated.NONE and placed.code in _wholes(form) and fold(cell.raw) in folded("not_yet"):
        return replace(cell, stated=Stated.INVALID)
    if " " in cell.raw and is_torn(cell, draft, placed):
        return replace(cell, stated=Stated.INVALID, value=None, step=1)
    return cell


_NO_FIGURE: Final = "?"


@lru_cache(maxsize=16)
def _wholes(form: FormSpec) -> frozenset[str]:
    """The indicators by which shares divide."""
    return frozenset(names_in(i.formula)[-1] for i in form.indicators if i.formula)
