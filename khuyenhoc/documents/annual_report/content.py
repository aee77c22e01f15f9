"""From a year's figures to the annual report as a tree of texts. Pure: the same review gives the same report."""

from __future__ import annotations

from khuyenhoc.documents.annual_report.annex import annexes
from khuyenhoc.documents.annual_report.directions import directions
from khuyenhoc.documents.annual_report.guidance import guidance
from khuyenhoc.documents.annual_report.issuing import issuing_body, place_and_date
from khuyenhoc.documents.annual_report.notes import take_notes
from khuyenhoc.documents.annual_report.numbering import as_annexes, numbered
from khuyenhoc.documents.annual_report.provenance import completeness, provenance
from khuyenhoc.documents.annual_report.results import results
from khuyenhoc.documents.annual_report.scribe import Scribe
from khuyenhoc.documents.annual_report.targets import targets
from khuyenhoc.documents.annual_report.tree import IssuingBody, Paragraph, ReportContent, Run
from khuyenhoc.documents.facts import Conference
from khuyenhoc.documents.wording import SYNTHETIC_MARK, in_sentence, whole_of
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.vietnamese.numbers import format_count

__all__ = ["IssuingBody", "ReportContent", "issuing_body", "report_content"]


def report_content(review: AnnualReview, body: IssuingBody, conference: Conference | None = None) -> ReportContent:
    """The report of a year. `conference`: what is known of it beyond the figures; without it nothing of it is claimed.

    ValueError where the period is no year: other periods have papers of their own.
    """
    year, notes = int(review.period), take_notes(review)
    words = {"year": review.period, "whole": whole_of(review.unit.name), "owing": format_count(review.figures.owing)}
    issuer = f"Hội Khuyến học {in_sentence(review.unit.name)}"
    blocks = (
        _opening(review, issuer),
        *guidance(review, conference),
        *results(Scribe(review, notes, words)),
        *targets(notes),
        *directions(review, conference),
        *provenance(notes),
        Paragraph((Run(f"Trên đây là báo cáo tổng kết công tác khuyến học năm {review.period}./."),)),
    )
    return ReportContent(
        body=body,
        place_and_date=place_and_date(body, year + 1),
        title="BÁO CÁO",
        subject=f"Tổng kết công tác khuyến học năm {year}; phương hướng, nhiệm vụ năm {year + 1}",
        blocks=tuple(numbered(blocks)),
        annexes=tuple(as_annexes(annexes(notes), body, issuer)),
        mark=SYNTHETIC_MARK if review.synthetic else "",
        made_at=review.made_at,
    )


def _opening(review: AnnualReview, issuer: str) -> Paragraph:
    text = (
        f"{issuer} báo cáo kết quả công tác khuyến học, khuyến tài, xây dựng xã hội "
        f"học tập năm {review.period} và phương hướng, nhiệm vụ năm {int(review.period) + 1} như sau. {completeness(review)}"
    )
    return Paragraph((Run(text),))
