"""Stays in a section: what was typed goes into the journal as one event when its stay ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record_all
from khuyenhoc.audit.rules import Entry
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.typing.models import TypingVisit

PAUSE = dt.timedelta(minutes=30)
"""After so long without a key the stay is over: who comes back begins another."""

Texts = Mapping[str, str]


def note_change(by: User, return_: Return, form: FormSpec, section: str, before: Texts, after: Texts) -> None:
    """Adds changed cells to the stay that is going on, or begins one and tells the journal of all that have ended."""
    now, open_ = clock.now(), list(return_.visits.filter(noted_at=None).select_related("by"))
    own = next((v for v in open_ if _goes_on(v, by, section, now)), None)
    end_visits(return_, form, [v for v in open_ if v is not own])
    if own is None:
        own = TypingVisit(return_of=return_, section=section, by=by, began_at=now, before={}, after={})
    own.last_at = now
    own.before = {**before, **own.before}
    own.after = {**own.after, **after}
    own.save()


def _goes_on(visit: TypingVisit, by: User, section: str, now: dt.datetime) -> bool:
    return visit.by_id == by.pk and visit.section == section and now - visit.last_at < PAUSE


def open_visits(return_: Return, by: User | None = None, section: str = "") -> list[TypingVisit]:
    """The stays that the journal has not been told of: all of a return, or one person's in one section. One statement."""
    rows = return_.visits.filter(noted_at=None).select_related("by")
    return list(rows.filter(by=by, section=section) if by else rows)


def end_visits(return_: Return, form: FormSpec, visits: Sequence[TypingVisit]) -> None:
    """One event for each stay in which something changed, in the name of whoever typed."""
    if not visits:
        return
    now = clock.now()
    entries = [_entry(return_, form, visit, now) for visit in visits if _changed(visit)]
    if entries:
        record_all(entries=entries)
    TypingVisit.objects.filter(pk__in=[v.pk for v in visits]).update(noted_at=now)


def _changed(visit: TypingVisit) -> dict[str, str]:
    return {code: text for code, text in visit.after.items() if text != visit.before.get(code)}


def _entry(return_: Return, form: FormSpec, visit: TypingVisit, now: dt.datetime) -> Entry:
    after = _changed(visit)
    title = next((s.title for s in form.sections if s.code == visit.section), visit.section)
    said = {"section": title, "since": visit.began_at.isoformat(timespec="seconds"), "revision": return_.revision}
    before = {"cells": {code: visit.before[code] for code in after}}
    subject = ("return", str(return_.pk))
    return Entry(now, visit.by.username, return_.unit.code, "type_section", *subject, before, {**said, "cells": after})
