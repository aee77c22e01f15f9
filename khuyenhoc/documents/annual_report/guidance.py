"""Chapter I: what was advised and carried out, by the legal instruments of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from khuyenhoc.catalogue.spec import InstrumentSpec
from khuyenhoc.documents.annual_report.tree import Block, Heading, Paragraph, Run
from khuyenhoc.documents.citing import cite, subject
from khuyenhoc.documents.facts import Conference
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import capitalised

UNVERIFIED = " (chưa đối chiếu với bản gốc)"


def guidance(review: AnnualReview, conference: Conference | None) -> Iterator[Block]:
    """The chapter. Every instrument is cited from the catalogue; one that nobody verified says so."""
    yield Heading(1, "I. CÔNG TÁC THAM MƯU, TRIỂN KHAI VĂN BẢN")
    if review.instruments:
        kind = split_kind(review.unit.name)[0] or "đơn vị"
        period = capitalised(review.named.words)
        opening = f"{period}, Hội Khuyến học các cấp trong {kind} tham mưu, triển khai thực hiện các văn bản:"
        yield Paragraph((Run(opening),))
    for at, instrument in enumerate(review.instruments, start=1):
        yield _item(instrument, end="." if at == len(review.instruments) else ";")
    if conference and conference.done:
        yield Paragraph((Run(" ".join(conference.done)),))


def _item(instrument: InstrumentSpec, end: str) -> Paragraph:
    cited = Run(f"{cite(instrument)} {subject(instrument)}")
    doubt = () if instrument.is_verified else (Run(UNVERIFIED, italic=True),)
    return Paragraph((cited, *doubt, Run(end)), style="item")
