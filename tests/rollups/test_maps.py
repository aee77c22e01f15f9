"""The figures of a year on the map of another day: none changes, each is found, what was divided is spread over nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.documents.annual_report.content import issuing_body, report_content
from khuyenhoc.documents.annual_report.tree import Chart, Paragraph
from khuyenhoc.documents.article import draft_article
from khuyenhoc.returns.models import Collection
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.figures import OnAnotherMap
from khuyenhoc.rollups.moving import proofs
from khuyenhoc.rollups.queries import annual_review, children, explain, figures, targets
from khuyenhoc.rollups.tree import ExplainNode
from khuyenhoc.units.history import successions
from khuyenhoc.units.planning import apply, keep_draft, undo
from khuyenhoc.units.queries import map_of, unit_map
from khuyenhoc.units.spec import UnitName
from khuyenhoc.units.succession import Successions
from tests.merger import BEFORE, DAY, FIGURES, SHEET, redrawn, year

__all__ = ["redrawn", "year"]


def families(unit: str, as_of: dt.date | None) -> int | None:
    return figures(unit, "2023", as_of).total["MH03"]


def values(node: ExplainNode) -> dict[str, tuple[int | None, bool]]:
    """Each unit of the tree with a figure, its value and whether it was divided."""
    found = {node.unit.code: (node.value, node.divided)} if node.value is not None else {}
    return found | {code: value for below in node.units for code, value in values(below).items()}


@pytest.mark.usefixtures("year")
def test_the_sum_is_the_same_on_every_map_and_each_unit_can_be_asked_for(redrawn: str) -> None:
    for day in (None, dt.date(2023, 12, 31), BEFORE, DAY, dt.date(2030, 1, 1)):
        assert families("30", day) == sum(FIGURES.values())
    assert {u: families(u, DAY) for u in FIGURES} == FIGURES, "as then, also for those that have ended"
    assert families("300", DAY) == families("300", None) == sum(FIGURES.values())
    assert families(redrawn, DAY) == 1200
    assert [figures(u, "2023", DAY).accepted for u in ("30", redrawn)] == [4, 2]


@pytest.mark.usefixtures("year")
def test_what_was_divided_stands_with_the_unit_above(redrawn: str) -> None:
    assert books("2023", DAY).unallocated("30")["MH03"] == 30
    assert books("2023", DAY).unallocated(redrawn) == {}
    assert books("2023", BEFORE).unallocated("30") == {}


@pytest.mark.usefixtures("year")
def test_the_way_to_a_total_is_shown_through_the_units_of_then(redrawn: str) -> None:
    tree = explain("MH03", "30", "2023", DAY)
    assert tree.value == sum(FIGURES.values())
    expected = {u: (value, u == "11245") for u, value in FIGURES.items()}
    assert values(tree) == expected | {"30": (1234, False), redrawn: (1200, False)}
    merged = explain("MH03", redrawn, "2023", DAY)
    assert [(below.unit.name, below.value) for below in merged.units] == [
        ("Thị trấn Thanh Miện", 1000),
        ("Xã Thanh Tùng", 200),
    ]
    assert all(below.cells for below in merged.units)
    assert explain("MH03", "300", "2023", DAY).value == explain("MH03", "300", "2023").value


def test_a_unit_of_neither_map_is_not_there(redrawn: str) -> None:
    with pytest.raises(KeyError):
        figures(redrawn, "2023")
    with pytest.raises(KeyError):
        explain("MH03", "99999", "2023", DAY)


@pytest.mark.usefixtures("year")
def test_another_map_costs_no_more_statements_for_more_units(redrawn: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(18):
        figures("30", "2023", DAY)
    with django_assert_num_queries(1):
        figures(redrawn, "2023", DAY)
    assert targets("30", "2023", DAY) == targets("30", "2023")
    assert children("300", "2023", DAY) == children("300", "2023"), "some of them go on, and are shown as then"
    with django_assert_num_queries(4):
        proofs("2023", unit_map(DAY), Successions([]))


@pytest.mark.usefixtures("year")
def test_a_paper_says_on_which_map_it_speaks_and_its_rows_add_up(redrawn: str) -> None:
    as_then, now = annual_review("30", "2023"), annual_review("30", "2023", DAY)
    assert (as_then.map, as_then.apart) == (None, ())
    assert now.map == OnAnotherMap(DAY, divided=("xã Phạm Kha",))
    assert [one.unit.name for one in now.apart] == ["Chưa phân bổ", "Giữ ở đơn vị cũ"]
    rows = [f.total["MH03"] or 0 for f in (*now.districts, *now.apart)]
    assert sum(rows) == now.figures.total["MH03"] == sum(FIGURES.values())
    content = report_content(now, issuing_body(now.unit))
    assert isinstance(content.blocks[0], Paragraph)
    opening = content.blocks[0].text
    assert (
        "xếp theo bản đồ đơn vị ngày 01/07/2025, không theo bản đồ của kỳ báo cáo. Chưa phân bổ: xã Phạm Kha" in opening
    )
    (chart,) = (block for block in content.blocks if isinstance(block, Chart) and block.key == "shares_chart")
    assert chart.caption.endswith(", bản đồ đơn vị ngày 01/07/2025")
    bars = {bar.label for bar in chart.bars}
    assert "Xã Thanh Miện Mới" in bars, "the units of that map, not those that it replaced"
    (in_article,) = (one for one in draft_article(now, None).charts if one.of == "Đơn vị")
    assert {row.label for row in in_article.rows} == bars
    assert not bars & {"Huyện Thanh Miện", "Thị trấn Thanh Miện", "Xã Thanh Tùng"}
    annex = [[cell.text for cell in row.cells] for row in content.annexes[0].rows]
    at = [column.key for column in content.annexes[0].columns].index("MH03")
    sums = [int(row[at].replace(".", "")) for row in annex if row[at] != "–"]
    assert [row[1] for row in annex[-2:]] == ["Chưa phân bổ", "Toàn tỉnh"]
    assert sum(sums[:-1]) == sums[-1]
    ended = annual_review("300", "2023", DAY)
    assert (ended.map, ended.figures) == (None, annual_review("300", "2023").figures)


@pytest.mark.usefixtures("year")
def test_after_undoing_all_is_as_if_it_had_never_been(collection: Collection) -> None:
    before = figures("300", "2023")
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    apply(by="test", plan=plan)
    undo(by="test", plan=plan)
    assert figures("300", "2023", DAY) == before


@pytest.mark.usefixtures("year")
def test_a_map_is_proved_to_keep_every_figure_and_one_that_loses_some_is_found_out(redrawn: str) -> None:
    found = {proof.indicator.code: proof for proof in proofs("2023", unit_map(DAY), successions())}
    families = found["MH03"]
    assert (families.before, families.after, families.lowest, families.unallocated) == (1234, 1234, 1204, 30)
    assert all(proof.holds for proof in found.values())
    elsewhere = map_of(DAY, [UnitName("31", "province", "thành phố", "Hải Phòng", None)])
    assert not any(proof.holds for proof in proofs("2023", elsewhere, successions()) if proof.before)
