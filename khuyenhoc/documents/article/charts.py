"""The charts of an article: every bar a reference to a figure, so that it is checked and renewed like those of the text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khuyenhoc.documents.article.model import ArticleChart, ChartRow, FigureKind, FigureRef
from khuyenhoc.documents.article.references import reference
from khuyenhoc.documents.ranking import at_both_ends, by_share, shares_caption
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.vietnamese.text import capitalised


def charts(review: AnnualReview) -> Iterator[ArticleChart]:
    """The models of the whole unit, and the first of them by the units right below on the review's map; none without figures."""
    models = ((capitalised(m.title), reference(review, m.share, FigureKind.SHARE)) for m in review.form.models)
    yield from _chart(f"Tỷ lệ được công nhận theo mô hình {review.named.words}", "Mô hình", models)
    if not review.form.models:
        return
    share = review.form.models[0].share
    ranked = at_both_ends(by_share(review, share))
    units = ((d.unit.name, reference(review, share, FigureKind.SHARE, d.unit.code)) for _share, d in ranked.rows)
    yield from _chart(shares_caption(review, ranked), "Đơn vị", units)


def _chart(caption: str, of: str, bars: Iterable[tuple[str, FigureRef | None]]) -> Iterator[ArticleChart]:
    rows = tuple(ChartRow(label, ref) for label, ref in bars if ref)
    if len(rows) > 1:
        yield ArticleChart(caption, of, rows)
