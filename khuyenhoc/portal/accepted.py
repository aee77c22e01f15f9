"""The accepted figures that articles refer to: what they print as now, which references are out of date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from khuyenhoc.documents.article import FigureKind, FigureRef, printed
from khuyenhoc.documents.article.references import model_of
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.rollups.queries import NoSuchPeriod, annual_review
from khuyenhoc.vietnamese.text import capitalised


@dataclass(frozen=True, slots=True)
class Stale:
    """A reference whose text is not what the books say. `now` is None where they say nothing. `label`: in words."""

    ref: FigureRef
    now: str | None
    label: str


def stale(refs: Iterable[FigureRef], top: str) -> Iterator[Stale]:
    """Those of `refs` that no longer agree. `top`: the code of the province. Eleven statements for each period at most."""
    review = reviews(top)
    for ref in dict.fromkeys(refs):
        found = review(ref.period)
        now = printed(ref, found) if found else None
        if now != ref.text:
            yield Stale(ref, now, label(ref, found))


def reviews(top: str) -> Callable[[str], AnnualReview | None]:
    """The year's review of a province by period, each asked for once; None where there is none."""

    @cache
    def review(period: str) -> AnnualReview | None:
        try:
            return annual_review(top, period)
        except (NoSuchPeriod, KeyError):
            return None

    return review


def label(ref: FigureRef, review: AnnualReview | None) -> str:
    """ "Gia đình được công nhận gia đình học tập (năm 2023)": which figure a sentence speaks of."""
    indicator = review.form.by_code.get(ref.indicator) if review else None
    name = indicator.label if indicator else ref.indicator
    if ref.kind == FigureKind.MET_TARGETS:
        name = _("Số chỉ tiêu đạt và vượt")
    return _("%(name)s (năm %(period)s)") % {"name": name, "period": ref.period}


def notes(refs: Iterable[FigureRef], top: str) -> list[dict[str, object]]:
    """What is odd about the province's own figures that `refs` print, each with `indicator`, `message`, `verified`.

    A pair carries what is odd about both its numbers. Statements as in `stale`, none after it.
    """
    review = reviews(top)
    return [
        {"indicator": ref.indicator, "message": capitalised(flag.message), "verified": flag.verified}
        for ref in dict.fromkeys(r for r in refs if r.unit == top and r.kind != FigureKind.SHARE)
        if (found := review(ref.period))
        for flag in found.figures.flags
        if flag.indicator in _numbers_of(ref, found)
    ]


def _numbers_of(ref: FigureRef, review: AnnualReview) -> set[str]:
    model = model_of(review, ref.indicator) if ref.kind == FigureKind.PAIR else None
    return {ref.indicator, model.total} if model else {ref.indicator}
