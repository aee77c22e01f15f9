"""References to figures: what each prints as now, and which no longer agree with the books. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from khuyenhoc.catalogue.spec import ModelSpec
from khuyenhoc.documents.article.model import ArticleDraft, FigureKind, FigureRef, StaleFigure
from khuyenhoc.rollups.figures import AnnualReview, Figures
from khuyenhoc.vietnamese.numbers import format_count, format_decimal, format_percent


def printed(ref: FigureRef, review: AnnualReview) -> str | None:
    """The text of the accepted figure now; None where the review has no such unit, indicator or value."""
    if ref.kind == FigureKind.MET_TARGETS:
        return f"{review.met}/{len(review.targets)}" if review.targets else None
    found = next((f for f in _all(review) if f.unit.code == ref.unit), None)
    if found is None or ref.indicator not in review.form.by_code:
        return None
    return _printed(ref, found, review)


def reference(review: AnnualReview, indicator: str, kind: FigureKind, unit: str | None = None) -> FigureRef | None:
    """A reference with the text of today, to the review's own unit if none is named; None where there is no figure."""
    ref = FigureRef(indicator, unit or review.unit.code, review.period, kind)
    text = printed(ref, review)
    return None if text is None else FigureRef(ref.indicator, ref.unit, ref.period, ref.kind, text)


def stale_figures(draft: ArticleDraft, review: AnnualReview) -> list[StaleFigure]:
    """The references whose text is not what the review says, each once. ValueError for the review of another period."""
    if draft.period != review.period:
        raise ValueError(f"the article speaks of {draft.period}, the review of {review.period}")
    now = {ref: printed(ref, review) for ref in draft.figures}
    return [StaleFigure(ref, ref.text, text) for ref, text in now.items() if text != ref.text]


def machine_value(text: str) -> str:
    """What a program reads: "452.702/515.481" as "452702/515481", "87,82" as "87.82"."""
    return text.replace(".", "").replace(",", ".")


def model_of(review: AnnualReview, recognised: str) -> ModelSpec | None:
    """The learning model whose recognised ones an indicator counts."""
    return next((model for model in review.form.models if model.recognised == recognised), None)


def _all(review: AnnualReview) -> Iterator[Figures]:
    yield review.figures
    yield from review.districts
    for communes in review.communes.values():
        yield from communes


def _printed(ref: FigureRef, found: Figures, review: AnnualReview) -> str | None:
    if ref.kind == FigureKind.SHARE:
        return _share(found, ref.indicator, review)
    value = found.total.get(ref.indicator)
    if value is None or ref.kind == FigureKind.TOTAL:
        return None if value is None else format_count(value)
    model = model_of(review, ref.indicator)
    whole = found.total.get(model.total) if model else None
    return None if whole is None else f"{format_count(value)}/{format_count(whole)}"


def _share(found: Figures, indicator: str, review: AnnualReview) -> str | None:
    value = found.share.get(indicator)
    if value is None:
        return None
    return format_percent(value) if review.indicator(indicator).unit == "%" else format_decimal(value, 0)
