"""The sheet of all divided units goes out, is filled in, and comes back as a whole or with its faults cell by cell."""

from __future__ import annotations

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.apportioning.loading import SheetFaults, load, look_at, told
from khuyenhoc.returns.apportioning.models import Apportioning
from khuyenhoc.returns.apportioning.queries import waiting, waiting_between
from khuyenhoc.returns.apportioning.sheet import table
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection
from khuyenhoc.rollups.books import books
from khuyenhoc.units.history import successions
from khuyenhoc.units.queries import unit_map
from tests.merger import BEFORE, DAY, alone, redrawn, year

__all__ = ["alone", "redrawn", "year"]

OLD = "11245"


@pytest.fixture
def blank(year: None, redrawn: str, collection: Collection, form: FormSpec) -> list[list[str]]:
    """The sheet as it comes back when nothing was filled in."""
    header, rows = table(waiting(collection, form, DAY), form)
    return [["Phân bổ"], [], header, *([("" if v is None else str(v)) for v in row] for row in rows)]


def fill(rows: list[list[str]], part: str, **values: str) -> None:
    (row,) = (row for row in rows if len(row) > 2 and row[2] == part)
    for code, value in values.items():
        (column,) = (n for n, head in enumerate(rows[2]) if head.startswith(f"{code} "))
        row[column] = value


def test_it_has_a_row_a_part_and_a_column_a_figure_that_is_asked(blank, redrawn: str, alone: str) -> None:
    header, *rows = blank[2:]
    assert [row[:4] for row in rows] == [
        [OLD, "Xã Phạm Kha", "", "Đã báo cáo"],
        [OLD, "Xã Phạm Kha", redrawn, "Xã Thanh Miện Mới"],
        [OLD, "Xã Phạm Kha", alone, "Xã Kha Mới"],
        [OLD, "Xã Phạm Kha", "giữ", "Giữ ở đơn vị cũ"],
        [OLD, "Xã Phạm Kha", "", "Còn phải phân bổ"],
    ]
    at = header.index("MH03 Gia đình được công nhận gia đình học tập (gia đình)")
    assert [row[at] for row in rows] == ["30", "", "", "", "30"]
    assert not any(head.startswith("QK02") for head in header), "what was done in the year is not asked for"


def test_a_filled_sheet_is_apportioned_and_the_same_again_is_nothing_new(
    blank, redrawn: str, alone: str, office: User, collection: Collection, form: FormSpec
) -> None:
    fill(blank, redrawn, MH03="18", HV01="1.000", QK04="95.000.000", TC01="0")
    fill(blank, alone, MH03="12", HV01="500", QK04="500.000", TC01="1")
    made = load(by=office, collection=collection, on=DAY, rows=blank, reason="Biên bản (mẫu)")
    assert told(made) == "Đã phân bổ 4 chỉ tiêu của 1 đơn vị."
    totals = books("2023", DAY).totals[alone]
    assert {code: totals[code] for code in ("MH03", "HV01", "QK04", "TC01")} == {
        "MH03": 12, "HV01": 500, "QK04": 500_000, "TC01": 1,
    }  # fmt: skip
    with pytest.raises(Refused, match="chưa có số nào mới"):
        look_at(collection=collection, on=DAY, rows=blank)
    (one,) = waiting(collection, form, DAY)
    assert (one.done, one.stale) == (["TC01", "HV01", "MH03", "QK04"], [])
    rows = table([one], form)[1]
    assert [row[4] for row in rows] == [1, 0, 1, None, 0], "what is known stands in the next sheet"


def test_everything_that_is_wrong_is_told_by_its_cell_and_nothing_is_kept(
    blank, redrawn: str, alone: str, office: User, collection: Collection
) -> None:
    fill(blank, redrawn, MH03="18", HV01="1000")
    fill(blank, alone, MH03="11", HV01="500")
    with pytest.raises(SheetFaults) as refused:
        load(by=office, collection=collection, on=DAY, rows=blank, reason="x")
    (fault,) = refused.value.faults
    at = next(n for n, head in enumerate(blank[2]) if head.startswith("MH03 "))
    assert (fault.cell[:-1], fault.cell[-1]) == ([*"ABCDEFGHIJKLMNOPQRSTUVWXYZ"][at], "4")
    assert "còn thiếu 1 so với 30 đã báo cáo" in fault.message
    fill(blank, alone, MH03="-1")
    fill(blank, redrawn, HV01="nhiều")
    blank += [["11239", "", "x", "", "5"], [OLD, "", "", "", "5"], blank[4], [OLD, "", "77777", *[""] * 60]]
    with pytest.raises(SheetFaults) as refused:
        load(by=office, collection=collection, on=DAY, rows=blank, reason="x")
    said = " ".join(f"{fault.cell} {fault.message}" for fault in refused.value.faults)
    for words in (
        "số âm",
        "“nhiều” không phải là số nguyên",
        "A9 Đơn vị mã “11239”",
        "C10 Thiếu mã",
        "C11 Trùng với dòng 5",
    ):
        assert words in said
    assert not Apportioning.objects.exists()


def test_what_is_no_such_sheet(blank, collection: Collection) -> None:
    with pytest.raises(Refused, match="dòng tiêu đề"):
        look_at(collection=collection, on=DAY, rows=[["Đơn vị", "Số"], ["a", "1"]])
    with pytest.raises(Refused, match="chưa có số nào mới"):
        look_at(collection=collection, on=DAY, rows=blank)
    with pytest.raises(Refused, match="chưa có số nào mới"):
        look_at(collection=collection, on=BEFORE, rows=blank[:3])


def test_a_sheet_of_any_number_of_units_takes_the_same_statements(
    year: None, redrawn: str, collection: Collection, form: FormSpec, django_assert_num_queries
) -> None:
    with django_assert_num_queries(5):
        found = waiting(collection, form, DAY)
    before, after, graph = unit_map(BEFORE), unit_map(DAY), successions()
    with django_assert_num_queries(4):
        assert waiting_between(before, after, graph) == (collection, found)
