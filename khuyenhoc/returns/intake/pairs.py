"""Two figures in one cell: "452/515" says the part and the whole. Read where the whole is stated elsewhere too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from khuyenhoc.catalogue.spec import FormSpec, ModelSpec
from khuyenhoc.returns.values import CellValue, Stated
from khuyenhoc.vietnamese.numbers import parse_number

_PAIR: Final = re.compile(r"([\d.]+)\s*/\s*([\d.]+)(?:\s*\(?=?\s*\d{1,3}(?:[.,]\d+)?\s*%\)?)?", re.ASCII)


def settle_pairs(cells: Mapping[str, CellValue], form: FormSpec) -> dict[str, CellValue]:
    """Pairs become values where the second number is what the same model's total (or registered) states; else asked."""
    settled = dict(cells)
    for model in form.models:
        for code in (model.registered, model.recognised):
            if (value := _part(cells, code, model)) is not None:
                settled[code] = replace(cells[code], stated=Stated.VALUE, value=value)
    return settled


def _part(cells: Mapping[str, CellValue], code: str, model: ModelSpec) -> int | None:
    cell = cells.get(code)
    found = _PAIR.fullmatch(cell.raw) if cell and cell.stated is Stated.INVALID else None
    if not found:
        return None
    part, whole = parse_number(found[1]), parse_number(found[2])
    stated = {cells[c].value for c in (model.total, model.registered) if c in cells and c != code}
    if part is None or whole is None or part.ambiguous or whole.value not in stated or part.value % 1:
        return None
    return int(part.value)
