"""Taking off the marks of an earlier time, where a file that we have marked comes back: list, fills, comments."""

from __future__ import annotations

from collections.abc import Mapping

from khuyenhoc.sheets.grid import Sheet, Workbook
from khuyenhoc.sheets.marking.comments import Comments
from khuyenhoc.sheets.marking.in_book import Book
from khuyenhoc.sheets.marking.notes import COLOURS
from khuyenhoc.sheets.marking.sheet_part import SheetPart, format_of
from khuyenhoc.sheets.marking.styles import Styles
from khuyenhoc.sheets.own_sheets import MARKER, is_own

Fills = dict[tuple[str, str], str]


def take_off(book: Book, seen: Workbook) -> None:
    """`seen`: the same file as it was read. A file without marks of ours stays as it is."""
    own = [sheet for sheet in seen.sheets if is_own(sheet)]
    if not own:
        return
    fills = {place: fill for sheet in own for place, fill in stored(sheet).items()}
    for sheet in own:
        book.remove(sheet.name)
    styles = Styles(book.package)
    marked = styles.with_colours(set(COLOURS.values()))
    for name, part in book.sheets.items():
        _clean(SheetPart(book.package.tree(part)), name, styles, marked, fills)
        Comments(book.package, part, SheetPart(book.package.tree(part))).take_off()


def stored(sheet: Sheet) -> Fills:
    """The fill that each cell had before it was marked, as the list of that time remembers it."""
    found = {}
    for row in sheet.rows:
        if MARKER in row:
            name, cell, fill = (*map(str, row[row.index(MARKER) + 1 :]), "", "", "")[:3]
            found[name, cell] = fill
    return found


def _clean(sheet: SheetPart, name: str, styles: Styles, marked: set[int], fills: Mapping[tuple[str, str], str]) -> None:
    for cell in sheet.formatted(marked):
        fill = fills.get((name, cell.get("r", "")), "")
        cell.set("s", str(styles.filled(format_of(cell), styles.fill_again(fill) if fill else 0)))
