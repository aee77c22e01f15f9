"""Chapter IV: what is to be done next. What follows from the figures is written from them, the rest is the conference's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khuyenhoc.documents.annual_report.targets import missed
from khuyenhoc.documents.annual_report.tree import Block, Heading, Paragraph, Run
from khuyenhoc.documents.facts import Conference
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import in_sentence


def directions(review: AnnualReview, conference: Conference | None) -> Iterator[Block]:
    """The chapter."""
    yield Heading(1, f"IV. PHƯƠNG HƯỚNG, NHIỆM VỤ {review.named.following_words.upper()}")
    tasks = [*(conference.directions if conference else ()), *_from_figures(review)]
    if not tasks:
        yield Paragraph((Run("Ban Thường vụ bổ sung phương hướng, nhiệm vụ."),))
        return
    yield Paragraph((Run("Hội Khuyến học các cấp tập trung thực hiện các nhiệm vụ sau:"),))
    for task in tasks:
        yield Paragraph((Run(task),), style="item")


def _from_figures(review: AnnualReview) -> Iterator[str]:
    if short := missed(review):
        yield f"Có giải pháp cho các chỉ tiêu chưa đạt của {review.named.words}: {_titles(t.title for t in short)}."
    flagged = {flag.indicator for flag in review.figures.flags}
    if odd := [indicator.label for indicator in review.form.indicators if indicator.code in flagged]:
        yield f"Kiểm tra, đối chiếu lại số liệu có ghi chú trong báo cáo này: {_titles(odd)}."
    if late := review.figures.owing - review.figures.accepted:
        yield f"Đôn đốc {format_count(late)} đơn vị chưa có báo cáo được chấp nhận."


def _titles(titles: Iterable[str]) -> str:
    return "; ".join(in_sentence(title) for title in titles)
