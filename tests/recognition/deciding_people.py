"""Families and citizens that a village has proposed, for the tests of appraisals and decisions."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.enums import LearningModel, Scoring, Status
from khuyenhoc.recognition.listing import NewEntry, enlist
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.moving import locked, move
from khuyenhoc.recognition.points import Points, give
from khuyenhoc.units.models import Unit

CITIZEN_SET = "CDHT-2022"
PEOPLE = (("Nguyễn Văn Hùng", 1958), ("Trần Thị Nguyệt", 1970), ("Phạm Đức Ước", 1981), ("Lê Thị Thoả", 1990))
EIGHT, SEVEN = {f"CS{n}": 8 for n in range(1, 11)}, {f"CS{n}": 7 for n in range(1, 11)}
"""80 points, which is enough by QĐ 244, and 70, which is not where it is not hard to live."""


def moved(by: User, standings: Sequence[Standing], *ways: Status) -> None:
    """Along the way, without what the acts of the way ask."""
    for to in ways:
        with transaction.atomic():
            move(by=by.username, act=to.value, standings=locked(s.pk for s in standings), to=to)


def proposed_families(by: User, families: Sequence[Standing]) -> list[Standing]:
    moved(by, families, Status.REGISTERED, Status.PROPOSED)
    return families_of(families)


def citizens(by: User, unit: Unit, village: int, own: dict[str, int] = EIGHT, people=PEOPLE) -> list[Standing]:
    """Citizens of 2023 who scored themselves and whom the village proposes."""
    new = [NewEntry(name, village, n, birth_year=year) for n, (name, year) in enumerate(people, start=1)]
    step = enlist(by=by, unit=unit, model=LearningModel.CITIZEN, year=2023, entries=new)
    rows = list(Standing.objects.filter(step=step).order_by("pk"))
    moved(by, rows, Status.REGISTERED)
    criteria = CriteriaSet.objects.get(code=CITIZEN_SET).pk
    with transaction.atomic():
        scored = move(
            by=by.username, act="self_score", standings=locked(s.pk for s in rows), to=Status.SELF_SCORED,
            change=lambda s: setattr(s, "self_score", sum(own.values())),
        )  # fmt: skip
        give(step=scored, scoring=Scoring.SELF, criteria=criteria, points={s.pk: Points(own) for s in rows})
    moved(by, rows, Status.PROPOSED)
    return families_of(rows)


def families_of(rows: Sequence[Standing]) -> list[Standing]:
    """The same, as they are now."""
    return list(Standing.objects.filter(pk__in=[s.pk for s in rows]).select_related("entry", "unit").order_by("pk"))
