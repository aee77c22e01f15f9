from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from khuyenhoc.catalogue.citations import CitationStatus, compare, find
from khuyenhoc.documents.article import (
    TARGETS,
    ArticleDraft,
    CitationRef,
    FigureKind,
    FigureRef,
    StaleFigure,
    draft_article,
    printed,
    render_html,
    stale_figures,
)
from khuyenhoc.documents.facts import find_conference
from khuyenhoc.documents.ranking import at_both_ends, by_share
from khuyenhoc.rollups.figures import OnAnotherMap
from tests.documents.factory import annual_review, with_total, without


@pytest.fixture
def draft() -> ArticleDraft:
    return draft_article(annual_review(), find_conference("30", "2023"))


def _ref(indicator: str, kind: FigureKind, unit: str = "30") -> FigureRef:
    return FigureRef(indicator, unit, "2023", kind)


def test_it_states_the_facts_of_the_conference(draft: ArticleDraft) -> None:
    assert draft.title == "Hải Dương: Tổng kết công tác khuyến học năm 2023"
    assert draft.lead == (
        "Ngày 10/01/2024, Hội Khuyến học tỉnh Hải Dương tổ chức Hội nghị tổng kết công tác khuyến học năm 2023 "
        "và phương hướng, nhiệm vụ năm 2024."
    )
    assert (draft.byline, draft.photo_caption, draft.category) == ("VPTU", "Quang cảnh Hội nghị", "Khuyến học")
    text = "\n".join(block.text for block in draft.blocks)
    assert "Đến nay có 6/8 chỉ tiêu" in text
    assert "“Tiếng loa khuyến học” ở huyện Thanh Miện" in text


def test_its_figures_are_references_with_the_published_pairs(draft: ArticleDraft) -> None:
    pairs = [ref.text for ref in draft.figures if ref.kind == FigureKind.PAIR]
    assert pairs[:4] == ["452.702/515.481", "7.099/8.366", "105.220/107.315", "126.062/126.065"]
    shares = [ref.text for ref in draft.figures if ref.kind == FigureKind.SHARE]
    assert shares[:4] == ["87,82", "84,86", "98,05", "99,998"]
    in_text = [run for block in draft.blocks for run in block.runs if isinstance(run, FigureRef)]
    assert in_text[-1] == FigureRef(TARGETS, "30", "2023", FigureKind.MET_TARGETS, "6/8")
    assert draft.figures[: len(in_text)] == tuple(in_text)


def test_its_citations_are_those_of_the_catalogue(draft: ArticleDraft) -> None:
    cited = [run for block in draft.blocks for run in block.runs if isinstance(run, CitationRef)]
    assert [run.instrument for run in cited] == ["KL-49-2019", "QD-1373-2021", "QD-387-2022", "QD-677-2022"]
    assert cited[-1].text == "Quyết định số 677/QĐ-TTg ngày 03/6/2022 của Thủ tướng Chính phủ"
    found = compare(find("\n\n".join(block.text for block in draft.blocks)), annual_review().instruments)
    assert [verdict.status for verdict in found] == [CitationStatus.OK] * 5


def test_both_odd_figures_are_said_beside_it(draft: ArticleDraft) -> None:
    assert [(note.indicator, note.verified) for note in draft.notes] == [("MH23", False), ("MH33", True)]


def test_a_figure_that_nobody_states_is_left_out() -> None:
    review = without(annual_review(), "MH13", "MH43")
    draft = draft_article(review, find_conference("30", "2023"))
    assert {ref.indicator for ref in draft.figures} == {"MH03", "MH04", "MH23", "MH24", "MH33", "MH34", TARGETS}
    assert "dòng họ được công nhận" not in "".join(block.text for block in draft.blocks)


def test_without_a_conference_it_claims_none() -> None:
    draft = draft_article(annual_review(), None)
    assert draft.lead == "Hội Khuyến học tỉnh Hải Dương tổng kết công tác khuyến học năm 2023."
    assert (draft.dated, draft.byline) == (None, "")
    assert len(draft.blocks) == 3


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        (_ref("MH03", FigureKind.TOTAL), "452.702"),
        (_ref("MH03", FigureKind.PAIR), "452.702/515.481"),
        (_ref("MH34", FigureKind.SHARE), "99,998"),
        (_ref("QK05", FigureKind.SHARE), "88.634"),
        (_ref("MH01", FigureKind.PAIR), None),
        (_ref("MH99", FigureKind.TOTAL), None),
        (_ref("MH03", FigureKind.TOTAL, unit="99"), None),
        (_ref("TC01", FigureKind.TOTAL, unit="288"), "25"),
        (_ref("TC01", FigureKind.TOTAL, unit="10507"), "1"),
        (_ref(TARGETS, FigureKind.MET_TARGETS), "6/8"),
    ],
)
def test_a_reference_prints_the_accepted_figure(ref: FigureRef, text: str | None) -> None:
    assert printed(ref, annual_review()) == text


def test_references_that_agree_are_not_stale(draft: ArticleDraft) -> None:
    assert stale_figures(draft, annual_review()) == []


def test_stale_references_say_old_and_new(draft: ArticleDraft) -> None:
    now = without(with_total(annual_review(), MH03=452_703), "MH13")
    stale = {found.ref.indicator: (found.old, found.new) for found in stale_figures(draft, now)}
    assert stale == {
        "MH03": ("452.702/515.481", "452.703/515.481"),
        "MH13": ("7.099/8.366", None),
        "MH14": ("84,86", None),
        TARGETS: ("6/8", "5/8"),
    }
    assert isinstance(stale_figures(draft, now)[0], StaleFigure)


def test_another_period_cannot_be_compared(draft: ArticleDraft) -> None:
    with pytest.raises(ValueError, match="2024"):
        stale_figures(draft, replace(annual_review(), period="2024"))


def test_the_page_is_complete_and_carries_every_reference(draft: ArticleDraft) -> None:
    page = BeautifulSoup(render_html(draft), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "vi"
    assert page.title is not None
    assert page.title.text == draft.title
    assert [h1.text for h1 in page.select("h1")] == [draft.title]
    data = page.select("data")
    assert [(d["data-indicator"], d["data-unit"], d["data-period"], d.text) for d in data] == [
        (ref.indicator, ref.unit, ref.period, ref.text) for ref in draft.figures
    ]
    assert data[0]["value"] == "452702/515481"
    assert data[1]["value"] == "87.82"
    assert not page.select("[src]:not([src^='data:image/svg+xml;base64,']), link, script")
    assert page.select_one(".synthetic") is not None


def test_the_page_leads_from_a_figure_to_its_note_and_back(draft: ArticleDraft) -> None:
    page = BeautifulSoup(render_html(draft), "html.parser")
    for link in page.select("a"):
        assert len(page.select(str(link["href"]))) == 1
    assert [mark.find_previous("data").text for mark in page.select("sup")] == ["105.220/107.315", "126.062/126.065"]


def test_the_page_escapes_what_is_written(draft: ArticleDraft) -> None:
    page = render_html(replace(draft, title='<b>&"', lead="<script>", synthetic=False))
    assert "<title>&lt;b&gt;&amp;&#34;</title>" in page
    assert "<script>" not in page
    assert "SỐ LIỆU MẪU" not in page


def test_its_charts_are_of_references_with_a_table_behind_each(draft: ArticleDraft) -> None:
    models, units = draft.charts
    assert [(row.label, row.ref.text) for row in models.rows][:2] == [
        ("Gia đình học tập", "87,82"),
        ("Dòng họ học tập", "84,86"),
    ]
    assert (units.caption, units.of) == ("Tỷ lệ gia đình học tập theo đơn vị cấp huyện năm 2023", "Đơn vị")
    assert len(units.rows) == 12
    assert {row.ref for row in units.rows} <= set(draft.figures), "a figure that changes since is told of"
    page = BeautifulSoup(render_html(draft), "html.parser")
    pictures, tables = page.select("figure img"), page.select("figure table")
    assert [p["alt"] for p in pictures] == [f"Biểu đồ thanh ngang. {chart.words}" for chart in draft.charts]
    assert len(tables[1].select("tbody tr")) == 12
    assert tables[1].select_one("tbody data")["data-unit"] == units.rows[0].ref.unit


def test_a_chart_on_another_map_is_of_the_units_of_that_map_and_says_so() -> None:
    review = annual_review()
    communes = tuple(c for below in review.communes.values() for c in below)
    now = replace(
        review, districts=communes, communes={c.unit.code: () for c in communes}, map=OnAnotherMap(dt.date(2025, 7, 1))
    )
    _models, units = draft_article(now, None).charts
    assert units.caption == (
        "Tỷ lệ gia đình học tập theo đơn vị cấp xã năm 2023, bản đồ đơn vị ngày 01/07/2025, 10 cao nhất và 10 thấp nhất "
        f"trong {len(communes)} đơn vị"
    )
    assert [row.ref.unit for row in units.rows] == [
        d.unit.code for _share, d in at_both_ends(by_share(now, "MH04")).rows
    ]
    assert stale_figures(draft_article(now, None), now) == []
