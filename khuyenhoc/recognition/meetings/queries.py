"""Reading meetings: the last ones of villages, one with its votes, and who is to be voted on."""

from __future__ import annotations

from django.db.models import Count, Q

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.criteria.spec import SettingSpec
from khuyenhoc.recognition.criteria.queries import criteria_of
from khuyenhoc.recognition.meetings.models import Meeting, Vote
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.rules import BEFORE_MEETING


def to_vote_on(unit: int, village: int | None, model: str, year: int, scope: str = "") -> list[Standing]:
    """Those of a village (row) that registered and wait for its meeting, in the order of the list, with their
    `self_registration`; of a `scope` the whole units on which the unit above them votes. One statement."""
    rows = Standing.objects.filter(unit=unit, model=model, year=year, entry__village=village, entry__scope=scope)
    rows = rows.filter(status__in=BEFORE_MEETING)
    return list(rows.select_related("entry", "self_registration").order_by("entry__number", "entry_id"))


def meetings_of(unit: int, model: str, year: int, scope: str = "") -> list[Meeting]:
    """The meetings of a unit's villages that stand, or those on whole units of a `scope`, the last one first; each with
    `proposed` and `refused`. One statement."""
    rows = Meeting.objects.filter(unit=unit, model=model, year=year, scope=scope, step__taken_back_at=None)
    counted = rows.annotate(
        proposed=Count("votes", filter=Q(votes__passed=True)), refused=Count("votes", filter=Q(votes__passed=False))
    )
    return list(counted.select_related("village", "step").order_by("-pk"))


def meeting_of(pk: int) -> Meeting:
    """One with its unit, village and step. Meeting.DoesNotExist. One statement."""
    return Meeting.objects.select_related("unit", "village", "step").get(pk=pk)


def votes_of(meeting: Meeting) -> list[Vote]:
    """The votes of a meeting in the order of the list. One statement."""
    rows = Vote.objects.filter(meeting=meeting).select_related("standing__entry")
    return list(rows.order_by("standing__entry__number", "standing__entry_id"))


def votes_needed(model: str, scope: str = "") -> SettingSpec | None:
    """Percent of those present that the criteria of today ask for, with its source; None where they do not say. One statement."""
    criteria = criteria_of(model, scope, "", clock.today())
    return criteria.votes_needed if criteria and criteria.votes_needed.value is not None else None
