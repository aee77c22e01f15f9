"""Whatever the layout, the rows that were written come back, each from the cell in which it was written."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.sheets.grid import Sheet, cell_name
from tests.sheets.lists.families import read, sheet

SURNAMES = ["Nguyễn", "Tống", "Hồ", "Khu", "Cồng", "Tô", "Kỳ", "Trương", "Lê Thị"]
PERSON = st.tuples(
    st.builds("{} {}".format, st.sampled_from(SURNAMES), st.sampled_from(["An", "Văn Tên", "Thị Thôn", "Đạt", "Năm"])),
    st.integers(1920, 2005).map(str),
)
VILLAGES = ["Thôn Đông", "Xóm 3", "TDP số 5", "Khu Bắc"]
HEADERS = {
    "name": ["Họ và tên", "Chủ hộ", "HO TEN"],
    "born": ["Năm sinh", "N.sinh"],
    "phone": ["Điện thoại", "Ghi chú"],
}


@dataclass(frozen=True)
class Layout:
    order: list[str]
    names: dict[str, str]
    numbered: bool
    village: str
    """ "column", "lines", "sheets" or "titles"."""
    titles: int
    column_numbers: bool
    page: int
    """Rows after which the heading is printed again."""
    blanks: bool
    totals: bool
    signed: bool


LAYOUT = st.builds(
    Layout,
    st.permutations(["name", "born", "phone"]),
    st.fixed_dictionaries({key: st.sampled_from(names) for key, names in HEADERS.items()}),
    st.booleans(),
    st.sampled_from(["column", "lines", "sheets", "titles"]),
    st.integers(0, 4),
    st.booleans(),
    st.integers(1, 9),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)  # fmt: skip
LIST = st.dictionaries(st.sampled_from(VILLAGES), st.lists(PERSON, min_size=1, max_size=6), min_size=1)


def written(people: dict[str, list[tuple[str, str]]], layout: Layout) -> list[Sheet]:
    if layout.village in ("lines", "column"):
        return [sheet(_page(people, layout))]
    return [
        sheet(_page({village: rows}, layout), name=village if layout.village == "sheets" else f"Trang {n}")
        for n, (village, rows) in enumerate(people.items())
    ]


def _page(people: dict[str, list[tuple[str, str]]], layout: Layout) -> list[list[object]]:
    order = [
        *(["number"] if layout.numbered else []),
        *layout.order,
        *(["village"] if layout.village == "column" else []),
    ]
    head: list[object] = [{"number": "STT", "village": "Thôn", **layout.names}[key] for key in order]
    village = next(iter(people))
    title = f"DANH SÁCH GIA ĐÌNH {village} NĂM 2024" if layout.village == "titles" else "DANH SÁCH GIA ĐÌNH HỌC TẬP"
    rows: list[list[object]] = [*[["HỘI KHUYẾN HỌC"]] * layout.titles, [title], head]
    rows += [[f"({n})" for n in range(1, len(order) + 1)]] if layout.column_numbers and len(order) > 2 else []
    count = 0
    for name, members in people.items():
        rows += [[name]] if layout.village == "lines" else []
        for person, born in members:
            count += 1
            said = {"number": count, "village": name, "name": person, "born": born, "phone": "0912 x"}
            rows += [[said[key] for key in order], *([[]] if layout.blanks else [])]
            rows += [head] if count % layout.page == 0 else []
        rows += [["", f"Cộng: {len(members)} hộ"]] if layout.totals else []
    rows += [[], ["", "TRƯỞNG THÔN"], ["", "Trần Văn Ký"]] if layout.signed else []
    return rows


@settings(max_examples=60, deadline=None)
@given(LIST, LAYOUT)
def test_rows_come_back_from_any_layout(people, layout):
    sheets = {one.name: one for one in written(people, layout)}
    found = list(read(*sheets.values()))
    assert [(row["village"], row["name"], row["born"]) for row in found] == [
        (village, name, born) for village, members in people.items() for name, born in members
    ]
    for row in found:
        page, _, cell = row.at("name").partition("!")
        place = (
            row.number - 1,
            next(c for c, text in enumerate(sheets[page].rows[row.number - 1]) if text == row["name"]),
        )
        assert (cell, sheets[page].at(*place)) == (cell_name(*place), row["name"])
