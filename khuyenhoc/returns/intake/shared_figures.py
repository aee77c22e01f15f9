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
    lines: defaultdict[Place, list[Placed]] = defaultdict(list)
    for placed in draft.placed:
        if not placed.piece:
            place = (placed.row, placed.column)
            lines[grid.anchors.get(place, place)].append(placed)
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
