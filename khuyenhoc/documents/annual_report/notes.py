"""Notes on flagged figures: one note a kind of oddity, its mark behind every figure that carries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.documents.annual_report.tree import Marks
from khuyenhoc.rollups.figures import AnnualReview, Figures, Flag
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised, in_sentence

Key = tuple[str, str]
"""Indicator and code of the flag."""


@dataclass(frozen=True)
class Notes:
    """`texts[n - 1]` is the note of mark n. Marks follow the order of the form, as the text does."""

    review: AnnualReview
    numbers: Mapping[Key, int]
    texts: tuple[str, ...] = field(repr=False)

    def marks(self, figures: Figures, indicator: str) -> Marks:
        """Of the flags on this very figure of this unit."""
        return tuple(sorted(self.numbers[f.indicator, f.code] for f in figures.flags if f.indicator == indicator))

    def share_marks(self, figures: Figures, indicator: str) -> Marks:
        """Of the flags on the counts that a share is computed from: for where those counts do not stand beside it."""
        counts = names_in(self.review.indicator(indicator).formula or "")
        return tuple(sorted({mark for code in counts for mark in self.marks(figures, code)}))


def take_notes(review: AnnualReview) -> Notes:
    """The notes of a review: what its own totals carry is said in full, what only units below carry is counted."""
    place = {code: at for at, code in enumerate(review.form.by_code)}
    below: dict[Key, list[Flag]] = {}
    for figures in _below(review):
        for flag in figures.flags:
            below.setdefault((flag.indicator, flag.code), []).append(flag)
    own = {(flag.indicator, flag.code): flag for flag in review.figures.flags}
    keys = sorted({*own, *below}, key=lambda key: (place[key[0]], key[1]))
    texts = tuple(_text(review, key, own.get(key), below.get(key, [])) for key in keys)
    return Notes(review, {key: number for number, key in enumerate(keys, start=1)}, texts)


def _below(review: AnnualReview) -> Iterator[Figures]:
    yield from review.districts
    for communes in review.communes.values():
        yield from communes


def _text(review: AnnualReview, key: Key, own: Flag | None, below: list[Flag]) -> str:
    unverified = any(not flag.verified for flag in ([own] if own else below))
    said = capitalised(own.message) if own else _of_kind(review, key, below[0])
    count = f" Cùng nhận xét ở {format_count(len(below))} đơn vị cấp dưới." if below and own else ""
    if below and not own:
        count = f" Có ở {format_count(len(below))} đơn vị cấp dưới."
    return f"{said}.{count}{' Mức so sánh chưa được kiểm chứng.' if unverified else ''}"


def _of_kind(review: AnnualReview, key: Key, example: Flag) -> str:
    indicator, check = review.indicator(key[0]), review.form.check.get(key[1])
    what = in_sentence(check.title) if check else in_sentence(example.message)
    return f"{indicator.label}: cần xem lại ({what})"
