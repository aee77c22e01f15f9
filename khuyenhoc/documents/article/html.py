"""The article as one complete HTML page that needs nothing else: no server, no style sheet, no script."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from khuyenhoc.documents.article.model import ArticleChart, ArticleDraft, CitationRef, FigureRef, Run
from khuyenhoc.documents.article.references import machine_value
from khuyenhoc.documents.bars import Bar, bars_svg
from khuyenhoc.documents.wording import SYNTHETIC_MARK
from khuyenhoc.vietnamese.dates import format_date, long_date

FOLDER = Path(__file__).parent


def render_html(draft: ArticleDraft) -> str:
    """The page. Each figure is a `<data>` with what it refers to; what is odd about one stands under the text."""
    return _template().render(
        draft=draft, kind_of=_kind_of, machine_value=machine_value, marks=_marks, long_date=long_date,
        format_date=format_date, synthetic_mark=SYNTHETIC_MARK, picture=picture,
    )  # fmt: skip


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")


def picture(chart: ArticleChart) -> str:
    """The chart as an address that holds all of it."""
    bars = (Bar(row.label, float(machine_value(row.ref.text)), f"{row.ref.text} %") for row in chart.rows)
    return f"data:image/svg+xml;base64,{b64encode(bars_svg(tuple(bars)).encode()).decode()}"


def _kind_of(run: Run) -> str:
    return {FigureRef: "figure", CitationRef: "citation"}.get(type(run), "text")


def _marks(draft: ArticleDraft, ref: FigureRef) -> list[int]:
    """The numbers of the notes on a figure. A share has none: its note stands at the pair that it is computed from."""
    return [at for at, n in enumerate(draft.notes, start=1) if (n.indicator, n.unit) == (ref.indicator, ref.unit)]
