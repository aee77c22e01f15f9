"""Chapter III: the year's targets."""

from __future__ import annotations

from collections.abc import Iterator

from khuyenhoc.documents.annual_report.notes import Notes
from khuyenhoc.documents.annual_report.tables import aimed, reached, targets_table
from khuyenhoc.documents.annual_report.tree import Block, Heading, Paragraph, Run
from khuyenhoc.documents.wording import PERCENT_SIGN
from khuyenhoc.rollups.figures import AnnualReview, TargetResult, Verdict
from khuyenhoc.vietnamese.text import capitalised, in_sentence


def targets(notes: Notes) -> Iterator[Block]:
    """The chapter: how many were met, which were not, and the table of all."""
    review = notes.review
    yield Heading(1, "III. KẾT QUẢ THỰC HIỆN CHỈ TIÊU")
    if not review.targets:
        yield Paragraph((Run(f"Chưa có chỉ tiêu nào được giao cho {review.named.words}."),))
        return
    yield Paragraph((Run(_summary(review)),))
    yield from targets_table(notes)
    if doubts := _doubts(review):
        yield Paragraph((Run(doubts, italic=True),), style="small")


def missed(review: AnnualReview) -> list[TargetResult]:
    """The targets that were computed and not met."""
    return [target for target in review.targets if target.verdict is Verdict.MISSED]


def _summary(review: AnnualReview) -> str:
    said = [f"{capitalised(review.named.words)} có {review.met}/{len(review.targets)} chỉ tiêu đạt và vượt mức đề ra."]
    if short := missed(review):
        said.append(f"Chưa đạt: {'; '.join(map(_compared, short))}.")
    if open_ := [t for t in review.targets if t.verdict is Verdict.NOT_CALCULABLE]:
        said.append(f"Chưa tính được vì chưa đủ số liệu: {'; '.join(in_sentence(t.title) for t in open_)}.")
    return " ".join(said)


def _compared(target: TargetResult) -> str:
    unit = PERCENT_SIGN if target.unit_of_measure == "%" else f" {target.unit_of_measure}"
    return f"{in_sentence(target.title)} ({reached(target)}{unit}, chỉ tiêu là {aimed(target)}{unit})"


def _doubts(review: AnnualReview) -> str:
    if any(target.synthetic for target in review.targets):
        return "Mức chỉ tiêu trong bảng là số liệu mẫu, không phải chỉ tiêu của đơn vị."
    doubtful = [in_sentence(t.title) for t in review.targets if t.status != "verified"]
    return f"Mức chỉ tiêu chưa được kiểm chứng: {'; '.join(doubtful)}." if doubtful else ""
