"""What the public reads of an article, as a value that can be compared, searched and checked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from khuyenhoc.documents.article import ArticleChart, FigureRef
from khuyenhoc.portal.blocks import PARAGRAPH
from khuyenhoc.portal.rich_text import figures_in, plain_text


@dataclass(frozen=True)
class Visible:
    """`blocks` are (kind, content): the HTML of a paragraph, the text of a heading."""

    title: str
    lead: str
    caption: str
    byline: str
    blocks: tuple[tuple[str, str], ...]
    charts: tuple[ArticleChart, ...] = ()

    @cached_property
    def text(self) -> str:
        """All of it as text, its parts apart by an empty line."""
        return self._text(without_figures=False)

    @cached_property
    def typed(self) -> str:
        """What somebody typed: the text without the figures that are references."""
        return self._text(without_figures=True)

    @cached_property
    def figures(self) -> tuple[FigureRef, ...]:
        """Every reference to an accepted figure, in order, those of the charts last."""
        told = (ref for kind, content in self.blocks if kind == PARAGRAPH for ref in figures_in(content))
        return (*told, *(row.ref for chart in self.charts for row in chart.rows))

    def _text(self, *, without_figures: bool) -> str:
        blocks = [
            plain_text(content, without_figures=without_figures) if kind == PARAGRAPH else content
            for kind, content in self.blocks
        ]
        return "\n\n".join(filter(None, (self.title, self.lead, self.caption, *blocks, self.byline)))
