"""Keeping the numbers of entries by status, and comparing them with the entries themselves."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count

from khuyenhoc.recognition.models import Standing, Tally


def recount(*, units: Collection[int], model: str, year: int) -> None:
    """Counts the standings of units (rows) in a year anew, within the caller's transaction. Three statements."""
    Tally.objects.filter(unit__in=units, model=model, year=year).delete()
    Tally.objects.bulk_create(
        [
            Tally(unit_id=unit, model=model, year=year, status=s, number=n)
            for unit, s, n in _counted(units, model, year)
        ],
        batch_size=500,
    )


def _counted(units: Collection[int], model: str, year: int) -> list[tuple[int, str, int]]:
    rows = Standing.objects.filter(unit__in=units, model=model, year=year, entry__scope="").order_by()
    return list(rows.values_list("unit", "status").annotate(n=Count("pk")))


def differing() -> list[tuple[int, str, int, str]]:
    """(unit's row, model, year, status) of each number that is not what the standings say. Two statements; scans all."""
    keys = ("unit", "model", "year", "status")
    rows = Standing.objects.filter(entry__scope="").order_by().values_list(*keys).annotate(n=Count("pk"))
    said = {(u, m, y, s): n for u, m, y, s, n in rows}
    kept = {(u, m, y, s): n for u, m, y, s, n in Tally.objects.values_list(*keys, "number")}
    return sorted(key for key in said.keys() | kept.keys() if said.get(key, 0) != kept.get(key, 0))
