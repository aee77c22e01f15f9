"""What an annual report is made of, before it is a file: frozen values that the DOCX and the PDF are both written from.

Every text is as it is printed. `marks` are numbers of notes that stand right behind a text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from khuyenhoc.vietnamese.text import in_sentence

Marks = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is a chapter ("I. …"), 2 a section ("1. …")."""

    level: Literal[1, 2]
    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style`: "body", "item" (one of a list, with its dash) or "small" (a note under a table)."""

    runs: tuple[Run, ...]
    style: Literal["body", "item", "small"] = "body"
    kind: str = "paragraph"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `key` names it for the template; neighbours with the same `group` stand under one heading. `width` in mm."""

    key: str
    heading: str
    width: float
    align: Literal["left", "center", "right"] = "right"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    marks: Marks = ()


@dataclass(frozen=True, slots=True)
class Row:
    """`style`: "total" and "group" are bold, "part" is one of those that make up the row before."""

    cells: tuple[Cell, ...]
    style: Literal["plain", "total", "group", "part"] = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """`key` names the table in the template of the office. An annex has a `heading` and says what it `belongs` to."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: str = ""
    belongs: str = ""
    kind: str = "table"

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: percent, exact, with its label. `target` in percent, None where there is none."""

    label: str
    value: Fraction
    printed: str
    target: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars in their order. `alt` says in words what the picture shows."""

    key: str
    caption: str
    alt: str
    bars: tuple[Bar, ...]
    kind: str = "chart"


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """Who signs, and when; "\\n" in a name is where its line ends.

    `number` has its symbol ("…/BC-HKH"); without a `date` the paper leaves room for it.
    """

    superior: str
    name: str
    number: str
    place: str
    date: dt.date | None
    authority: str
    signatory: str
    signature: str
    signed_by: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The whole paper. `mark` stands on every page, "" where the figures are real; `made_at` is when the books were read."""

    body: IssuingBody
    place_and_date: str
    title: str
    subject: str
    blocks: tuple[Block, ...]
    annexes: tuple[Table, ...]
    mark: str
    made_at: dt.datetime

    @property
    def document_title(self) -> str:
        """ "Báo cáo tổng kết …": what the file is called in its properties."""
        return f"{self.title.capitalize()} {in_sentence(self.subject)}"

    @property
    def issuer(self) -> str:
        """The issuing body on one line."""
        return self.body.name.replace("\n", " ")

    @property
    def recipients(self) -> tuple[str, ...]:
        """Each with its mark of punctuation: a semicolon, at the last a full stop."""
        last = len(self.body.recipients) - 1
        return tuple(f"{name}{'.' if at == last else ';'}" for at, name in enumerate(self.body.recipients))

    @property
    def charts(self) -> tuple[Chart, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Chart))
