"""From a period's figures to the annual report as a tree of texts. Pure: the same review gives the same report."""

from __future__ import annotations

import datetime as dt

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
from khuyenhoc.documents.wording import kind_of, map_words, mark_of, whole_of
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.units.spec import tier
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.periods import Period
from khuyenhoc.vietnamese.text import capitalised, in_sentence

__all__ = ["IssuingBody", "ReportContent", "issuing_body", "report_content"]


def report_content(review: AnnualReview, body: IssuingBody, conference: Conference | None = None) -> ReportContent:
    """The report of a period. `conference`: what is known of it beyond the figures; without it nothing of it is claimed.

    ValueError for a period that is none of ours.
    """
    named, notes = review.named, take_notes(review)
    issuer = f"Hội Khuyến học {in_sentence(review.unit.name)}"
    blocks = (
        _opening(review, issuer),
        *guidance(review, conference),
        *results(Scribe(review, notes, _words(review))),
        *targets(notes),
        *directions(review, conference),
        *provenance(notes),
        Paragraph((Run(f"Trên đây là báo cáo {named.review_words} công tác khuyến học {named.words}./."),)),
    )
    return ReportContent(
        body=body,
        place_and_date=place_and_date(body, (named.ends + dt.timedelta(days=1)).year),
        title="BÁO CÁO",
        subject=f"{capitalised(named.review_words)} công tác khuyến học {named.words}; {_ahead(named)}",
        blocks=tuple(numbered(blocks)),
        annexes=tuple(as_annexes(annexes(notes), body, issuer)),
        mark=mark_of(review.synthetic),
        made_at=review.made_at,
    )


def _ahead(period: Period) -> str:
    return f"phương hướng, nhiệm vụ {period.following_words}"


def _words(review: AnnualReview) -> dict[str, str]:
    named, span = review.named, review.named.span_words
    return {
        "period": named.words, "within": f"trong {span}", "end": f"cuối {span}", "whole": whole_of(review.unit.name),
        "kind": kind_of(review.unit.name), "owing": format_count(review.figures.owing), "owing_tier": tier(review.form.level),
    }  # fmt: skip


def _opening(review: AnnualReview, issuer: str) -> Paragraph:
    text = (
        f"{issuer} báo cáo kết quả công tác khuyến học, khuyến tài, xây dựng xã hội "
        f"học tập {review.named.words} và {_ahead(review.named)} như sau. {completeness(review)}"
    )
    text = " ".join((text, *map_words(review)))
    return Paragraph((Run(text),))
