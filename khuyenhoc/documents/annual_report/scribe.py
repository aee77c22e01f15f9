"""Writes sentences from figures. A sentence is a pattern with codes in braces: "có {TC02} chi hội".

`{MH03}` is a count, money in full or a share, `{MH03/MH01}` a pair; other names stand for plain words. Where a figure is
missing the sentence gives way to a list that says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter

from khuyenhoc.documents.annual_report.notes import Notes
from khuyenhoc.documents.annual_report.tree import Cell, Paragraph, Run
from khuyenhoc.documents.wording import BLANK, NOT_CALCULABLE, PERCENT_SIGN, with_quotes
from khuyenhoc.rollups.figures import AnnualReview, Figures
from khuyenhoc.vietnamese.money import format_money_short
from khuyenhoc.vietnamese.numbers import format_count, format_decimal, format_percent
from khuyenhoc.vietnamese.text import capitalised


@dataclass(frozen=True)
class Scribe:
    """Speaks of one unit's figures; `words` fill the names of a pattern that are no indicators."""

    review: AnnualReview
    notes: Notes
    words: Mapping[str, str]

    def paragraph(self, patterns: Iterable[str]) -> Paragraph:
        """One paragraph of sentences."""
        runs: list[Run] = []
        for pattern in patterns:
            runs += [Run(" ")] if runs else []
            runs += self.sentence(pattern)
        return Paragraph(tuple(runs))

    def sentence(self, pattern: str) -> list[Run]:
        """The pattern filled in, or the list of its figures where one of them is missing."""
        parts = [(literal, name) for literal, name, _spec, _conversion in Formatter().parse(pattern)]
        codes = [code for _literal, name in parts if name for code in name.split("/") if code not in self.words]
        if any(self.printed(code) is None for code in codes):
            return self.enumeration(codes)
        runs = [run for literal, name in parts for run in (Run(literal), *self._filled(name)) if run.text]
        return [Run(capitalised(runs[0].text), marks=runs[0].marks), *runs[1:]]

    def enumeration(self, codes: Iterable[str]) -> list[Run]:
        """ "Số chi hội khuyến học: 2.358; Số ban khuyến học: chưa tính được." """
        runs: list[Run] = []
        for code in dict.fromkeys(codes):
            marks = self.notes.marks(self.review.figures, code)
            runs += [
                Run("; " if runs else ""),
                Run(f"{self.label(code)}: "),
                Run(self.printed(code) or NOT_CALCULABLE, marks=marks),
            ]
        return [run for run in (*runs, Run(".")) if run.text]

    def label(self, code: str) -> str:
        """The label of the form without what ties it to the line above."""
        indicator = self.review.form.by_code.get(code)
        return capitalised(with_quotes(indicator.label.removeprefix("Trong đó: "))) if indicator else code

    def printed(self, code: str) -> str | None:
        """A figure of the review's own unit with what belongs to it: "2.358", "36,7 tỷ đồng", "87,82 %"."""
        indicator = self.review.form.by_code.get(code)
        if indicator is None:
            return None
        if indicator.is_derived:
            return share_text(self.review, self.review.figures, code)
        total = self.review.figures.total.get(code)
        if total is None:
            return None
        return format_money_short(total) if indicator.is_money else format_count(total)

    def _filled(self, name: str | None) -> list[Run]:
        if not name:
            return []
        if name in self.words:
            return [Run(self.words[name])]
        codes = name.split("/")
        figures = self.review.figures
        marks = sorted({mark for code in codes for mark in self.notes.marks(figures, code)})
        return [Run("/".join(self.printed(code) or "" for code in codes), marks=tuple(marks))]


def share_text(review: AnnualReview, figures: Figures, code: str) -> str | None:
    """A share with its sign, an average without its unit of measure; None where it cannot be computed."""
    share = figures.share.get(code)
    if share is None:
        return None
    return format_percent(share) + PERCENT_SIGN if review.indicator(code).unit == "%" else format_decimal(share, 0)


def figure_cell(notes: Notes, figures: Figures, code: str, *, mark_share: bool = False) -> Cell:
    """A figure in a table whose heading names the unit of measure. Shares are marked only where asked."""
    if notes.review.indicator(code).is_derived:
        text = share_text(notes.review, figures, code)
        marks = notes.share_marks(figures, code) if mark_share and text else ()
        return Cell((text or BLANK).removesuffix(PERCENT_SIGN), marks)
    total = figures.total.get(code)
    return Cell(BLANK) if total is None else Cell(format_count(total), notes.marks(figures, code))
