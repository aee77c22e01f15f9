"""Reading what has to be chased and what was said already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import RoleAssignment
from khuyenhoc.audit import clock
from khuyenhoc.returns.chasing.enums import COUNTING, Outcome
from khuyenhoc.returns.chasing.models import Reminder
from khuyenhoc.returns.models import Collection, Remark
from khuyenhoc.units.dated import in_force
from khuyenhoc.units.history import successions_out_of


@dataclass(frozen=True, slots=True)
class Reminded:
    """The last reminder of a unit, and how often it was reminded."""

    last: Reminder
    times: int


def reminded(collection: Collection) -> dict[str, Reminded]:
    """The last reminder of each unit, by its code; those that did not go out or were a slip do not count. One statement."""
    rows = Reminder.objects.filter(collection=collection, outcome__in=COUNTING)
    found: dict[str, list[Reminder]] = {}
    for reminder in rows.select_related("unit", "by").order_by("pk"):
        found.setdefault(reminder.unit.code, []).append(reminder)
    return {code: Reminded(reminders[-1], len(reminders)) for code, reminders in found.items()}


def reminders_of(collection: Collection, unit: str) -> list[Reminder]:
    """Every reminder of a unit, the latest first. One statement."""
    return list(Reminder.objects.filter(collection=collection, unit__code=unit).select_related("by"))


def mail_counts(collection: Collection) -> dict[str, int]:
    """How many mails of a collection wait, went out, and could not be sent. One statement."""
    rows = Reminder.objects.filter(collection=collection).exclude(sent_to="").values_list("outcome", flat=True)
    outcomes = list(rows)
    return {outcome.value: outcomes.count(outcome.value) for outcome in Outcome}


def queued(collection: Collection) -> list[int]:
    """The mails that wait. One statement."""
    return list(Reminder.objects.filter(collection=collection, outcome=Outcome.QUEUED).values_list("pk", flat=True))


def addresses(units: Sequence[str]) -> dict[str, str]:
    """The mail address of the secretary of each unit, where one is known. Two statements.

    For a unit that has gone into another one as a whole, the address is that of the other one's, which sends in its name.
    """
    today, graph = clock.today(), successions_out_of(units)
    heirs = {unit: graph.heir(unit, today) for unit in units}
    rows = RoleAssignment.objects.filter(
        in_force(today), role=Role.COMMUNE_SECRETARY, unit__code__in={*units, *heirs.values()}, user__is_active=True
    ).exclude(user__email="")
    known = dict(rows.order_by("-valid_from").values_list("unit__code", "user__email"))
    found = {unit: known.get(unit) or known.get(heir) for unit, heir in heirs.items()}
    return {unit: address for unit, address in found.items() if address}


def reasons_of(returns: Sequence[int]) -> dict[int, list[str]]:
    """Why returns were sent back, each as sentences "chỉ tiêu: lý do". One statement, none for no returns."""
    if not returns:
        return {}
    found: dict[int, list[str]] = {}
    for remark in Remark.objects.filter(return_of__in=returns).select_related("indicator").order_by("pk"):
        label = f"{remark.indicator.spec['label']}: " if remark.indicator else ""
        found.setdefault(remark.return_of_id, []).append(f"{label}{remark.text}")
    return found
