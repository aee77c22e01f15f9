"""The journal: what happened lately, and everything that happened to one thing."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import acts_known, clock_behind, history, latest
from khuyenhoc.desk.frame import anywhere, show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.journal import told
from khuyenhoc.desk.journal_words import ACTS, SUBJECTS
from khuyenhoc.desk.visitor import DeskRequest, Visitor
from khuyenhoc.returns.queries import collections
from khuyenhoc.units.history import versions
from khuyenhoc.units.queries import UnitMap

ON_A_PAGE = 100


@desk_page
def journal(request: DeskRequest) -> HttpResponse:
    map_ = request.visitor.map_on(clock.today())
    by, act, kind = (request.GET.get(name, "") for name in ("nguoi", "viec", "loai"))
    events = latest(watched(request, map_), by=by.strip(), act=act, subject_type=kind)
    page = Paginator(events, ON_A_PAGE).get_page(request.GET.get("trang"))
    acts = sorted(((name, str(ACTS.get(name, name))) for name in acts_known()), key=lambda pair: pair[1])
    kinds = sorted(((name, str(words)) for name, words in SUBJECTS.items()), key=lambda pair: pair[1])
    at = anywhere(map_, request.visitor.home, collections())
    events_told = told(page)
    return show(
        request, "journal", at, tab="journal", page=page, events=events_told, acts=acts, kinds=kinds, by=by, act=act,
        kind=kind, names=map_.names({one.unit for one in events_told}), clock_behind=clock_behind(),
    )  # fmt: skip


def watched(request: DeskRequest, map_: UnitMap) -> list[str] | None:
    """The units whose acts the reader may see; None: all, and those at no unit. NotAllowed where there is none."""
    may = [code for code in map_.units if request.visitor.may(Right.SEE_JOURNAL, code, map_)]
    ended = [code for code in former_units(request.visitor) if code not in map_.units]
    if not may and not ended:
        raise NotAllowed(refusal(request.user, Right.SEE_JOURNAL, _("đơn vị nào")))
    return None if any(map_.units[code].parent is None for code in may) else [*may, *ended]


def former_units(visitor: Visitor) -> list[str]:
    """Units that have ended and those that stood below them then, of which the reader sees the journal. Statements by unit."""
    found: list[str] = []
    for held in visitor.held:
        if held.reach(Right.SEE_JOURNAL) and (known := versions(held.unit)) and (until := known[-1].valid_to):
            then = visitor.map_on(until - dt.timedelta(days=1))
            found += [u.code for u in then.below(held.unit) if visitor.may(Right.SEE_JOURNAL, u.code, then)]
    return found


@desk_page
def journal_of(request: DeskRequest, kind: str, subject: str) -> HttpResponse:
    map_ = request.visitor.map_on(clock.today())
    units, events = watched(request, map_), list(history(kind, subject))
    seen = [event for event in events if units is None or event.unit in units]
    if not seen:
        raise Http404(_("Nhật ký không có việc nào về thứ này."))
    name = f"{SUBJECTS.get(kind, kind)} {subject}"
    at = anywhere(map_, request.visitor.home, collections())
    return show(request, "journal_of", at, tab="journal", events=told(seen)[::-1], subject=name)
