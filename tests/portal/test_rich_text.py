"""Figures in the HTML of a paragraph: in, out, renewed, and through the editor's own form unchanged."""

from __future__ import annotations

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from khuyenhoc.documents.article import CitationRef, FigureRef, Paragraph, TextRun
from khuyenhoc.portal.blocks import FEATURES
from khuyenhoc.portal.rich_text import figure_html, figures_in, paragraph_html, plain_text, with_figures, with_marks

PAIR = FigureRef("MH03", "30", "2023", "pair", "452.702/515.481")
SHARE = FigureRef("MH04", "30", "2023", "share", "87,82")
HTML = f"<p>Có {figure_html(PAIR)} gia đình ({figure_html(SHARE)} %) &amp; hơn.</p>"


def test_a_figure_carries_its_reference_and_a_number_for_programmes() -> None:
    assert figure_html(SHARE) == (
        '<data value="87.82" data-indicator="MH04" data-unit="30" data-period="2023" data-kind="share">87,82</data>'
    )


def test_a_draft_becomes_html_with_everything_escaped() -> None:
    runs = (TextRun("A < B "), PAIR, CitationRef("QD-1", " theo “Q&A”"))
    assert paragraph_html(Paragraph(runs)) == f"<p>A &lt; B {figure_html(PAIR)} theo “Q&amp;A”</p>"


def test_figures_are_read_back() -> None:
    assert figures_in(HTML) == [PAIR, SHARE]
    assert figures_in("<p>Không có 1.234 nào</p>") == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (HTML, "Có 452.702/515.481 gia đình (87,82 %) & hơn."),
        ("<p>Một</p><p>Hai<br/>Ba</p>", "Một\nHai\nBa"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_text_without_the_figures() -> None:
    assert plain_text(HTML, without_figures=True).split() == ["Có", "gia", "đình", "(", "%)", "&", "hơn."]


def test_renewing_changes_only_what_is_answered() -> None:
    renewed = with_figures(HTML, {PAIR: "1/2"}.get)
    assert [f.text for f in figures_in(renewed)] == ["1/2", "87,82"]
    assert 'value="1/2"' in renewed


def test_marks_stand_behind_the_figure_and_not_behind_its_share() -> None:
    notes = [{"indicator": "MH03"}, {"indicator": "MH33"}]
    marked = with_marks(HTML, notes, "Ghi chú")
    assert marked.count("<sup>") == 1
    assert f'{PAIR.text}</data><sup><a aria-label="Ghi chú 1" href="#ghi-chu-1" id="con-so-1">(1)</a></sup>' in marked


def test_several_marks_stand_in_the_order_of_the_notes() -> None:
    marked = plain_text(with_marks(HTML, [{"indicator": "MH03"}] * 3, "Ghi chú"))
    assert "(1)(2)(3)" in "".join(marked.split())


def test_the_editor_gives_back_what_it_was_given() -> None:
    converter = ContentstateConverter(FEATURES)
    state = converter.from_database_format(HTML)
    entities = json.loads(state)["entityMap"]
    assert {(e["type"], e["mutability"]) for e in entities.values()} == {("FIGURE", "IMMUTABLE")}
    assert figures_in(converter.to_database_format(state)) == [PAIR, SHARE]


def test_what_the_editor_sends_is_escaped() -> None:
    bad = {"indicator": '"><script>', "unit": 30, "period": "2023", "kind": "total", "value": "1"}
    block = {
        "key": "a", "type": "unstyled", "depth": 0, "text": "<b>1</b>", "inlineStyleRanges": [],
        "entityRanges": [{"key": 0, "offset": 0, "length": 8}],
    }  # fmt: skip
    entity = {"type": "FIGURE", "mutability": "IMMUTABLE", "data": bad}
    html = ContentstateConverter(FEATURES).to_database_format(
        json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    )
    assert "<script>" not in html
    assert "<b>" not in html
    assert figures_in(html) == [FigureRef('"><script>', "30", "2023", "total", "<b>1</b>")]
