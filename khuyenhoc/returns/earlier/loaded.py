"""The figures of earlier periods that were loaded and count: what checks compare with. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from khuyenhoc.returns.earlier.models import HistoricFigure, HistoricLoad
from khuyenhoc.returns.enums import LoadKind
from khuyenhoc.returns.values import LastPeriod
from khuyenhoc.vietnamese.periods import period_of


def period_before(period: str) -> str | None:
    """ "2022" for "2023", "2022-6T" for "2023-6T": the same part of the year before; None for what is no period of ours."""
    found = period_of(period)
    return found.a_year_before().code if found and found.year > 1 else None


def period_after(period: str) -> str | None:
    """The other way round: "2024" for "2023"."""
    found = period_of(period)
    return found.a_year_after().code if found and found.year < 9999 else None


def loaded_period(period: str, units: Collection[int] | None = None) -> dict[str, LastPeriod]:
    """The loaded figures of a period by unit, as checks compare with them; of some `units` (rows) alone. One statement."""
    values: dict[str, dict[str, int | None]] = {}
    none_stated: dict[str, set[str]] = {}
    rows = loaded(period) if units is None else loaded(period).filter(unit__in=units)
    for unit, indicator, value, none in rows.values_list("unit__code", "indicator", "value", "none"):
        values.setdefault(unit, {})[indicator] = 0 if none else value
        if none:
            none_stated.setdefault(unit, set()).add(indicator)
    return {u: LastPeriod(v, frozenset(none_stated.get(u, ()))) for u, v in values.items()}


def loads() -> tuple[tuple[int, str], ...]:
    """The tables of figures that count, each with its SHA-256: while they are the same, so is what was loaded. One statement."""
    rows = HistoricLoad.objects.filter(kind=LoadKind.FIGURES, withdrawn_at=None)
    return tuple(rows.order_by("pk").values_list("pk", "sha256"))


def loaded_cells(periods: Iterable[str]) -> dict[str, list[tuple[str, str, int]]]:
    """What was loaded of several periods, by period, as (unit, indicator, value); "không có" is 0. One statement."""
    rows = HistoricFigure.objects.filter(period__in=list(periods), withdrawn_at=None)
    found: dict[str, list[tuple[str, str, int]]] = {}
    for period, unit, indicator, value in rows.values_list("period", "unit__code", "indicator", "value"):
        found.setdefault(period, []).append((unit, indicator, value or 0))
    return found


def loaded(period: str) -> QuerySet[HistoricFigure]:
    """The loaded figures of a period that count."""
    return HistoricFigure.objects.filter(period=period, withdrawn_at=None)
