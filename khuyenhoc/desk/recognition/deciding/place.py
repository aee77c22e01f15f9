"""The list that a decision is about, and what stands around its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.recognition.place import Place, place_of
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.deciding.queries import Member, decision_of
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models import Decision, Standing
from khuyenhoc.vietnamese.numbers import format_count


def decided_at(request: DeskRequest, pk: int, whose: Callable[..., Place] = place_of) -> tuple[Decision, Place]:
    """A decision with its list, for whoever may see it, or for those of `whose`. Decision.DoesNotExist; NotAllowed."""
    found = decision_of(pk)
    return found, whose(request, found.unit.code, LearningModel(found.model), found.year)


def may_decide(request: DeskRequest, place: Place) -> bool:
    return request.visitor.may(Right.RECOGNISE, place.unit, place.map)


def told_number(place: Place, number: int) -> str:
    """ "312 gia đình"."""
    return f"{format_count(number)} {place.noun}"


def village_name(standing: Standing) -> str:
    """ "thôn Đông"; "" for an entry without a village."""
    return standing.entry.village.full_name if standing.entry.village else ""


def by_village(place: Place, members: Sequence[Member]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Villages in calling order, each with the names, as the reader may see them, and their reasons."""
    found: dict[str, list[tuple[str, str]]] = {}
    for member in members:
        line = (place.name(member.standing.entry), member.reason)
        found.setdefault(village_name(member.standing), []).append(line)
    return list(found.items())
