"""The list that a decision is about, and what stands around its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.desk.recognition.place import Place, place_of
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.deciding.queries import Member, decision_of
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Decision, Standing
from khuyenhoc.vietnamese.numbers import format_count

Line = TypeVar("Line")


def decided_at(request: DeskRequest, pk: int, whose: Callable[..., Place] = place_of) -> tuple[Decision, Place]:
    """A decision with its list, for whoever may see it, or for those of `whose`. Decision.DoesNotExist; NotAllowed."""
    found = decision_of(pk)
    return found, whose(request, found.unit.code, LearningModel(found.model), found.year, found.scope)


def may_decide(request: DeskRequest, place: Place) -> bool:
    return request.visitor.may(Right.RECOGNISE, place.unit, place.map)


def told_number(place: Place, number: int) -> str:
    """ "312 gia đình"."""
    return f"{format_count(number)} {place.noun}"


def village_name(standing: Standing) -> str:
    """ "thôn Đông"; "" for an entry without a village."""
    return standing.entry.village.full_name if standing.entry.village else ""


def by_village(place: Place, members: Iterable[Member]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Villages in calling order, each with the names, as the reader may see them, and their reasons."""
    return in_villages((m.standing, (place.name(m.standing.entry), m.reason)) for m in members)


def in_villages(lines: Iterable[tuple[Standing, Line]]) -> list[tuple[str, list[Line]]]:
    """Lines of standings under the names of their villages, in the order in which these come."""
    found: dict[str, list[Line]] = {}
    for standing, line in lines:
        found.setdefault(village_name(standing), []).append(line)
    return list(found.items())


def check_one_list(unit: str, model: str, year: int, scope: str, rows: Sequence[int]) -> None:
    """What a page sends is about its own list; anything else was not made by our page."""
    own = Standing.objects.filter(unit__code=unit, model=model, year=year, entry__scope=scope)
    found = sum(own.filter(pk__in=part).count() for part in in_parts(rows))
    if found < len(rows):
        raise RecognitionRefused(_("Danh sách vừa thay đổi. Xem lại danh sách mới ở dưới rồi làm lại."))
