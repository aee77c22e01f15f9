"""What the tests of lists look for: families of villages; and sheets of them built without a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khuyenhoc.sheets.grid import Place, Sheet, Workbook
from khuyenhoc.sheets.lists.asked import Asked, Group, Wanted
from khuyenhoc.sheets.lists.found import Listing
from khuyenhoc.sheets.lists.reading import list_in

VILLAGE = Group("village", ("thôn", "xóm", "tổ dân phố", "TDP", "khu dân cư", "khu"), ("năm", "xã", "phường"))
ASKED = Asked(
    (
        Wanted(
            "name", ("Họ và tên chủ hộ", "Tên chủ hộ", "Chủ hộ", "Họ và tên"), True,
            (("Họ và tên đệm", "Họ đệm", "Họ"), ("Tên",)),
        ),
        Wanted("born", ("Năm sinh",)),
        Wanted("village", ("Thôn", "Tổ dân phố", "Khu dân cư")),
        Wanted("registered", ("Đăng ký",)),
        Wanted("recognised", ("Đạt", "Được công nhận")),
    ),
    VILLAGE,
)  # fmt: skip
Rows = Sequence[Sequence[object]]


def sheet(rows: Rows, *, merged: Sequence[tuple[Place, Place]] | None = None, name: str = "Sheet1", **rest) -> Sheet:
    """A sheet of cells; None is an empty one. `merged` None: a format that does not tell."""
    width = max(map(len, rows), default=0)
    filled = [["" if cell is None else cell for cell in row] + [""] * (width - len(row)) for row in rows]
    return Sheet(name, filled, merged, **rest)


def read(*sheets: Sheet, asked: Asked = ASKED) -> Listing:
    return list_in(Workbook("xlsx", sheets), asked)


def said(listing: Listing, *keys: str) -> list[tuple[str, ...]]:
    """What the rows say, in some of the columns."""
    return [tuple(row[key] for key in keys) for row in listing]


def names(listing: Listing) -> list[str]:
    return [row["name"] for row in listing]


def numbered(*people: str) -> list[list[object]]:
    """A row for each: running number and name."""
    return [[n, name] for n, name in enumerate(people, start=1)]


def addresses(listing: Listing, key: str) -> Iterable[str]:
    return [row.at(key) for row in listing]
