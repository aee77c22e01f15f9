"""The annual report as DOCX by docxtpl, from a template that the office may edit."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText

from khuyenhoc.documents.annual_report.tree import Block, Cell, Chart, Marks, Paragraph, ReportContent, Row, Table
from khuyenhoc.documents.charts import chart_png

TEMPLATE: Final = Path(__file__).parent / "templates" / "annual_report.docx"
_CHART_WIDTH: Final = 145


def report_docx(content: ReportContent, template: Path = TEMPLATE) -> bytes:
    """The file. `template`: an edited copy of ours. FontsMissing where the fonts of the charts have not been made."""
    paper = DocxTemplate(str(template))
    paper.render(_context(paper, content), autoescape=True)
    _describe_pictures(paper, content.charts)
    return finished(paper, content.document_title, content.issuer, content.mark, content.made_at)


def _context(paper: Any, content: ReportContent) -> dict[str, Any]:
    return {
        "body": asdict(content.body),
        "recipients": content.recipients,
        "place_and_date": content.place_and_date,
        "title": content.title,
        "subject": content.subject,
        "mark": content.mark,
        "blocks": [_block(paper, block) for block in content.blocks],
        "annexes": [table_of(annex) for annex in content.annexes],
    }


def _block(paper: Any, block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return table_of(block)
    if isinstance(block, Chart):
        image = InlineImage(paper, BytesIO(chart_png(block)), width=Mm(_CHART_WIDTH))
        return {"kind": block.kind, "caption": block.caption, "image": image}
    if isinstance(block, Paragraph):
        return {"kind": block.kind, "style": block.style, "rich": _rich(block)}
    return asdict(block)


def table_of(table: Table) -> dict[str, Any]:
    """A table as the templates take it: each row by the keys of its columns."""
    keys = [column.key for column in table.columns]
    return {
        "kind": table.kind,
        "key": table.key,
        "caption": table.caption,
        "heading": table.heading,
        "belongs": table.belongs,
        "name": next((column.heading for column in table.columns if column.key == "name"), ""),
        "rows": [_row(row, keys) for row in table.rows],
    }


def _row(row: Row, keys: list[str]) -> dict[str, Any]:
    cells = {key: _cell(cell) for key, cell in zip(keys, row.cells, strict=True)}
    return {**cells, "bold": row.style in ("total", "group"), "part": row.style == "part"}


def _cell(cell: Cell) -> dict[str, str]:
    return {"text": cell.text, "marks": _marks(cell.marks)}


def _rich(paragraph: Paragraph) -> Any:
    """The runs of a paragraph; what they do not say comes from the paragraph's style."""
    rich = RichText()
    for run in paragraph.runs:
        rich.add(run.text, bold=run.bold, italic=run.italic)
        if run.marks:
            rich.add(_marks(run.marks), superscript=True)
    return rich


def _marks(marks: Marks) -> str:
    return "".join(f"({mark})" for mark in marks)


def _describe_pictures(paper: Any, charts: tuple[Chart, ...]) -> None:
    for shape, chart in zip(paper.docx.inline_shapes, charts, strict=True):
        shape._inline.docPr.set("descr", chart.alt)


def finished(paper: Any, title: str, issuer: str, mark: str, made_at: dt.datetime) -> bytes:
    """The file of a paper that has been filled in, with what a program shows of it before it is opened."""
    properties = paper.docx.core_properties
    properties.title, properties.author = title, issuer
    properties.language, properties.comments, properties.last_modified_by = "vi-VN", mark, issuer
    properties.created = properties.modified = made_at
    file = BytesIO()
    paper.save(file)
    return file.getvalue()
