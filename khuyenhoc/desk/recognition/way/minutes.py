"""A meeting's minutes as a file, and the kept photos of the signed paper."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.exports import PAPERS, alone
from khuyenhoc.desk.recognition.way.convener import Convener
from khuyenhoc.desk.recognition.words import noun
from khuyenhoc.documents.minutes import Minutes, Voted, minutes_docx, minutes_pdf
from khuyenhoc.recognition.meetings.models import Meeting
from khuyenhoc.recognition.meetings.queries import votes_of
from khuyenhoc.recognition.meetings.rules import least
from khuyenhoc.recognition.models import Entry
from khuyenhoc.units.history import versions

KINDS = {"pdf": minutes_pdf, "docx": minutes_docx}


def minutes_file(who: Convener, meeting: Meeting, kind: str) -> HttpResponse:
    """The minutes as PDF or DOCX, to be printed, read out and signed. Http404 for another kind."""
    if kind not in KINDS:
        raise Http404(_("Không có tệp này."))
    name = f"bien-ban-hop-{meeting.held_on.isoformat()}.{kind}"
    return alone(KINDS[kind](_minutes(who, meeting)), name, PAPERS[kind])


def _minutes(who: Convener, meeting: Meeting) -> Minutes:
    known = versions(who.unit.code)
    unsure = "" if meeting.votes_needed else _("quá nửa người dự họp, vì bộ tiêu chí chưa ghi tỷ lệ")
    return Minutes(
        unit=known[-1].full_name if known else who.unit.code, bare=known[-1].name if known else who.unit.code,
        village=who.village.full_name if who.village else "", titled=who.titled,
        noun=noun(who.model, who.scope), year=meeting.year, held_on=meeting.held_on, present=meeting.present, chair=meeting.chair,
        secretary=meeting.secretary, least=least(meeting.present, meeting.votes_needed), unsure=unsure,
        votes=[
            Voted(v.standing.entry.name, _told_apart(v.standing.entry), v.in_favour, v.against, v.passed)
            for v in votes_of(meeting)
        ],
        made_at=timezone.localtime(clock.now()), synthetic=who.synthetic,
        whole=bool(who.scope),
    )  # fmt: skip


def _told_apart(entry: Entry) -> str:
    """What tells namesakes apart in minutes that are read out: the house, who heads it, or a citizen's year of birth."""
    return entry.house or entry.head or (_("sinh năm %d") % entry.birth_year if entry.birth_year else "")
