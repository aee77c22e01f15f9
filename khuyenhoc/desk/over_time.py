"""A figure over time: the unit, the periods and the map that a page asks for, and what the reader may see of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.audit.queries import head
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.desk import maps, unit_page
from khuyenhoc.desk.maps import Choice, Ended
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.rollups.stated import form_for, stated_periods
from khuyenhoc.rollups.years import alike, span
from khuyenhoc.vietnamese.periods import period_of

FIRST, LAST = "tu", "den"


@dataclass(frozen=True)
class Asked:
    """What is asked of a unit over the periods from `first` to `last`. `known`: all periods of their kind, in order."""

    life: unit_page.Life
    known: Sequence[str]
    first: str
    last: str
    form: FormSpec
    as_of: dt.date | None
    given: str
    maps: tuple[Choice, ...]
    ended: Ended | None
    sentences: Sequence[str] = ()
    """None: how figures came about on a map is said where one period alone is shown."""

    @property
    def unit(self) -> str:
        return self.life.code

    @cached_property
    def between(self) -> list[str]:
        """The periods from the first to the last."""
        return span(self.known, self.first, self.last)

    @property
    def query(self) -> str:
        """The periods and the map as an address carries them."""
        return self._query(self.first, self.last)

    def _query(self, first: str, last: str) -> str:
        return urlencode({FIRST: first, LAST: last} | ({maps.MAP: self.given} if self.given else {}))

    def between_two(self, indicator: str, first: str, last: str) -> str:
        """Where it is said why a figure changed between two periods, on the same map."""
        return f"{reverse('desk:why', args=[indicator, self.unit])}?{self._query(first, last)}"

    @property
    def figures_query(self) -> str:
        """The last period and the map as the pages of figures carry them."""
        return maps.query(self.last, self.given)

    def address(self, page: str, *path: str) -> str:
        return f"{reverse(f'desk:{page}', args=path)}?{self.query}"


def indicator_of(form: FormSpec, code: str) -> IndicatorSpec:
    """Http404 for a code that the form has not."""
    if code not in form.by_code:
        raise Http404(_("Biểu mẫu của kỳ này không có chỉ tiêu đó."))
    return form.by_code[code]


class OnePeriod(Http404):
    """There are no two periods to compare. `life`: the unit's; `period`: the only one."""

    def __init__(self, life: unit_page.Life, period: str) -> None:
        super().__init__(_("Cần số liệu của ít nhất hai kỳ để so sánh."))
        self.life, self.period = life, period


def asked(request: DeskRequest, unit: str, *, latest_two: bool) -> Asked:
    """Http404 for a unit, period or map that there is not; OnePeriod where there are no two periods to compare.

    NotAllowed where its figures are not the reader's to see. `latest_two`: what is shown where no period is named; else all.
    """
    life = unit_page.seen_life(request.visitor, unit)
    first, last, known = _periods(request, life, latest_two)
    given = request.GET.get(maps.MAP, "")
    as_of, journal = maps.day_of(given), head()
    then = period_of(first).ends  # type: ignore[union-attr]  # a known one
    own = _("Bản đồ của từng kỳ")
    shown = maps.choices_from(journal, then, as_of or then, given, own)
    current, _label = maps.chosen(shown)
    became = unit_page.became(request.visitor, life)
    return Asked(life, known, first, last, form_for(last), as_of if current else None, current, shown, became)


def _periods(request: DeskRequest, life: unit_page.Life, latest_two: bool) -> tuple[str, str, list[str]]:
    """The first and the last of the periods that are asked for, and all of their kind."""
    first, last = request.GET.get(FIRST), request.GET.get(LAST)
    known = alike(stated_periods(), last or first)
    if any(code and code not in known for code in (first, last)):
        raise Http404(_("Không có số liệu của kỳ này. Chọn một kỳ trong danh sách."))
    if not known:
        raise Http404(_("Chưa mở đợt báo cáo nào nên chưa có số liệu."))
    if len(known) < 2:
        raise OnePeriod(life, known[0])
    at = max(1, known.index(last) if last else len(known) - 1)
    start = known.index(first) if first else at - 1 if latest_two else 0
    return known[min(start, at - 1)], known[at], known
