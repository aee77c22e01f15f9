"""The annual report as PDF by Typst: tagged, text that can be searched and copied, every font inside."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

from khuyenhoc.documents.annual_report.tree import Block, Chart, ReportContent, Table
from khuyenhoc.documents.charts import chart_svg
from khuyenhoc.theme.fonts import font_folder

TEMPLATE: Final = Path(__file__).parent / "templates" / "annual_report.typ"
STANDARD: Final = "ua-1"
"""PDF/UA-1: a reader for the blind finds title, language, headings, tables and what pictures show."""

_ONE_AT_A_TIME: Final = Lock()


def report_pdf(content: ReportContent) -> bytes:
    """The file. The same content gives the same bytes. FontsMissing where the fonts have not been made."""
    inputs = {"data": json.dumps(_plain(content), ensure_ascii=False)}
    with _ONE_AT_A_TIME:  # the compiler object keeps the fonts loaded and serves one call at a time
        made: bytes = _compiler(str(font_folder())).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=int(content.made_at.timestamp())
        )
    return made


@cache
def _compiler(fonts: str) -> Any:
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[fonts], ignore_system_fonts=True)


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
