"""Reading what an opening is about: what there was, what can be opened, and who would owe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khuyenhoc.catalogue.queries import forms
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.models import Collection, Obligation
from khuyenhoc.returns.opening.models import Plan
from khuyenhoc.returns.opening.rules import Arranged, Offer, Proposal, arranged, next_reminder, offers
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.periods import period_of


@dataclass(frozen=True)
class Offered:
    """`forms`: all of the catalogue; `offers`: what can be opened; `arranged`: the same as it is chosen from."""

    forms: tuple[FormSpec, ...]
    offers: tuple[Offer, ...]
    arranged: Arranged


def offered(unit: str, today: dt.date) -> Offered:
    """What a unit can open. Two statements."""
    known = list(Collection.objects.filter(unit__code=unit).values_list("form__code", "period"))
    all_ = tuple(forms())
    found = tuple(offers(all_, known, today))
    return Offered(all_, found, arranged(found, known, today))


@dataclass(frozen=True)
class Last:
    """The last collection by a form, as a proposal, with the codes of those who owed to it."""

    proposal: Proposal
    owing: frozenset[str]


def last_opened(form: str, unit: str) -> Last | None:
    """The last collection of a unit by a form (any version); None where there was none. Two statements at most."""
    rows = Collection.objects.filter(form__code=form, unit__code=unit).select_related("form", "plan")
    for collection in rows.order_by("-period_ends"):
        if period := period_of(collection.period):
            plan = plan_of(collection)
            proposal = Proposal(
                form, collection.form.version, period, collection.opens_on, collection.due_on, tuple(plan.kinds),
                tuple(plan.reminders), plan.instructions,
            )  # fmt: skip
            return Last(proposal, frozenset(collection.obligations.values_list("unit__code", flat=True)))
    return None


def plan_of(collection: Collection) -> Plan:
    """What was laid down; an empty plan where nothing was. One statement where it was not read with the collection."""
    return getattr(collection, "plan", None) or Plan(collection=collection)


def reminding_on(collection: Collection, today: dt.date, due: Iterable[dt.date] = ()) -> dt.date | None:
    """The next day of the plan on which to remind; None where none is left. One statement at most.

    `due`: the due dates of those who may have to be reminded, extended ones too; without any, the collection's.
    """
    reminders = plan_of(collection).reminders
    days = (next_reminder(day, reminders, today) for day in set(due) or {collection.due_on})
    return min(filter(None, days), default=None)


def owed_by(collection: Collection, unit: str) -> Obligation | None:
    """What a unit owes: by when, and why another day than the others; None where it owes nothing. One statement."""
    return Obligation.objects.filter(collection=collection, unit__code=unit).first()


def kinds_of(map_: UnitMap, unit: str, level: str) -> list[str]:
    """The kinds of the units of a level below a unit ("phường", "xã"). No statement."""
    return sorted({one.kind for one in map_.below(unit, level)})


def owing(map_: UnitMap, unit: str, level: str, kinds: Sequence[str]) -> list[UnitName]:
    """Who would owe, in the order of the map: the units of a level, of some kinds or (empty) of all. No statement."""
    return [one for one in map_.below(unit, level) if not kinds or one.kind in kinds]
