"""Whose map a page of figures is on: the period's own, today's or that of another day; and what that means for a unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.leading import LeadsOn
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.rollups.books import Books
from khuyenhoc.units.history import redrawn_on, successions, versions
from khuyenhoc.units.models import UnitVersion
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.units.succession import Successions
from khuyenhoc.vietnamese.dates import format_date, parse_date, sentence_date
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised

MAP: Final = "ban-do"
TODAY: Final = "nay"

Ways = tuple[tuple[str, str], ...]
"""Units by name, each with the address of its page, "" where that is not the reader's to see."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A map to choose. `given`: how the address of a page names it; None for the period's own."""

    label: str
    given: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a unit that is not on today's map, and the units of today that have something of it."""

    text: str
    successors: Ways


def day_of(given: str) -> dt.date | None:
    """The day whose map an address names; None for the period's own. Http404 for what is no day."""
    if not given or given == TODAY:
        return clock.today() if given else None
    if day := parse_date(given):
        return day
    raise Http404(_("“%s” không phải là ngày. Chọn bản đồ ở đầu trang số liệu.") % given)


def address(page: str, unit: str, period: str, given: str = "") -> str:
    """Where a page of figures of a unit is, in a period, on a map."""
    return f"{reverse(f'desk:{page}', args=[unit])}?{query(period, given)}"


def query(period: str, given: str = "") -> str:
    """The period and the map as an address carries them."""
    return urlencode({"ky": period} | ({MAP: given} if given else {}))


def choices(found: Books, given: str) -> tuple[Choice, ...]:
    """The maps to choose from, none where no plan changed anything. No statement while nothing is journalled."""
    return choices_from(found.journal_head, found.grounds.then.on, found.map.on, given, _("Bản đồ như trong kỳ"))


def choices_from(journal_head: str, then: dt.date, on: dt.date, given: str, own: str) -> tuple[Choice, ...]:
    """The same for what was stated on the map of a day and is shown on that of another. `own`: how the first is called."""
    labels: dict[str | None, str] = {None: own}
    if redrawn(journal_head, then, clock.today()):
        labels[TODAY] = _("Bản đồ hiện nay")
    if given not in ("", TODAY) and redrawn(journal_head, then, on):
        labels[given] = _("Bản đồ %s") % sentence_date(on)
    if len(labels) == 1:
        return ()
    return tuple(Choice(label, value, value == (given or None)) for value, label in labels.items())


def chosen(offered: Iterable[Choice]) -> tuple[str, str]:
    """How the map that is shown is named, in an address and on the page; "" and "" for the period's own."""
    return next(((one.given, one.label) for one in offered if one.current and one.given), ("", ""))


def redrawn(journal_head: str, one: dt.date, other: dt.date) -> bool:
    """Whether a plan changed anything between two days. No statement while nothing is journalled."""
    first, last = sorted((one, other))
    return any(first < day <= last for day in _redrawings(journal_head))


@lru_cache(maxsize=2)
def _redrawings(_journal_head: str) -> tuple[dt.date, ...]:
    return tuple(redrawn_on())


@lru_cache(maxsize=4)
def map_on(_journal_head: str, on: dt.date) -> UnitMap:
    """The map of a day. No statement while nothing is journalled."""
    return unit_map(on)


@lru_cache(maxsize=2)
def graph(_journal_head: str) -> Successions:
    """What became of which units, over all dates. No statement while nothing is journalled."""
    return successions()


def ended(visitor: Visitor, found: Books, unit: str) -> Ended | None:
    """What became of a unit of the books that has ended since. One statement for such a unit, else none."""
    if not redrawn(found.journal_head, min(found.grounds.then.on, found.map.on), clock.today()):
        return None
    now, links = map_on(found.journal_head, clock.today()), graph(found.journal_head)
    last = versions(unit)[-1] if unit not in now.units else None
    if last is None or last.valid_to is None:
        return None
    return what_became(visitor, last, now, links, lambda code: address("figures", code, found.period, TODAY))


def what_became(
    visitor: Visitor, last: UnitVersion, now: UnitMap, graph: Successions, way: Callable[[str], str]
) -> Ended:
    """What became of a unit by its last version. `way`: where the page of a unit of today is. No statement."""
    text = _("%(unit)s kết thúc từ %(day)s (%(how)s).") % {
        "unit": capitalised(last.full_name), "day": sentence_date(last.valid_to or now.on),
        "how": last.get_ended_as_display(),
    }  # fmt: skip
    codes = graph.leads_to(last.unit.code, now.units)
    names = now.names(codes)
    ways = tuple((names[code], way(code) if visitor.may(Right.SEE_FIGURES, code, now) else "") for code in codes)
    return Ended(text, ways)


def elsewhere(found: Books, unit: str) -> Http404:
    """Why the books have not got a unit, and on which map it is. One statement."""
    known = versions(unit)
    if not known:
        return Http404(_("Không có đơn vị này trong kỳ đang xem."))
    begins, ends, today = known[0].valid_from, known[-1].valid_to, clock.today()
    words = {"unit": capitalised(known[0].full_name), "day": format_date(begins), "period": period_words(found.period)}
    if begins > found.map.on:
        is_there = begins <= today and (ends is None or today < ends)
        map_ = _("bản đồ hiện nay") if is_there else _("bản đồ %s") % sentence_date(begins)
        founded = _("%(unit)s thành lập ngày %(day)s; số liệu %(period)s xem trên %(map)s.")
        known_since = _("%(unit)s có trên bản đồ từ ngày %(day)s; số liệu %(period)s xem trên %(map)s.")
        text = (founded if known[0].began_by else known_since) % {**words, "map": map_}
        given = TODAY if is_there else begins.isoformat()
        return LeadsOn(text, [(_("Xem trên %s") % map_, address("figures", unit, found.period, given))])
    text = _("%(unit)s đã kết thúc từ ngày %(day)s, không có số liệu %(period)s.")
    ways = [(_("Xem nay là đơn vị nào"), reverse("desk:unit", args=[unit]))]
    return LeadsOn(text % {**words, "day": format_date(ends) if ends else "–"}, ways)
