"""An .xlsx marked in place: everything that the sender made stays, byte for byte where nothing is marked.

The parts are edited as XML. A library that loads the whole workbook and writes it anew would lose the values that formulas
had, shapes, form controls and checks of a newer kind; the file that comes back would then no longer be the sender's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from khuyenhoc.sheets.grid import Workbook, cell_name
from khuyenhoc.sheets.marking.cleaning import take_off
from khuyenhoc.sheets.marking.comments import Comments
from khuyenhoc.sheets.marking.in_book import Book
from khuyenhoc.sheets.marking.list_part import Fills, list_part
from khuyenhoc.sheets.marking.listing import listing, printable
from khuyenhoc.sheets.marking.notes import COLOURS, Kind, Note, by_cell, comment_of, place_of
from khuyenhoc.sheets.marking.sheet_part import SheetPart, format_of
from khuyenhoc.sheets.marking.styles import Styles


def mark_in_place(data: bytes, seen: Workbook, notes: Sequence[Note]) -> tuple[bytes, bool]:
    """The marked file, and whether it holds macros. `seen`: the file as it was read. Unusual where it cannot be edited."""
    book = Book(data)
    take_off(book, seen)
    styles = Styles(book.package)
    fills = {kind: styles.solid(colour) for kind, colour in COLOURS.items()}
    placed = [n for n in notes if n.sheet in book.sheets]
    sheets = {n.sheet: SheetPart(book.package.tree(book.sheets[n.sheet])) for n in placed}
    store: Fills = []
    for name, cells in by_cell(placed).items():
        store += _marked(book, name, sheets[name], cells, styles, fills)

    def is_hidden(note: Note) -> bool:
        if note.sheet not in sheets or not note.cell:
            return False
        return note.sheet in book.hidden or sheets[note.sheet].is_hidden(place_of(note.cell))

    found = listing(notes, taken=book.names, hidden=is_hidden)
    book.put_first(found.name, list_part(found, styles, fills, store))
    return book.package.data(), book.has_macros


def _marked(
    book: Book, name: str, sheet: SheetPart, cells: dict[str, list[Note]], styles: Styles, fills: dict[Kind, int]
) -> Fills:
    """Marks the cells of one sheet; what they looked like before."""
    anchored: dict[str, list[Note]] = {}
    for cell, notes in cells.items():
        anchored.setdefault(cell_name(*sheet.anchor(place_of(cell))), []).extend(notes)
    store: Fills = []
    for cell, notes in anchored.items():
        element = sheet.cell(place_of(cell))
        before = format_of(element)
        store.append((name, cell, styles.fill_of(before)))
        element.set("s", str(styles.filled(before, fills[notes[0].kind])))
    comments = Comments(book.package, book.sheets[name], sheet)
    comments.add({cell: printable(comment_of(notes)) for cell, notes in anchored.items()})
    return store
