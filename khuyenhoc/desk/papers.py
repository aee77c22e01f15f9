"""The annual report as files: made from the figures as they stand, kept for good, every making an event of the journal."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import history, latest
from khuyenhoc.desk.whole import write_whole
from khuyenhoc.documents.annual_report.content import ReportContent, issuing_body, report_content
from khuyenhoc.documents.docx import report_docx
from khuyenhoc.documents.facts import find_conference
from khuyenhoc.documents.pdf import report_pdf
from khuyenhoc.ledger.enums import PrintKind
from khuyenhoc.ledger.printing import pin
from khuyenhoc.rollups.books import books
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.rollups.pins import printed_by_report
from khuyenhoc.rollups.queries import annual_review

Redrawn = Callable[[dt.date, dt.date], bool]

LAST: Final = 6
MAKERS: Final = {"docx": report_docx, "pdf": report_pdf}


@dataclass(frozen=True, slots=True)
class Made:
    """Papers made at one time. `files`: their names by kind; `is_current`: the figures are still those that they print."""

    event: Event
    files: dict[str, str]
    accepted: int
    owing: int
    is_current: bool


def content_of(review: AnnualReview) -> ReportContent:
    """The report as it would be printed now."""
    return report_content(review, issuing_body(review.unit), find_conference(review.unit.code, review.period))


def make_papers(*, by: User, unit: str, period: str, as_of: dt.date | None = None) -> list[Path]:
    """The report of a year as DOCX and PDF, on the map of the period or of a day.

    NotAllowed, NoSuchPeriod, FontsMissing; NotKept where the disk refuses.
    """
    require(by=by, right=Right.MAKE_PAPERS, units=[unit], map_=books(period, as_of).map_with(unit))
    review = annual_review(unit, period, as_of)
    content, folder = content_of(review), folder_of(unit, period)
    on_map = f"-ban-do-{review.map.on}" if review.map else ""
    stem = f"bao-cao-{unit}-{period}{on_map}-{review.made_at:%Y%m%d-%H%M%S}"
    made = {f"{stem}.{kind}": make(content) for kind, make in MAKERS.items()}
    digests = {name: write_whole(folder / name, operator.methodcaller("write", data)) for name, data in made.items()}
    _note(by, review, digests, as_of)
    return [folder / name for name in made]


@transaction.atomic
def _note(by: User, review: AnnualReview, files: dict[str, str], as_of: dt.date | None) -> None:
    map_day = review.map.on if review.map else None
    after = {
        "files": files, "accepted": review.figures.accepted, "owing": review.figures.owing,
        "figures": fingerprint(review), "books": review.journal_head,
    }  # fmt: skip
    if map_day:
        after["map"] = map_day.isoformat()
    subject = ("report", subject_of(review.unit.code, review.period))
    pin(
        by=by, kind=PrintKind.REPORT, subject=subject[1] + (f"-{map_day}" if map_day else ""),
        name=", ".join(files), unit=review.unit.code, books=review.journal_head, map_day=map_day,
        pins=printed_by_report(review, as_of),
    )  # fmt: skip
    record(by=by.username, unit=review.unit.code, act="make_papers", subject=subject, after=after)


def made_before(review: AnnualReview, is_redrawn: Redrawn = operator.ne) -> list[Made]:
    """The papers that were made of a year on such a map as the review's, the latest first. One statement.

    `is_redrawn`: whether a plan changed anything between two days, so that papers of a day stand on the map of the other.
    """
    events = history("report", subject_of(review.unit.code, review.period))
    made = [event for event in events if event.act == "make_papers" and _is_on_map_of(event, review, is_redrawn)]
    return [_made(event, fingerprint(review)) for event in reversed(made)]


@dataclass(frozen=True, slots=True)
class Paper:
    """Papers of a unit that were made at one time, of a period. `on_map`: the day of the map, "" for the period's own."""

    period: str
    event: Event
    files: dict[str, str]
    on_map: str


def papers_of(unit: str) -> list[Paper]:
    """The last papers that were made of a unit's figures, of whichever period. One statement."""
    events = latest([unit], act="make_papers", subject_type="report")[:LAST]
    return [
        Paper(event.subject_id.removeprefix(f"{unit}-"), event, _by_kind(event), (event.after or {}).get("map", ""))
        for event in events
    ]


def _by_kind(event: Event) -> dict[str, str]:
    return {name.rpartition(".")[2]: name for name in (event.after or {})["files"]}


def _is_on_map_of(event: Event, review: AnnualReview, is_redrawn: Redrawn) -> bool:
    on = (event.after or {}).get("map")
    if on is None or review.map is None:
        return on is None and review.map is None
    return not is_redrawn(dt.date.fromisoformat(on), review.map.on)


def _made(event: Event, now: str) -> Made:
    after = event.after or {}
    return Made(event, _by_kind(event), after["accepted"], after["owing"], after["figures"] == now)


def kept_paper(unit: str, period: str, name: str) -> Path | None:
    """Where a paper lies that was made of a year; None where none of that name was. One statement."""
    events = history("report", subject_of(unit, period))
    return folder_of(unit, period) / name if any(name in (event.after or {})["files"] for event in events) else None


def subject_of(unit: str, period: str) -> str:
    """How a year's report is called in the journal."""
    return f"{unit}-{period}"


def folder_of(unit: str, period: str) -> Path:
    return Path(settings.PAPERS) / subject_of(unit, period)


def fingerprint(review: AnnualReview) -> str:
    """A short name of the figures that a report prints: another one as soon as any of them changes."""
    every: Sequence[object] = [
        (f.unit.code, f.accepted, f.owing, sorted(f.total.items()))
        for f in (review.figures, *review.districts, *(c for some in review.communes.values() for c in some))
    ]
    return hashlib.sha256(json.dumps(every, ensure_ascii=False).encode()).hexdigest()[:16]
