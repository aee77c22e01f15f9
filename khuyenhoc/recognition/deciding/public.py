"""What the public may read of announced decisions: numbers, names of what is no person, and of persons who said so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from khuyenhoc.recognition.calling import calling
from khuyenhoc.recognition.enums import LearningModel, NameShown, Status
from khuyenhoc.recognition.models import Decision, Register, Standing
from khuyenhoc.recognition.rules import PERSONS
from khuyenhoc.recognition.wholes.saying import titled


@dataclass(frozen=True, slots=True)
class Announced:
    """What is recognised of a model: how many, by which decisions, and whom it may name, each with the village ("" without).

    `by_village`: how many of each, in calling order, where it is told of one decision. `scope`: of whole units their level.
    """

    model: LearningModel
    number: int
    decisions: tuple[Decision, ...]
    named: tuple[tuple[str, str], ...]
    by_village: tuple[tuple[str, int], ...] = ()
    scope: str = ""

    @property
    def titled(self) -> str:
        """ "cộng đồng học tập"; of whole units with their level."""
        return titled(self.model, self.scope)

    @property
    def key(self) -> str:
        return f"{self.model}-{self.scope}"


def announced(unit: str, year: int) -> list[Announced]:
    """The models of a unit's year of which something is announced. Three statements."""
    counted = _rows(unit, year).order_by().values_list("model", "entry__scope").annotate(n=Count("pk"))
    numbers = {(model, scope): n for model, scope, n in counted}
    named: dict[tuple[str, str], list[tuple[str, str]]] = {}
    shown = ~Q(model__in=PERSONS) | Q(entry__name_shown=NameShown.FULL)
    for standing in (
        _rows(unit, year).filter(shown, entry__erased_at=None).select_related("entry__village").order_by(*calling())
    ):
        village = standing.entry.village
        line = (standing.entry.name, village.full_name if village else "")
        named.setdefault((standing.model, standing.entry.scope), []).append(line)
    decisions = list(Decision.objects.filter(standings__in=_rows(unit, year)).distinct().order_by("decided_on", "pk"))
    return [
        Announced(
            model,
            number,
            tuple(d for d in decisions if (d.model, d.scope) == (model, scope)),
            tuple(named.get((model, scope), ())),
            scope=scope,
        )
        for model in LearningModel
        for (of, scope), number in sorted(numbers.items())
        if of == model
    ]


def announced_decision(pk: int) -> Announced | None:
    """What one decision recognises, as far as it is announced and stands: as `announced` has it. Two statements; None
    where the public reads nothing of it."""
    decision = Decision.objects.select_related("unit").filter(pk=pk, announced_at__isnull=False).first()
    if decision is None:
        return None
    rows = list(_of(decision).select_related("entry__village").order_by(*calling()))
    shown = [s.entry for s in rows if s.entry.erased_at is None and _may_be_named(s)]
    named = tuple((entry.name, entry.village.full_name if entry.village else "") for entry in shown)
    villages = Counter(s.entry.village.full_name if s.entry.village else "" for s in rows)
    return (
        Announced(LearningModel(decision.model), len(rows), (decision,), named, tuple(villages.items()), decision.scope)
        if rows
        else None
    )


def announced_decisions(most: int = 100) -> list[Decision]:
    """What was announced last, the newest first, each with its unit and `number_of`, how many it recognises. One statement."""
    stands = Q(standings__status=Status.RECOGNISED, standings__year=F("year"))
    rows = Decision.objects.filter(announced_at__isnull=False).annotate(number_of=Count("standings", filter=stands))
    return list(rows.filter(number_of__gt=0).select_related("unit").order_by("-announced_at", "-pk")[:most])


def _of(decision: Decision) -> QuerySet[Standing]:
    return Standing.objects.filter(decision=decision, year=decision.year, status=Status.RECOGNISED)


def _may_be_named(standing: Standing) -> bool:
    return standing.model not in PERSONS or standing.entry.name_shown == NameShown.FULL


def announced_years(year: int | None = None) -> list[tuple[str, int, int]]:
    """(unit's code, year, how many are recognised) of what is announced, the latest year first, or of one. One statement."""
    rows = Standing.objects.filter(status=Status.RECOGNISED, decision__announced_at__isnull=False).order_by()
    rows = rows.filter(year=year) if year else rows
    counted = rows.values_list("unit__code", "year").annotate(n=Count("pk"))
    return sorted(counted, key=lambda row: (-row[1], row[0]))


def is_synthetic(unit: str) -> bool:
    """Whether a unit's registers are invented. One statement."""
    return Register.objects.filter(unit__code=unit, synthetic=True).exists()


def _rows(unit: str, year: int) -> QuerySet[Standing]:
    return Standing.objects.filter(
        unit__code=unit, year=year, status=Status.RECOGNISED, decision__announced_at__isnull=False
    )
