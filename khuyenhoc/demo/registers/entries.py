"""The entries of one list, so many as a return says: how many there are, how many registered, how many are recognised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import repeat
from random import Random

from khuyenhoc.demo.registers.names import clans, communities, organisations, people, read_names
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.listing import NewEntry
from khuyenhoc.recognition.rules import Count

_BORN = range(1940, 2006)
_HOUSES = 12


def entries(
    random: Random, model: LearningModel, count: Count, villages: Sequence[int], registered_on: dt.date, decision: int
) -> Iterator[NewEntry]:
    """A list, village (its row) by village, numbered within each; who is how far is dealt out over all of it.

    Whoever is recognised has registered: where a return says that fewer registered, the list says that as many did.
    """
    statuses = _statuses(random, count)
    names, heads = _names(random, model, count.total), _heads(random, model, count.total)
    house = read_names().house
    for n, (name, head, status) in enumerate(zip(names, heads, statuses, strict=True)):
        village, number = divmod(n, -(-count.total // len(villages)))
        yield NewEntry(
            name, villages[village], number + 1, head,
            house=house.format(n=random.randint(1, _HOUSES)) if model is LearningModel.FAMILY else "",
            birth_year=random.choice(_BORN) if model is LearningModel.CITIZEN else None,
            status=status, registered_on=None if status is Status.LISTED else registered_on,
            decision=decision if status is Status.RECOGNISED else None,
        )  # fmt: skip


def _statuses(random: Random, count: Count) -> list[Status]:
    recognised = min(count.recognised, count.total)
    registered = min(max(count.registered - recognised, 0), count.total - recognised)
    found = [Status.RECOGNISED] * recognised + [Status.REGISTERED] * registered
    found += [Status.LISTED] * (count.total - len(found))
    random.shuffle(found)
    return found


def _names(random: Random, model: LearningModel, number: int) -> Iterator[str]:
    match model:
        case LearningModel.CLAN:
            return clans(random, number)
        case LearningModel.COMMUNITY:
            return communities(number)
        case LearningModel.ORGANISATION:
            return organisations(random, number)
    return people(random, number)


def _heads(random: Random, model: LearningModel, number: int) -> Iterator[str]:
    """Clans and organisations say who heads them."""
    has_head = model in {LearningModel.CLAN, LearningModel.ORGANISATION}
    return people(random, number) if has_head else repeat("", number)
