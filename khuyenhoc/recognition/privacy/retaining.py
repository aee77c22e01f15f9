"""What has been kept for long enough: told first, then erased by whoever keeps the installation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.retention import kept_since
from khuyenhoc.recognition.incoming.models import ListFile
from khuyenhoc.recognition.models import Entry
from khuyenhoc.recognition.privacy.erasing import drop_lists, erase_names
from khuyenhoc.recognition.rules import PERSONS


@dataclass(frozen=True, slots=True)
class Over:
    """What is over on a day: entries of people (rows) by unit (code), and lists (rows) that were sent."""

    on: dt.date
    entries: dict[str, list[int]]
    lists: list[int]

    @property
    def number(self) -> int:
        return sum(map(len, self.entries.values()))


def over(on: dt.date) -> Over:
    """Entries that ended, and lists that were sent, before what the rules say. Names of clans, communities and organisations are
    nobody's own and stay; whom they name as their head does not. Two statements."""
    names, lists = kept_since("names", on), kept_since("lists", on)
    found: dict[str, list[int]] = {}
    if names:
        rows = Entry.objects.filter(ended_on__lt=names, erased_at=None)
        people = rows.filter(model__in=PERSONS).order_by("unit__code", "pk")
        for code, pk in people.values_list("unit__code", "pk"):
            found.setdefault(code, []).append(pk)
    sent = ListFile.objects.filter(sent_at__date__lt=lists).order_by("pk") if lists else ListFile.objects.none()
    return Over(on, found, [file.pk for file in sent if file.report.get("kept", True)])


@transaction.atomic
def erase_over(*, by: str, on: dt.date | None = None) -> Over:
    """Erases what is over; an event for each unit. Nobody's right is asked: for whoever keeps the installation."""
    found = over(on or clock.today())
    for unit, entries in found.entries.items():
        erase_names(by=by, entries=entries)
        after = {"entries": len(entries), "on": found.on.isoformat()}
        record(by=by, unit=unit, act="erase_over", subject=("unit", unit), after=after)
    drop_lists(ListFile.objects.filter(pk__in=found.lists))
    return found
