"""Figures of many units and years at once are those of each alone: on the map of then and of now, accepted and loaded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.documents.taking.figures import Shape, figures_table, rows_of
from khuyenhoc.returns.earlier.acts import load
from khuyenhoc.rollups.algebra.queries import Asking, value
from khuyenhoc.rollups.books import NoSuchPeriod
from khuyenhoc.rollups.explorer.queries import RIGHT_BELOW, Answer, Question, answer
from tests.merger import DAY, redrawn, year

__all__ = ["redrawn", "year"]


@pytest.fixture(autouse=True)
def after_the_merger() -> Iterator[None]:
    with clock.told(2026, 1, 31):
        yield


@pytest.fixture
def years(year: None, office: User, redrawn: str) -> str:
    rows = ["2022;11239;MH03;900", "2022;11242;MH03;200", "2022;11239;MH01;1000"]
    load(by=office, data=("period;unit;indicator;value\n" + "\n".join(rows)).encode(), name="2022.csv")
    return redrawn


def shown(found: Answer, shape: Shape) -> list[dict[str, object]]:
    (batch,) = figures_table(found, shape, "thu").batches()
    assert batch.num_rows == rows_of(found, shape)
    return batch.to_pylist()


def test_a_district_with_its_communes_over_two_years(years: str, django_assert_max_num_queries) -> None:
    asked = Question(("MH03", "MH04"), ("300",), ("2022", "2023"), RIGHT_BELOW)
    answer(asked)
    with django_assert_max_num_queries(16):
        found = answer(asked)
    values = {
        line.code: [[v.value for v in of] for of in row]
        for line, row in zip(found.lines, found.values(found.lines), strict=True)
    }
    assert (found.lines[0].code, found.lines[0].chosen, found.lines[1].chosen) == ("300", True, False)
    assert values["300"][0] == [1100, 110], "of those who stated each, and how many they were is said"
    assert values["300"][1][0] == value("MH03", "300", "2023").value
    assert values["11239"] == [[900, 90], [1000, value("MH04", "11239", "2023").value]]
    assert values["11245"][0] == [None, None], "nothing was loaded of it: missing, and not zero"
    rows = {row["Mã đơn vị"]: row for row in shown(found, Shape.PERIODS) if row["Mã chỉ tiêu"] == "MH04"}
    assert rows["11239"]["Năm 2022"] == Decimal(90)
    assert rows["300"]["Năm 2023: báo cáo chưa có số"] == 13
    assert rows["300"]["Năm 2022: báo cáo chưa có số"] is None, "of a loaded table nobody knows"
    assert list(rows["300"])[:4] == ["Mã đơn vị", "Đơn vị", "Cấp", "Thuộc"]


def test_every_shape_says_the_same(years: str) -> None:
    found = answer(Question(("MH03", "MH04"), ("11239", "11245"), ("2022", "2023")))
    one_each = shown(found, Shape.LIST)
    assert [row["Mã đơn vị"] for row in one_each] == ["11239"] * 4 + ["11245"] * 4
    listed = {(row["Mã đơn vị"], row["Kỳ"], row["Mã chỉ tiêu"]): row["Số liệu"] for row in one_each}
    by_period = {
        (row["Mã đơn vị"], words, row["Mã chỉ tiêu"]): row[words]
        for row in shown(found, Shape.PERIODS)
        for words in ("Năm 2022", "Năm 2023")
    }
    by_indicator = {
        (row["Mã đơn vị"], row["Kỳ"], heading[:4]): figure
        for row in shown(found, Shape.INDICATORS)
        for heading, figure in row.items()
        if heading.startswith("MH")
    }
    assert listed == by_period == by_indicator
    assert listed["11239", "Năm 2023", "MH03"] == 1000


def test_on_the_map_of_today_units_are_those_of_today(years: str) -> None:
    asked = Question(("MH03",), ("30",), ("2022", "2023"), RIGHT_BELOW, as_of=DAY)
    found = answer(asked)
    values = {line.code: row for line, row in zip(found.lines, found.values(found.lines), strict=True)}
    assert "300" not in values
    assert [of[0].value for of in values[years]] == [1100, 1200]
    assert values["30"][1][0].value == value("MH03", "30", "2023", Asking(DAY)).value
    with pytest.raises(KeyError):  # in 2023 it was not there
        answer(Question(("MH03",), (years,), ("2023",)))


def test_whose_figures_they_are(years: str) -> None:
    asked = Question(("MH03",), ("30", "300"), ("2023",), RIGHT_BELOW)
    found = answer(asked, lambda lineage: "300" in lineage)
    assert {line.above for line in found.lines[1:]} == {"Huyện Thanh Miện"}
    assert (found.lines[0].code, found.withheld) == ("300", True)


WRONG = [
    ({"indicators": ("MH99",)}, KeyError),
    ({"units": ("99999",)}, KeyError),
    ({"periods": ("1999",)}, NoSuchPeriod),
]


@pytest.mark.parametrize(("changed", "error"), WRONG)
def test_what_there_is_not(years: str, changed: dict[str, tuple[str, ...]], error: type[Exception]) -> None:
    asked = {"indicators": ("MH03",), "units": ("30",), "periods": ("2023",)} | changed
    with pytest.raises(error):
        answer(Question(**asked))
