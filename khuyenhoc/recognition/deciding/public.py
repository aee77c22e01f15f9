"""What the public may read of announced decisions: numbers, names of what is no person, and of persons who said so."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from khuyenhoc.recognition.calling import calling
from khuyenhoc.recognition.enums import LearningModel, NameShown, Status
from khuyenhoc.recognition.models import Decision, Register, Standing
from khuyenhoc.recognition.rules import PERSONS


@dataclass(frozen=True, slots=True)
class Announced:
    """What is recognised of a model: how many, by which decisions, and whom it may name, each with the village ("" without)."""

    model: LearningModel
    number: int
    decisions: tuple[Decision, ...]
    named: tuple[tuple[str, str], ...]


def announced(unit: str, year: int) -> list[Announced]:
    """The models of a unit's year of which something is announced. Three statements."""
    numbers = dict(_rows(unit, year).order_by().values_list("model").annotate(n=Count("pk")))
    named: dict[str, list[tuple[str, str]]] = {}
    shown = ~Q(model__in=PERSONS) | Q(entry__name_shown=NameShown.FULL)
    for standing in (
        _rows(unit, year).filter(shown, entry__erased_at=None).select_related("entry__village").order_by(*calling())
    ):
        village = standing.entry.village
        line = (standing.entry.name, village.full_name if village else "")
        named.setdefault(standing.model, []).append(line)
    decisions = list(Decision.objects.filter(standings__in=_rows(unit, year)).distinct().order_by("decided_on", "pk"))
    return [
        Announced(model, numbers[model], tuple(d for d in decisions if d.model == model), tuple(named.get(model, ())))
        for model in LearningModel
        if numbers.get(model)
    ]


def announced_years() -> list[tuple[str, int, int]]:
    """(unit's code, year, how many are recognised) of what is announced, the latest year first. One statement."""
    rows = Standing.objects.filter(status=Status.RECOGNISED, decision__announced_at__isnull=False).order_by()
    counted = rows.values_list("unit__code", "year").annotate(n=Count("pk"))
    return sorted(counted, key=lambda row: (-row[1], row[0]))


def is_synthetic(unit: str) -> bool:
    """Whether a unit's registers are invented. One statement."""
    return Register.objects.filter(unit__code=unit, synthetic=True).exists()


def _rows(unit: str, year: int) -> QuerySet[Standing]:
    return Standing.objects.filter(
        unit__code=unit, year=year, status=Status.RECOGNISED, decision__announced_at__isnull=False
    )
