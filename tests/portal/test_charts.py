"""Charts of an article, renewed: bars of which the books say nothing any more go, and with them a chart that is left with one."""

from __future__ import annotations

import pytest

from khuyenhoc.documents.article import ArticleChart, ChartRow, FigureRef
from khuyenhoc.portal.charts import chart_of, kept, renewed

REFS = [FigureRef("TL01", unit, "2023", "share", text) for unit, text in (("1", "85,7"), ("2", "80"), ("3", "75,5"))]


@pytest.mark.parametrize(
    ("stale", "texts"),
    [
        ({}, ["85,7", "80", "75,5"]),
        ({REFS[1]: "81"}, ["85,7", "81", "75,5"]),
        ({REFS[1]: None}, ["85,7", "75,5"]),
        ({REFS[1]: None, REFS[2]: None}, None),
    ],
)
def test_what_is_left_of_a_chart(stale: dict[FigureRef, str | None], texts: list[str] | None) -> None:
    before = kept([ArticleChart("Tỷ lệ", "Đơn vị", tuple(ChartRow(f"Xã {ref.unit}", ref) for ref in REFS))])
    after = renewed(before, stale)
    assert [[row.ref.text for row in chart_of(one).rows] for one in after] == ([texts] if texts else [])
    assert (after == before) is not bool(stale), "drawn anew where something changed"
