"""One figure in a cell that is merged over several lines: it is of all of them together, and asked about."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Draft, Placed
from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.sheets.grid import Place
from khuyenhoc.sheets.lists.looked_at import shown
from khuyenhoc.sheets.sentences import said


def without_shared(draft: Draft, matcher: Matcher) -> Draft:
    """Without the lines of different indicators that one merged cell holds a figure for, each such cell with its question."""
    grid = draft.table.grid
    if not grid.sheet.merged:
        return draft
    if draft.is_row:
        return _without_other_units(draft)
    lines: defaultdict[Place, list[Placed]] = defaultdict(list)
    for placed in draft.placed:
        if not placed.piece:
            lines[grid.anchor(placed.row, placed.column)].append(placed)
    shared = {place: found for place, found in lines.items() if len(found) > 1 and grid.holds(*place)}
    if not shared:
        return draft
    left_out = [placed for found in shared.values() for placed in found]
    doubts = (_asked(draft, place, [p.code for p in found], matcher) for place, found in shared.items())
    kept = tuple(p for p in draft.placed if p not in left_out)
    return replace(draft, placed=kept, doubts=(*draft.doubts, *doubts))


def _asked(draft: Draft, place: Place, codes: list[str], matcher: Matcher) -> Doubt:
    sheet = draft.table.grid.sheet
    at, text = sheet.address(*place), shown(sheet.at(*place))
    labels = ", ".join(matcher.form.by_code[code].label for code in codes)
    return Doubt(at, text, said(sentences.SHARED_FIGURE, at=at, text=text, labels=labels), tuple(codes))


def _without_other_units(draft: Draft) -> Draft:
    """Without the figures that one merged cell holds for several units of a table."""
    shared = [p for p in draft.placed if _is_of_others(draft, p)]
    if not shared:
        return draft
    kept = tuple(p for p in draft.placed if p not in shared)
    return replace(draft, placed=kept, doubts=(*draft.doubts, *(_asked_of_units(draft, p) for p in shared)))


def _is_of_others(draft: Draft, placed: Placed) -> bool:
    """Whether a figure stands in a cell that reaches into the row, or the column, of another unit."""
    grid, (row, column) = draft.table.grid, draft.unit_at
    anchor = grid.anchor(placed.row, placed.column)
    if not grid.holds(*anchor):
        return False
    if row == placed.row:
        others = (r for r in (row - 1, row + 1) if grid.anchor(r, column) != grid.anchor(row, column))
        beyond = [(r, placed.column) for r in others]
    else:
        beyond = [(placed.row, c) for c in (placed.column - 1, placed.column + 1)]
    return any(grid.anchor(*place) == anchor for place in beyond)


def _asked_of_units(draft: Draft, placed: Placed) -> Doubt:
    grid = draft.table.grid
    place = grid.anchor(placed.row, placed.column)
    at, text = grid.sheet.address(*place), shown(grid.sheet.at(*place))
    return Doubt(at, text, said(sentences.SHARED_BY_UNITS, at=at, text=text, name=draft.unit), (placed.code,))
