"""The units right below side by side: shares, strength, and a chart of the first model.

Districts until 30/6/2025, communes since then; of more than fit on a page the chart shows both ends, and the annex all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from khuyenhoc.documents.annual_report.notes import Notes
from khuyenhoc.documents.annual_report.scribe import Scribe, figure_cell, share_text
from khuyenhoc.documents.annual_report.tree import Bar, Cell, Chart, Column, Paragraph, Row, Table
from khuyenhoc.documents.ranking import AT_MOST, at_both_ends, below, by_share, shares_caption
from khuyenhoc.documents.wording import kinds_of, listed, whole_of
from khuyenhoc.rollups.figures import AnnualReview, Figures
from khuyenhoc.vietnamese.text import capitalised, in_sentence

STRENGTH = (
    Column("TC02", "Chi hội", 13),
    Column("TC03", "Ban khuyến học", 17),
    Column("HV01", "Hội viên", 18),
    Column("HV04", "Hội viên trên dân số (%)", 18),
    Column("QK04", "Quỹ cuối kỳ (đồng)", 30),
    Column("QK05", "Bình quân một người (đồng)", 21),
)


def shares_table(notes: Notes) -> Iterator[Table]:
    """The share of every model by district, the whole unit last."""
    review = notes.review
    if 0 < len(review.districts) <= AT_MOST:
        codes = [model.share for model in review.form.models]
        width = 108 / max(1, len(codes))
        columns = [Column(model.share, capitalised(model.title), width) for model in review.form.models]
        caption = f"Tỷ lệ được công nhận {below(review)} {review.named.words} (%)"
        yield Table("shares", caption, (*_first(review), *columns), tuple(_rows(notes, codes, mark_share=True)))


def strength_table(notes: Notes) -> Iterator[Table]:
    """Chapters, members and fund by district, the whole unit last."""
    review = notes.review
    if 0 < len(review.districts) <= AT_MOST and all(column.key in review.form.by_code for column in STRENGTH):
        codes = [column.key for column in STRENGTH]
        caption = f"Tổ chức, hội viên và quỹ {below(review)} {review.named.words}"
        number, name = _first(review, width=40)
        yield Table("strength", caption, (number, name, *STRENGTH), tuple(_rows(notes, codes)))


def shares_chart(notes: Notes) -> Iterator[Chart]:
    """The first model's share by district, the highest first; nothing where none can be computed."""
    review = notes.review
    code = review.form.models[0].share
    ranked = at_both_ends(by_share(review, code))
    if ranked.rows:
        caption = shares_caption(review, ranked)
        bars = tuple(Bar(d.unit.name, share, share_text(review, d, code) or "") for share, d in ranked.rows)
        words = "; ".join(f"{bar.label} {bar.printed}" for bar in bars)
        yield Chart("shares_chart", caption, f"Biểu đồ thanh ngang, xếp từ cao đến thấp. {caption}: {words}.", bars)


def extremes(scribe: Scribe) -> Iterator[Paragraph]:
    """Which districts have the highest and the lowest share of the first model; nothing where all are the same."""
    review = scribe.review
    model = review.form.models[0]
    ordered = by_share(review, model.share)
    if ordered and ordered[0][0] != ordered[-1][0]:
        top, bottom = (_named(review, ordered, model.share, end) for end in (0, -1))
        yield scribe.paragraph([f"Tỷ lệ {model.title} cao nhất là {top}, thấp nhất là {bottom}."])


def _named(review: AnnualReview, ordered: Sequence[tuple[Fraction, Figures]], code: str, end: int) -> str:
    share, district = ordered[end]
    names = listed(in_sentence(d.unit.name) for other, d in ordered if other == share)
    return f"{names} ({share_text(review, district, code)})"


def _first(review: AnnualReview, width: float = 47) -> tuple[Column, Column]:
    kinds = capitalised(kinds_of(d.unit.name for d in review.districts))
    return Column("number", "TT", 8 if width < 47 else 10, "center"), Column("name", kinds, width, "left")


def _rows(notes: Notes, codes: Sequence[str], *, mark_share: bool = False) -> Iterator[Row]:
    review = notes.review
    for number, figures in enumerate(review.districts, start=1):
        cells = (figure_cell(notes, figures, code, mark_share=mark_share) for code in codes)
        yield Row((Cell(str(number)), Cell(figures.unit.name), *cells))
    for one in review.apart_of(codes):
        yield Row((Cell(""), Cell(one.unit.name), *(figure_cell(notes, one, code) for code in codes)))
    whole = (figure_cell(notes, review.figures, code, mark_share=mark_share) for code in codes)
    yield Row((Cell(""), Cell(capitalised(whole_of(review.unit.name))), *whole), style="total")
