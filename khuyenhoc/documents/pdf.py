"""The annual report as PDF by Typst: tagged, text that can be searched and copied, every font inside."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from khuyenhoc.documents.annual_report.tree import Block, Chart, ReportContent, Table
from khuyenhoc.documents.charts import chart_svg
from khuyenhoc.documents.typeset import typeset


def report_pdf(content: ReportContent) -> bytes:
    """The file. The same content gives the same bytes. FontsMissing where the fonts have not been made."""
    return typeset("annual_report.typ", _plain(content), content.made_at)


def _plain(content: ReportContent) -> dict[str, Any]:
    body = asdict(content.body)
    del body["date"]  # the paper prints `place_and_date`
    return {
        "body": body,
        "issuer": content.issuer,
        "recipients": content.recipients,
        "place_and_date": content.place_and_date,
        "title": content.title,
        "subject": content.subject,
        "document_title": content.document_title,
        "mark": content.mark,
        "blocks": [_block(block) for block in content.blocks],
        "annexes": [_block(annex) for annex in content.annexes],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Chart):
        return {"kind": block.kind, "caption": block.caption, "alt": block.alt, "svg": chart_svg(block)}
    if isinstance(block, Table):
        return {**asdict(block), "has_groups": block.has_groups}
    return asdict(block)
