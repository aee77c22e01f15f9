"""The paper of a decision as DOCX, from a template that the office may edit, and as PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from docxtpl import DocxTemplate

from khuyenhoc.documents.decision.content import DecisionPaper
from khuyenhoc.documents.docx import finished, table_of
from khuyenhoc.documents.typeset import typeset

TEMPLATE: Final = Path(__file__).parent.parent / "templates" / "decision.docx"
NOTE: Final = "note"
"""The column that the template has and not every list."""


def decision_docx(paper: DecisionPaper, template: Path = TEMPLATE) -> bytes:
    """The file. `template`: an edited copy of ours."""
    written = DocxTemplate(str(template))
    annex = table_of(paper.annex)
    annex["heads"] = {NOTE: "", **{c.key: c.heading for c in paper.annex.columns}}
    for row in annex["rows"]:
        row.setdefault(NOTE, {"text": "", "marks": ""})
    written.render({**_plain(paper), "annexes": [annex]}, autoescape=True)
    _without_empty_superior(written)
    _without_unheaded_columns(written)
    issuer = paper.body.name.replace("\n", " ")
    return finished(written, f"{paper.title} {paper.subject}", issuer, paper.mark, paper.made_at)


def decision_pdf(paper: DecisionPaper) -> bytes:
    """The file, tagged. The same paper gives the same bytes. FontsMissing where the fonts have not been made."""
    return typeset("decision.typ", {**_plain(paper), "annex": asdict(paper.annex)}, paper.made_at)


def _plain(paper: DecisionPaper) -> dict[str, Any]:
    body = asdict(paper.body)
    del body["date"]  # the paper prints `place_and_date`
    return {
        "body": body, "place_and_date": paper.place_and_date, "title": paper.title, "subject": paper.subject,
        "head": paper.head, "bases": list(paper.bases), "articles": list(paper.articles),
        "recipients": list(paper.recipients), "mark": paper.mark,
    }  # fmt: skip


def _without_empty_superior(written: Any) -> None:
    """A body without one above it begins on the line of the national name."""
    first = written.docx.tables[0].cell(0, 0).paragraphs[0]
    if not first.text.strip():
        first._p.getparent().remove(first._p)


def _without_unheaded_columns(written: Any) -> None:
    """A column of the list that has no heading is taken out; the one before it is as wide as both."""
    table = written.docx.tables[-1]
    for at in reversed([n for n, cell in enumerate(table.rows[0].cells) if n and not cell.text.strip()]):
        width = table.columns[at - 1].width + table.columns[at].width
        for row in table.rows:
            cells = row.cells
            cells[at]._tc.getparent().remove(cells[at]._tc)
            cells[at - 1].width = width
        table.columns[at - 1].width = width
        grid = table.columns[at]._gridCol
        grid.getparent().remove(grid)
