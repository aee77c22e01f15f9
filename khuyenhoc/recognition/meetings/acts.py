"""Noting a village's meeting: one step, by which those with votes enough are proposed and the others are not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.storage import keep
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.meetings.models import Meeting, MinutesPaper, Vote
from khuyenhoc.recognition.meetings.rules import Ballot, faults, least, why_not
from khuyenhoc.recognition.models import Standing, Village
from khuyenhoc.recognition.moving import locked, require_keeper, stepped
from khuyenhoc.recognition.rules import BEFORE_MEETING
from khuyenhoc.recognition.scoring.evidence import taken_in
from khuyenhoc.recognition.wholes.saying import status_label
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.text import normalise

MOST_PAPERS = 10


@dataclass(frozen=True, slots=True)
class Held:
    """What is written down of a meeting besides its votes. `votes_needed`: as `Meeting`."""

    held_on: dt.date
    present: int
    chair: str
    secretary: str = ""
    votes_needed: int | None = None


@transaction.atomic
def hold_meeting(
    *, by: User, unit: Unit, village: Village | None, model: LearningModel, year: int, held: Held,
    ballots: Mapping[int, Ballot], scope: str = "",
) -> Meeting:  # fmt: skip
    """The votes on standings (rows) that registered; one that is left out goes on waiting. `scope`: of whole units, on which no
    village votes.

    RecognitionRefused, a sentence a line, for votes that cannot be right, a day to come, an entry of elsewhere or one that was
    decided on meanwhile; nothing is changed then. NotAllowed. Statements grow by four for each 500 entries.
    """
    require_keeper(by, unit.code)
    rows = locked(ballots)
    if problems := [*_of_meeting(held), *_of_rows(rows, (unit.pk, village, model, year, scope), len(ballots))]:
        raise RecognitionRefused("\n".join(problems))
    if wrong := faults([(row.entry.name, ballots[row.pk]) for row in rows], held.present):
        raise RecognitionRefused("\n".join(wrong))
    enough = least(held.present, held.votes_needed)

    def become(row: Standing) -> None:
        passed = ballots[row.pk].in_favour >= enough
        row.status = Status.PROPOSED if passed else Status.REFUSED
        row.reason = "" if passed else why_not(held.held_on, ballots[row.pk], held.present, held.votes_needed, scope)

    proposed = sum(ballots[row.pk].in_favour >= enough for row in rows)
    facts = {"held_on": held.held_on.isoformat(), "present": held.present, "proposed": proposed}
    facts |= {"village": village.full_name} if village else {}
    step = stepped(by=by.username, act="hold_meeting", standings=rows, change=become, facts=facts)
    meeting = Meeting.objects.create(
        unit=unit, village=village, model=model, scope=scope, year=year, held_on=held.held_on, present=held.present,
        chair=normalise(held.chair), secretary=normalise(held.secretary), votes_needed=held.votes_needed, step=step,
    )  # fmt: skip
    Vote.objects.bulk_create(
        [
            Vote(
                meeting=meeting, standing=row, in_favour=ballots[row.pk].in_favour, against=ballots[row.pk].against,
                passed=ballots[row.pk].in_favour >= enough,
            )
            for row in rows
        ],
        batch_size=500,
    )  # fmt: skip
    return meeting


@transaction.atomic
def keep_minutes(*, by: User, meeting: Meeting, name: str, data: bytes) -> MinutesPaper:
    """A page of the signed minutes, as a photo or PDF. The same one twice is there once.

    RecognitionRefused where it is neither, or there are too many; NotKept where the disk refuses; NotAllowed.
    """
    require_keeper(by, meeting.unit.code)
    kind, content = taken_in(data)
    if meeting.papers.count() >= MOST_PAPERS:
        raise RecognitionRefused(
            _("Biên bản này đã có %s trang. Ghép các trang vào một tệp PDF rồi gửi.") % MOST_PAPERS
        )
    given = {"kind": kind, "name": normalise(name)[:120], "at": clock.now(), "by": by.username}
    paper, made = MinutesPaper.objects.get_or_create(meeting=meeting, digest=keep(content), defaults=given)
    if made:
        after, unit = {"year": meeting.year, "meeting": meeting.pk}, meeting.unit.code
        note_on_register(by=by.username, act="keep_minutes", unit=unit, model=meeting.model, after=after)
    return paper


def _of_meeting(held: Held) -> list[str]:
    found = []
    if held.held_on > clock.today():
        found.append(_("Ngày họp là %s, chưa đến. Ghi lại ngày.") % sentence_date(held.held_on))
    if held.present < 1:
        found.append(_("Ghi số người dự họp, từ 1 trở lên."))
    if not held.chair.strip():
        found.append(_("Ghi họ tên người chủ trì."))
    return found


def _of_rows(rows: Sequence[Standing], whose: tuple[int, Village | None, str, int, str], asked: int) -> list[str]:
    unit, village, model, year, scope = whose
    own = (unit, village.pk if village else None, model, year, scope)
    if not asked:
        return [_("Chưa ghi phiếu cho mục nào.")]
    if len(rows) < asked or any((r.unit_id, r.entry.village_id, r.model, r.year, r.entry.scope) != own for r in rows):
        if scope:
            return [_("Danh sách đã thay đổi. Tải lại trang rồi ghi lại.")]
        return [_("Danh sách của thôn đã thay đổi. Tải lại trang rồi ghi lại.")]
    text = _("“%(name)s” %(now)s nên không biểu quyết được nữa. Tải lại trang.")
    gone = [row for row in rows if row.status not in BEFORE_MEETING]
    return [text % {"name": row.entry.name, "now": status_label(row.status, scope)} for row in gone]
