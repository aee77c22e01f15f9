"""What a collection that is to be opened looks like, where it is wrong, and what it changes against the last one. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.catalogue.versions import form_on
from khuyenhoc.vietnamese.periods import Kind, Period, period_of

LATEST, FARTHEST, LONGEST = 366, 90, 2000
"""Days from the period's end to the due date at most, days of a reminder from the due date, letters of the instructions."""
USUAL_REMINDERS: Final = (-14, -3, 3)
"""Proposed for the first collection of an installation: a suggestion, to be changed on the page."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A collection as it is to be opened. `kinds`: the kinds of units that owe, empty for all of the form's level.

    `reminders`: days from the due date, negative before it, in order.
    """

    form: str
    version: str
    period: Period
    opens_on: dt.date
    due_on: dt.date
    kinds: tuple[str, ...] = ()
    reminders: tuple[int, ...] = USUAL_REMINDERS
    instructions: str = ""

    @property
    def code(self) -> str:
        """How the collection will be called."""
        return f"{self.form}-{self.period.code}"

    def digest(self, owing: Iterable[str]) -> str:
        """Tells a proposal with those who owe (codes) from every other: what was looked at is what is opened."""
        whole = repr((self, sorted(owing)))
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


def first_of_its_kind(form: FormSpec, period: Period) -> Proposal:
    """What is proposed where there was no such collection before: the form's usual dates."""
    return Proposal(form.code, form.version, period, *form.usual_dates(period.ends))


def like_last(last: Proposal, form: FormSpec, period: Period) -> Proposal:
    """The last collection again, in the version of the form that the new period has; each date as far from the period's end
    as it was then. Where nobody was to be reminded, the usual days are proposed, and shown as a change.
    """
    shift = period.ends - last.period.ends
    return Proposal(
        form.code, form.version, period, last.opens_on + shift, last.due_on + shift, last.kinds,
        last.reminders or USUAL_REMINDERS, last.instructions,
    )  # fmt: skip


def within(proposal: Proposal, kinds: Sequence[str]) -> Proposal:
    """Without the kinds of units that the map of the period does not have any more; where none is left, all of the level owe."""
    return replace(proposal, kinds=tuple(kind for kind in proposal.kinds if kind in kinds))


@dataclass(frozen=True, slots=True)
class Fault:
    """`field`: the name of the field of a proposal that is wrong; `text`: what to do."""

    field: str
    text: str


def faults(proposal: Proposal) -> list[Fault]:
    """What stands against opening it, field by field; empty where nothing does."""
    found = []
    if proposal.opens_on < proposal.period.starts:
        found.append(Fault("opens_on", _("Ngày mở đợt phải nằm trong hoặc sau kỳ báo cáo.")))
    if proposal.due_on < proposal.opens_on:
        found.append(Fault("due_on", _("Hạn nộp phải sau ngày mở đợt.")))
    if (proposal.due_on - proposal.period.ends).days > LATEST:
        found.append(Fault("due_on", _("Hạn nộp quá xa cuối kỳ báo cáo. Xem lại năm của hạn nộp.")))
    if any(abs(day) > FARTHEST for day in proposal.reminders):
        found.append(Fault("reminders", _("Ngày nhắc cách hạn nộp nhiều nhất %(n)s ngày.") % {"n": FARTHEST}))
    if len(proposal.instructions) > LONGEST:
        found.append(Fault("instructions", _("Hướng dẫn dài quá %(n)s chữ. Viết ngắn lại.") % {"n": LONGEST}))
    return found


def reminder_days(due_on: dt.date, reminders: Sequence[int]) -> list[dt.date]:
    """The days on which to remind, in order."""
    return [due_on + dt.timedelta(days=n) for n in sorted(set(reminders))]


def next_reminder(due_on: dt.date, reminders: Sequence[int], today: dt.date) -> dt.date | None:
    """The next day on which to remind, today counted; None where none is left."""
    return next((day for day in reminder_days(due_on, reminders) if day >= today), None)


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that is otherwise than in the last collection: its name, and both values."""

    field: str
    before: object
    after: object


def changes(last: Proposal, now: Proposal) -> list[Changed]:
    """What is otherwise than last time. Dates are compared as days from the period's end, since the period is another one."""
    found = []
    if (last.form, last.version) != (now.form, now.version):
        found.append(Changed("version", last.version, now.version))
    for field in ("opens_on", "due_on"):
        before, after = getattr(last, field), getattr(now, field)
        if before - last.period.ends != after - now.period.ends:
            found.append(Changed(field, before, after))
    for field in ("kinds", "reminders", "instructions"):
        if getattr(last, field) != getattr(now, field):
            found.append(Changed(field, getattr(last, field), getattr(now, field)))
    return found


@dataclass(frozen=True, slots=True)
class Offer:
    """A period that can be opened, with the form that its last day has."""

    period: Period
    form: FormSpec


def offers(forms: Sequence[FormSpec], opened: Iterable[tuple[str, str]], today: dt.date) -> list[Offer]:
    """What can be opened: periods of this year and its neighbours, and of the year after the last one of each form.

    `opened`: form and period of each collection that there is. Those that are not over yet come first.
    """
    known = set(opened)
    found = []
    for code, kind in sorted({(f.code, f.period) for f in forms}):
        last = max((int(p[:4]) for form, p in known if form == code and p[:4].isdigit()), default=today.year)
        for year in sorted({last + 1, today.year - 1, today.year, today.year + 1}):
            for quarter in (1, 2, 3, 4) if kind == "quarter" else (0,):
                period = Period(kind, year, quarter)
                form = form_on(forms, code, period.ends)
                if form and (code, period.code) not in known:
                    found.append(Offer(period, form))
    return sorted(found, key=lambda offer: (offer.period.ends < today, offer.period.ends, offer.period.code))


@dataclass(frozen=True, slots=True)
class Arranged:
    """`following`: what is most likely to be opened now, None where nothing is to come; the others by the kind of their period,
    each in the order of time, those that are `over` apart.
    """

    following: Offer | None
    coming: dict[Kind, list[Offer]]
    over: dict[Kind, list[Offer]]


def arranged(offers: Sequence[Offer], opened: Iterable[tuple[str, str]], today: dt.date) -> Arranged:
    """What follows the last collection of a form that is in use, the one that ends first; before there was any, the year that
    runs. `opened` as in `offers`.
    """
    last: dict[str, dt.date] = {}
    for form, code in opened:
        if period := period_of(code):
            last[form] = max(period.ends, last.get(form, period.ends))
    in_use = [o for o in offers if o.form.code in last and o.period.ends > last[o.form.code]]
    running = [o for o in offers if o.period.kind == "year" and o.period.ends >= today]
    following = min(in_use if last else running, key=lambda o: o.period.ends, default=None)
    coming: dict[Kind, list[Offer]] = {}
    over: dict[Kind, list[Offer]] = {}
    for offer in offers:
        if offer != following:
            (coming if offer.period.ends >= today else over).setdefault(offer.period.kind, []).append(offer)
    return Arranged(following, _by_kind(coming), _by_kind(over))


def _by_kind(groups: dict[Kind, list[Offer]]) -> dict[Kind, list[Offer]]:
    return {kind: groups[kind] for kind in get_args(Kind) if kind in groups}
