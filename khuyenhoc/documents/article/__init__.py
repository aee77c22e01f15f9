"""The year's article: drafted from accepted figures, shown as a page, checked against the figures of today."""

from khuyenhoc.documents.article.draft import draft_article
from khuyenhoc.documents.article.html import picture, render_html
from khuyenhoc.documents.article.model import (
    TARGETS,
    ArticleChart,
    ArticleDraft,
    ChartRow,
    CitationRef,
    FigureKind,
    FigureNote,
    FigureRef,
    Paragraph,
    StaleFigure,
    TextRun,
)
from khuyenhoc.documents.article.references import machine_value, printed, stale_figures

__all__ = [
    "TARGETS",
    "ArticleChart",
    "ArticleDraft",
    "ChartRow",
    "CitationRef",
    "FigureKind",
    "FigureNote",
    "FigureRef",
    "Paragraph",
    "StaleFigure",
    "TextRun",
    "draft_article",
    "machine_value",
    "picture",
    "printed",
    "render_html",
    "stale_figures",
]
