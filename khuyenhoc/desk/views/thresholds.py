"""Warnings that most units carry with a reason, and what other thresholds would leave of them. Nothing is changed here."""

from __future__ import annotations

from django.http import HttpResponse

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.learning import learned
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.queries import collections


@desk_page
def thresholds(request: DeskRequest) -> HttpResponse:
    """Of the latest collection, or of the one that is asked for. Collection.DoesNotExist for one that is not there."""
    visitor, known, wanted = request.visitor, collections(), request.GET.get("dot", "")
    chosen = next((c for c in known if c.code == wanted), None) if wanted else next(iter(known), None)
    if wanted and chosen is None:
        raise Collection.DoesNotExist
    map_ = visitor.map_on(chosen.period_ends if chosen else clock.today())
    visitor.check(Right.SEE_THRESHOLDS, chosen.unit.code if chosen else visitor.home, map_)
    at = where(map_, chosen.unit.code if chosen else visitor.home, chosen)
    found = learned(chosen) if chosen else None
    return show(request, "thresholds", at, tab="thresholds", found=found, chosen=chosen, known=known)
