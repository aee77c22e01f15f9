"""The list of a village for its meeting, on paper: who is asked about, their own points, room for votes and signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from khuyenhoc.documents.typeset import typeset
from khuyenhoc.documents.wording import mark_of
from khuyenhoc.vietnamese.text import capitalised


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as it stands on the list. `status`: in words; `score`: what it gave itself, "" where nothing."""

    number: str
    name: str
    house: str
    status: str
    score: str


@dataclass(frozen=True, slots=True)
class Page:
    """What begins on a sheet of its own: the entries of one village. `village`: "thôn Đông" or ""."""

    village: str
    entries: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class MeetingList:
    """The lists of a unit's villages. `titled`: "gia đình học tập"; `name`: what the name of an entry is called; `house`: the
    same of what tells namesakes apart, "" where there is nothing."""

    unit: str
    titled: str
    name: str
    house: str
    year: int
    pages: Sequence[Page]
    made_at: dt.datetime
    synthetic: bool = False


def meeting_list_pdf(listed: MeetingList) -> bytes:
    """The file, tagged. The same lists give the same bytes. FontsMissing where the fonts have not been made."""
    data = {
        "unit": listed.unit.upper(), "title": f"DANH SÁCH {listed.titled.upper()} NĂM {listed.year}",
        "subject": "Dùng cho hội nghị bình xét", "name": listed.name, "house": listed.house,
        "pages": [{**asdict(page), "village": capitalised(page.village)} for page in listed.pages],
        "mark": mark_of(listed.synthetic),
    }  # fmt: skip
    return typeset("meeting_list.typ", data, listed.made_at)
