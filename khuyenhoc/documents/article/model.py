"""What an article is made of: frozen values. A figure is a reference with its printed text, never a typed number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class FigureKind(StrEnum):
    TOTAL = "total"
    """An indicator's total: "452.702"; money in full đồng."""
    SHARE = "share"
    """A derived indicator: "87,82" (percent without its sign) or đồng a person."""
    PAIR = "pair"
    """Recognised of all, named by the indicator of those recognised: "452.702/515.481"."""
    MET_TARGETS = "met_targets"
    """Targets met or exceeded of all: "6/8"; its indicator is `TARGETS`."""


TARGETS = "targets"


@dataclass(frozen=True, slots=True)
class FigureRef:
    """An accepted figure and the text that stands for it in the article."""

    indicator: str
    unit: str
    period: str
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class CitationRef:
    """A legal instrument by its code in the catalogue, and how it is cited here."""

    instrument: str
    text: str


@dataclass(frozen=True, slots=True)
class TextRun:
    text: str


Run = TextRun | FigureRef | CitationRef


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ChartRow:
    label: str
    ref: FigureRef


@dataclass(frozen=True, slots=True)
class ArticleChart:
    """Bars of shares in their order. `of`: what the labels are, the heading of their column in the table behind the picture."""

    caption: str
    of: str
    rows: tuple[ChartRow, ...]

    @property
    def words(self) -> str:
        """What the picture shows."""
        return f"{self.caption}: {'; '.join(f'{row.label} {row.ref.text} %' for row in self.rows)}."


@dataclass(frozen=True, slots=True)
class FigureNote:
    """What is odd about a figure of the article, said under it. `indicator` as in the reference that it belongs to."""

    indicator: str
    unit: str
    message: str
    verified: bool


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """The year's article before anybody edited it. `dated` is the day of the conference, None where there is no such fact."""

    title: str
    category: str
    lead: str
    blocks: tuple[Paragraph, ...]
    byline: str
    photo_caption: str
    unit: str
    period: str
    dated: dt.date | None
    notes: tuple[FigureNote, ...]
    synthetic: bool
    charts: tuple[ArticleChart, ...] = ()

    @property
    def figures(self) -> tuple[FigureRef, ...]:
        """Every reference to a figure, in the order of the text, those of its charts last."""
        told = (run for block in self.blocks for run in block.runs if isinstance(run, FigureRef))
        return (*told, *(row.ref for chart in self.charts for row in chart.rows))


@dataclass(frozen=True, slots=True)
class StaleFigure:
    """A reference that no longer agrees with the accepted figures. `new` is None where there is no such figure any more."""

    ref: FigureRef
    old: str
    new: str | None
