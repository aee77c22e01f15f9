"""What somebody types into a field, and what the figures typed so far amount to. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from msgspec.structs import replace

from khuyenhoc.catalogue.formula import evaluate
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.returns.intake.parsing import Manner, parse_cell
from khuyenhoc.returns.values import PAGE, Cells, CellValue, Stated
from khuyenhoc.vietnamese.money import format_money
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import normalise

LONGEST = 200
"""Characters of a field that are kept."""
NONE = "không có"


def address(code: str) -> str:
    """ "Trang nhập!MH03": where a typed value stands."""
    return f"{PAGE}!{code}"


def read_typed(indicator: IndicatorSpec, text: str) -> CellValue:
    """What is typed for an indicator: "1.234.000", "36,7 triệu", "không có", "" and "-" (blank); else INVALID, kept as typed."""
    text = normalise(text[:LONGEST])
    cell = parse_cell(text, indicator, address(indicator.code), Manner())
    return replace(cell, at="" if cell.stated is Stated.BLANK else cell.at, raw=text)


def version_of(cell: CellValue) -> str:
    """What tells one content of a cell from another: the page sends back which one it showed."""
    said = f"{cell.stated}|{cell.value}|{cell.raw}"
    return hashlib.blake2s(said.encode(), digest_size=6).hexdigest()


def says_same(one: CellValue, other: CellValue) -> bool:
    """Whether two contents say the same, however they are written."""
    if one.stated is not other.stated:
        return False
    return one.value == other.value if one.stated is Stated.VALUE else one.raw == other.raw


def shown(indicator: IndicatorSpec, cell: CellValue) -> str:
    """A content in words: "36.700.000 đồng", "1.520", "không có", "" for blank, else the text as typed."""
    match cell.stated:
        case Stated.VALUE if indicator.is_money:
            return format_money(cell.value or 0)
        case Stated.VALUE:
            return format_count(cell.value or 0)
        case Stated.NONE:
            return NONE
        case Stated.BLANK:
            return ""
    return cell.raw


def understood(indicator: IndicatorSpec, cell: CellValue) -> str:
    """How a typed text was understood, where that is not what stands there already: "36.700.000 đồng" for "36,7 triệu"."""
    if cell.stated is not Stated.VALUE or cell.raw in (str(cell.value), format_count(cell.value or 0)):
        return ""
    return shown(indicator, cell)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What the figures typed so far amount to, for a line. `value`: of a whole or a balance; `share`: of a derived line.

    `waits`: how many of its parts are not stated yet; a sum of parts is then the sum so far.
    """

    value: int | None
    share: Fraction | None
    waits: int


def reckoned(form: FormSpec, cells: Cells) -> dict[str, Reckoned]:
    """The sums, balances and shares of a form, as far as they can be reckoned, by indicator."""
    counted = {code: cell.counted for code, cell in cells.items()}
    return {i.code: _reckoned(i, counted) for i in form.indicators if i.parts or i.equals or i.formula}


def _reckoned(indicator: IndicatorSpec, counted: Mapping[str, int | None]) -> Reckoned:
    if indicator.parts:
        stated = [n for part in indicator.parts if (n := counted.get(part)) is not None]
        return Reckoned(sum(stated) if stated else None, None, len(indicator.parts) - len(stated))
    found = evaluate(indicator.equals or indicator.formula or "0", counted)
    if indicator.equals:
        return Reckoned(None if found is None else int(found), None, int(found is None))
    return Reckoned(None, found, int(found is None))
