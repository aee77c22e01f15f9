"""Where the figures come from: how complete they are, which carry notes, what is not verified, and the state of the books."""

from __future__ import annotations

from collections.abc import Iterator

from khuyenhoc.documents.annual_report.notes import Notes
from khuyenhoc.documents.annual_report.tree import Block, Heading, Paragraph, Run
from khuyenhoc.documents.wording import SYNTHETIC_MARK, map_words
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import in_sentence

_SHOWN_OF_HASH = 16


def provenance(notes: Notes) -> Iterator[Block]:
    """The notes in the order of their marks, then the sentences on completeness, form and books."""
    yield Heading(1, "GHI CHÚ VỀ SỐ LIỆU")
    for number, text in enumerate(notes.texts, start=1):
        yield _small(f"({number}) {text}")
    for text in _sentences(notes.review):
        yield _small(text)


def _small(text: str) -> Paragraph:
    return Paragraph((Run(text),), style="small")


def _sentences(review: AnnualReview) -> Iterator[str]:
    if review.synthetic:
        yield f"{SYNTHETIC_MARK}: báo cáo này lập từ số liệu mẫu để giới thiệu, không dùng làm căn cứ."
    yield completeness(review)
    yield from map_words(review)
    if partial := _partial(review):
        yield f"Chưa đủ đơn vị ghi số: {'; '.join(partial)}."
    form = review.form
    if not form.is_verified:
        yield f"Biểu mẫu {form.code}, phiên bản {form.version}: {form.source}."
    yield "Tỷ lệ tính từ số đếm, làm tròn một lần khi in. Dấu “–” trong bảng: chưa có số liệu hoặc chưa tính được."
    made = f"{review.made_at:%H:%M} {sentence_date(review.made_at.date())}"
    yield f"Số liệu đọc lúc {made}, theo nhật ký đến mã {review.journal_head[:_SHOWN_OF_HASH]}."


def completeness(review: AnnualReview) -> str:
    """ "Số liệu cộng từ 235/235 báo cáo đã được chấp nhận, trong đó 235 báo cáo đã ký." """
    figures = review.figures
    counted = f"{format_count(figures.accepted)}/{format_count(figures.owing)}"
    ending = "" if figures.is_complete else " Số liệu vì vậy chưa đầy đủ."
    signed = f"trong đó {format_count(figures.signed)} báo cáo đã ký"
    return f"Số liệu cộng từ {counted} báo cáo đã được chấp nhận, {signed}.{ending}"


def _partial(review: AnnualReview) -> list[str]:
    """The figures that are stated by some of the accepted returns and not by all."""
    figures = review.figures
    return [
        f"{in_sentence(i.label)} ({format_count(stated)}/{format_count(figures.accepted)})"
        for i in review.form.typed
        if 0 < (stated := figures.counted.get(i.code, figures.accepted)) < figures.accepted
    ]
