"""The minutes of a village's meeting as paper, to be signed: who was there, how each entry was voted on, what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from docxtpl import DocxTemplate

from khuyenhoc.documents.annual_report.tree import Cell, Row, Table
from khuyenhoc.documents.docx import finished, table_of
from khuyenhoc.documents.templates.make_minutes import LIST
from khuyenhoc.documents.typeset import typeset
from khuyenhoc.documents.wording import mark_of
from khuyenhoc.vietnamese.dates import paper_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised

TEMPLATE: Final = Path(__file__).parent / "templates" / "minutes.docx"
NUMBER, TITLE, ASSOCIATION = "…/BB-HN", "BIÊN BẢN", "Hội Khuyến học"
OF_UNITS: Final[Mapping[str, str]] = {"name": "Tên đơn vị", "house": "Ghi chú"}
"""How the columns are headed where whole units are voted on."""


@dataclass(frozen=True, slots=True)
class Voted:
    """An entry as it was voted on. `house`: what tells namesakes apart, or who heads it."""

    name: str
    house: str
    in_favour: int
    against: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting as its minutes tell it. `unit`: "xã Thanh Tùng", `bare`: "Thanh Tùng"; `village`: "thôn Đông" or ""; `titled`:
    "gia đình học tập"; `noun`: "gia đình"; `least`: how many votes were needed; `unsure`: what of that is not verified, or "";
    `whole`: the entries are whole units."""

    unit: str
    bare: str
    village: str
    titled: str
    noun: str
    year: int
    held_on: dt.date
    present: int
    chair: str
    secretary: str
    least: int
    votes: Sequence[Voted]
    made_at: dt.datetime
    unsure: str = ""
    synthetic: bool = False
    whole: bool = False

    @property
    def subject(self) -> str:
        return f"HỘI NGHỊ BÌNH XÉT {self.titled.upper()} NĂM {self.year}"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What stands above the list."""
        where = ", ".join(filter(None, (self.village, self.unit)))
        count = format_count
        return (
            f"Hôm nay, {paper_date(self.held_on)}, tại {where}, hội nghị bình xét {self.titled} năm {self.year} đã họp với "
            f"{count(self.present)} người dự.",
            f"Chủ trì: {self.chair}." + (f" Thư ký: {self.secretary}." if self.secretary else ""),
            f"Hội nghị biểu quyết {count(len(self.votes))} {self.noun} đã đăng ký. Mỗi {self.noun} cần ít nhất "
            f"{count(self.least)} người tán thành{f' ({self.unsure})' if self.unsure else ''}. Kết quả:",
        )

    @property
    def outcome(self) -> str:
        """What stands below it."""
        passed = sum(vote.passed for vote in self.votes)
        return (
            f"Hội nghị đề nghị công nhận {format_count(passed)} {self.noun}; {format_count(len(self.votes) - passed)} "
            f"{self.noun} chưa đủ phiếu. Biên bản đã được đọc cho mọi người dự nghe và nhất trí."
        )

    @property
    def table(self) -> Table:
        rows = tuple(_row(number, vote) for number, vote in enumerate(self.votes, start=1))
        columns = tuple(replace(c, heading=OF_UNITS.get(c.key, c.heading)) if self.whole else c for c in LIST.columns)
        return Table("votes", "", columns, rows)


def minutes_pdf(minutes: Minutes) -> bytes:
    """The file, tagged. The same minutes give the same bytes. FontsMissing where the fonts have not been made."""
    return typeset("minutes.typ", {**_plain(minutes), "table": asdict(minutes.table)}, minutes.made_at)


def minutes_docx(minutes: Minutes, template: Path = TEMPLATE) -> bytes:
    """The file. `template`: an edited copy of ours."""
    written = DocxTemplate(str(template))
    written.render({**_plain(minutes), "annexes": [table_of(minutes.table)]}, autoescape=True)
    title = f"{TITLE} {minutes.subject}"
    return finished(written, title, capitalised(minutes.unit), mark_of(minutes.synthetic), minutes.made_at)


def _row(number: int, vote: Voted) -> Row:
    said = "đề nghị" if vote.passed else "chưa đủ"
    texts = (str(number), vote.name, vote.house, format_count(vote.in_favour), format_count(vote.against), said)
    return Row(tuple(Cell(text) for text in texts))


def _plain(minutes: Minutes) -> dict[str, Any]:
    day = paper_date(minutes.held_on)
    above, name = (minutes.unit, minutes.village) if minutes.village else (ASSOCIATION, minutes.unit)
    body = {"superior": above.upper(), "name": name.upper(), "number": NUMBER}
    return {
        "body": body, "place_and_date": f"{minutes.bare}, {day}", "title": TITLE, "subject": minutes.subject,
        "paragraphs": list(minutes.paragraphs), "outcome": minutes.outcome, "chair": minutes.chair,
        "secretary": minutes.secretary, "mark": mark_of(minutes.synthetic),
    }  # fmt: skip
