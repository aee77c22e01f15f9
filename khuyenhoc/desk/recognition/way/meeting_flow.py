"""Noting a meeting, page by page: who was there, then the votes in one table, then what came of it. For accounts and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.audit.storage import NotKept
from khuyenhoc.desk.recognition.typed import typed_number
from khuyenhoc.desk.recognition.way.convener import Convener
from khuyenhoc.desk.recognition.way.gathering import day_in
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.joining.queries import is_unchecked
from khuyenhoc.recognition.meetings.acts import Held, hold_meeting, keep_minutes
from khuyenhoc.recognition.meetings.models import Meeting
from khuyenhoc.recognition.meetings.queries import meetings_of, to_vote_on, votes_needed, votes_of
from khuyenhoc.recognition.meetings.rules import Ballot, least
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.returns.errors import Refused
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.dates import format_date

FIELDS: Final = ("ngay", "du", "chu_tri", "thu_ky")
"""Day, attendance, chair, secretary: typed on the first page, carried along by the address of the second."""
MOST_DIGITS: Final = 6
"""Of a number of people or votes."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry to be voted on, with what stands in its two fields. `unchecked`: it put itself on the list by a poster's code,
    which the keeper has not confirmed; until then no decision recognises it."""

    standing: Standing
    in_favour: str
    against: str
    unchecked: bool


def begin(who: Convener, said: QueryDict, problems: Sequence[Problem] = ()) -> HttpResponse:
    """When it was, how many were there, who was in the chair; how many wait for their votes."""
    waiting = to_vote_on(*who.list_)
    meetings = [m for m in meetings_of(who.unit.pk, who.model, who.year, who.scope) if m.village_id == who.village_row]
    typed = {name: said.get(name, "") for name in FIELDS}
    typed["ngay"] = typed["ngay"] or format_date(clock.today())
    return who.show(
        "meet", waiting=waiting, meetings=[(m, who.to("meeting", m.pk)) for m in meetings], typed=typed,
        problems=problems, needed=votes_needed(who.model, who.scope), table=who.to("meet_votes"), status=409 if problems else 200,
    )  # fmt: skip


def votes(who: Convener, said: QueryDict, problems: Sequence[Problem] = ()) -> HttpResponse:
    """All that wait in one table: everybody who was there in favour, until it is written otherwise."""
    try:
        held = _held(who, said)
    except RecognitionRefused as refused:
        return begin(who, said, [Problem(line) for line in str(refused).splitlines()])
    rows = to_vote_on(*who.list_)
    lines = [
        Line(
            row, said.get(f"t-{row.pk}", str(held.present)).strip(), said.get(f"k-{row.pk}", "0").strip(),
            is_unchecked(row),
        )
        for row in rows
    ]  # fmt: skip
    if not lines:
        return begin(who, said)
    return who.show(
        "votes", lines=lines, unchecked=sum(line.unchecked for line in lines), held=held,
        typed={name: said.get(name, "") for name in FIELDS}, problems=problems,
        least=least(held.present, held.votes_needed), needed=votes_needed(who.model, who.scope), back=_back(who, said),
        act=who.to("meet_note"), status=409 if problems else 200,
    )  # fmt: skip


def note(who: Convener, said: QueryDict) -> HttpResponseBase:
    """Keeps the votes; what cannot be right is said above the table, which keeps what was typed."""
    try:
        rows = to_vote_on(*who.list_)
        meeting = hold_meeting(
            by=who.by, unit=who.unit, village=who.village, model=who.model, year=who.year, held=_held(who, said),
            ballots=_ballots(rows, said), scope=who.scope,
        )  # fmt: skip
    except RecognitionRefused as refused:
        return votes(who, said, [Problem(line) for line in str(refused).splitlines()])
    return redirect(who.to("meeting", meeting.pk))


def result(who: Convener, meeting: Meeting, problems: Sequence[Problem] = ()) -> HttpResponse:
    """What came of a meeting, its minutes to be printed and signed, and the way to take it back."""
    found = votes_of(meeting)
    return who.show(
        "meeting", meeting=meeting, votes=found, passed=sum(v.passed for v in found), papers=list(meeting.papers.all()),
        least=least(meeting.present, meeting.votes_needed), problems=problems, begin=who.to("meet"),
        undo=who.to("meeting_undo", meeting.pk), pdf=who.to("minutes", meeting.pk, "pdf"),
        docx=who.to("minutes", meeting.pk, "docx"), keep=who.to("minutes_keep", meeting.pk),
        scans=[(p, who.to("minutes_scan", p.pk)) for p in meeting.papers.all()], status=409 if problems else 200,
    )  # fmt: skip


def undo(who: Convener, meeting: Meeting) -> HttpResponseBase:
    """Takes the meeting back, so that it can be noted again."""
    try:
        take_back(by=who.by, step=meeting.step_id)
    except RecognitionRefused as refused:
        return result(who, meeting, [Problem(str(refused))])
    return redirect(who.to("meet"))


def keep_signed(who: Convener, request: HttpRequest, meeting: Meeting) -> HttpResponseBase:
    """Keeps photos or a scan of the signed minutes."""
    problems = []
    try:
        files = whole_files(request).getlist("ban_ky")
        if not files:
            raise RecognitionRefused(_("Chưa chọn tệp nào. Chụp hoặc chọn ảnh biên bản đã ký rồi gửi."))
        for file in files:
            keep_minutes(by=who.by, meeting=meeting, name=file.name or "", data=file.read())
    except (Refused, RecognitionRefused, NotKept) as refused:
        problems.append(Problem(str(refused), "#ban-ky"))
    return result(who, meeting, problems) if problems else redirect(who.to("meeting", meeting.pk))


def _held(who: Convener, said: QueryDict) -> Held:
    """What was typed of the meeting. RecognitionRefused with all that is wrong, one on a line."""
    present, wrong, day = typed_number(said.get("du", "").strip(), MOST_DIGITS), [], clock.today()
    try:
        day = day_in(said, "ngay")
    except RecognitionRefused as refused:
        wrong.append(str(refused))
    if present is None:
        wrong.append(_("Ghi số người dự họp bằng chữ số, ví dụ 52."))
    if not said.get("chu_tri", "").strip():
        wrong.append(_("Ghi họ tên người chủ trì."))
    if wrong or present is None:
        raise RecognitionRefused("\n".join(wrong))
    needed = votes_needed(who.model, who.scope)
    return Held(
        day, present, said.get("chu_tri", "")[:120], said.get("thu_ky", "")[:120], needed.value if needed else None
    )


def _ballots(rows: Sequence[Standing], said: QueryDict) -> dict[int, Ballot]:
    """What was typed of each entry; one with both fields empty is left out."""
    found: dict[int, Ballot] = {}
    for row in rows:
        texts = [said.get(f"{key}-{row.pk}", "").strip() for key in "tk"]
        if not any(texts):
            continue
        in_favour, against = (typed_number(text or "0", MOST_DIGITS) for text in texts)
        if in_favour is None or against is None:
            raise RecognitionRefused(
                _("“%s”: ghi số phiếu bằng chữ số, hoặc để trống cả hai ô nếu chưa xét.") % row.entry
            )
        found[row.pk] = Ballot(in_favour, against)
    return found


def _back(who: Convener, said: QueryDict) -> str:
    return f"{who.to('meet')}?{urlencode({name: said.get(name, '') for name in FIELDS})}"
