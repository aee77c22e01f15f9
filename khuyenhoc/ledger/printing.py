"""Keeping which figures a paper or an article printed, and finding what printed a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.ledger.enums import PrintKind
from khuyenhoc.ledger.print_models import Pin, Printed
from khuyenhoc.units.queries import unit_ids


@dataclass(frozen=True, slots=True)
class NewPin:
    """A figure that is printed: whose, of which period, its value, and the digest of what it was made of."""

    unit: str
    period: str
    indicator: str
    value: int | None
    explained: str


def pin(
    *, by: User, kind: PrintKind, subject: str, name: str, unit: str, books: str, pins: Iterable[NewPin],
    map_day: dt.date | None = None,
) -> Printed:  # fmt: skip
    """Keeps what was printed, within the act that prints it and journals it. Three statements and one for 1.000 figures."""
    ids = unit_ids()
    printed = Printed.objects.create(
        kind=kind, subject=subject, name=name, unit_id=ids[unit], map_day=map_day, at=clock.now(), by=by, books=books
    )
    rows = [
        Pin(
            printed=printed,
            unit_id=ids[p.unit],
            period=p.period,
            indicator=p.indicator,
            value=p.value,
            explained=p.explained,
        )
        for p in dict.fromkeys(pins)
        if p.unit in ids
    ]
    Pin.objects.bulk_create(rows, batch_size=1000)
    return printed


def standing_prints(period: str, units: Sequence[str], indicator: str = "") -> list[Printed]:
    """The latest making of each paper and article that prints a figure of a period of one of the units (of one indicator, where
    it is given), the latest first. Two statements."""
    latest = Printed.objects.values("kind", "subject").annotate(last=Max("pk")).values_list("last", flat=True)
    wanted = {"pins__period": period, "pins__unit__code__in": units} | (
        {"pins__indicator": indicator} if indicator else {}
    )
    rows = Printed.objects.filter(pk__in=list(latest), **wanted).select_related("unit", "by")
    return list(rows.distinct().order_by("-pk"))


def kinds_printed(unit: str, period: str, since: dt.datetime) -> set[str]:
    """What has printed figures of a unit and period since a moment: a report, an article, both. One statement."""
    rows = Printed.objects.filter(unit__code=unit, at__gte=since, pins__period=period).order_by()
    return set(rows.values_list("kind", flat=True).distinct())


def pins_of(prints: Iterable[Printed], period: str, unit: str = "", indicator: str = "") -> list[Pin]:
    """The figures of a period that they print; of one unit, of one indicator, where these are given. One statement."""
    asked = {"unit__code": unit, "indicator": indicator}
    rows = Pin.objects.filter(printed__in=[p.pk for p in prints], period=period)
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return list(rows.select_related("unit").order_by("printed", "unit__code", "pk"))
