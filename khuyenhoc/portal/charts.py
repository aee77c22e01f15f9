"""The charts of an article as they are kept: references like those of the text, and the picture that was drawn of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from khuyenhoc.documents.article import ArticleChart, ChartRow, FigureRef, picture

Kept = dict[str, Any]


def kept(charts: Iterable[ArticleChart]) -> list[Kept]:
    """Drawn once: a page that shows them waits for no picture."""
    return [{**asdict(chart), "picture": picture(chart)} for chart in charts]


def chart_of(one: Mapping[str, Any]) -> ArticleChart:
    rows = tuple(ChartRow(row["label"], FigureRef(**row["ref"])) for row in one["rows"])
    return ArticleChart(one["caption"], one["of"], rows)


def renewed(charts: Iterable[Kept], stale: Mapping[FigureRef, str | None]) -> list[Kept]:
    """With what the books say now. A bar of which they say nothing any more is left out, and a chart without two bars."""
    found = (_renewed(chart_of(one), stale) for one in charts)
    return kept(chart for chart in found if len(chart.rows) > 1)


def _renewed(chart: ArticleChart, stale: Mapping[FigureRef, str | None]) -> ArticleChart:
    rows = (replace(row, ref=replace(row.ref, text=stale.get(row.ref, row.ref.text) or "")) for row in chart.rows)
    return replace(chart, rows=tuple(row for row in rows if row.ref.text))
