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
from khuyenhoc.vietnamese.periods import period_words
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


def name(ref: FigureRef, review: AnnualReview | None) -> str:
    """ "Gia đình được công nhận gia đình học tập"; the code itself where nothing is known of it."""
    if ref.kind == FigureKind.MET_TARGETS:
        return _("Số chỉ tiêu đạt và vượt trên tổng số")
    indicator = review.form.by_code.get(ref.indicator) if review else None
    if indicator is None:
        return ref.indicator
    return _("%(name)s, trên tổng số") % {"name": indicator.label} if ref.kind == FigureKind.PAIR else indicator.label


def label(ref: FigureRef, review: AnnualReview | None) -> str:
    """The name with the period, and the unit where it is not the province: which figure a sentence speaks of."""
    words = {"name": name(ref, review), "period": period_words(ref.period)}
    below = review.districts if review else ()
    unit = next((one.unit.name for one in below if one.unit.code == ref.unit), "")
    return (
        _("%(name)s (%(unit)s, %(period)s)") % (words | {"unit": unit}) if unit else _("%(name)s (%(period)s)") % words
    )


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
