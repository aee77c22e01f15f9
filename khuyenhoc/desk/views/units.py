"""Units: looking one up by any name that it has borne, and everything that is known of one over all dates."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, officers, refusal
from khuyenhoc.audit import clock
from khuyenhoc.desk import unit_page
from khuyenhoc.desk.frame import Where, at_home, show
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.papers import papers_of
from khuyenhoc.desk.unit_family import family_picture
from khuyenhoc.desk.views.over_time import svg_response
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association
from khuyenhoc.returns.queries import returns_of
from khuyenhoc.rollups.queries import periods
from khuyenhoc.rollups.stated import stated_periods
from khuyenhoc.rollups.years import alike
from khuyenhoc.units.history import MOST, search


@desk_page
def units_view(request: DeskRequest) -> HttpResponse:
    """Looks for a name, of today or before, typed with accents or without."""
    visitor = request.visitor
    if not visitor.holds(Right.SEE_FIGURES):
        raise NotAllowed(refusal(request.user, Right.SEE_FIGURES, _("đơn vị nào")))
    text, map_ = request.GET.get("tim", "").strip(), visitor.map_on(clock.today())
    found = search(text, map_)
    codes = {f.code for f in found} | {unit.code for f in found for unit in f.leads_to}
    may_open = {code for code in codes if unit_page.may_open(visitor, code, map_)}
    return show(
        request, "units", at_home(visitor), tab="own_figures", text=text, found=found, most=MOST, may_open=may_open, map=map_,
        may_redraw=visitor.holds(Right.REORGANISE),
    )  # fmt: skip


@desk_page
def family_view(request: DeskRequest, code: str) -> HttpResponse:
    """What the unit came from and what it became, as a picture."""
    return svg_response(family_picture(unit_page.seen_life(request.visitor, code)))


@desk_page
def unit_view(request: DeskRequest, code: str) -> HttpResponse:
    visitor = request.visitor
    life = unit_page.seen_life(visitor, code)
    known = periods()
    years = unit_page.years(visitor, code, known)
    at = Where(association(life.ground.then, code), synthetic=any(year.synthetic for year in years))
    sees_returns = visitor.may_on(Right.SEE_RETURN, life.lineage)
    sees_people = sees_returns or visitor.may_on(Right.MANAGE_USERS, life.lineage)
    over_time = alike(stated_periods())
    return show(
        request, "unit", at, tab="own_figures", life=life, years=years, places=unit_page.places(life),
        ended=unit_page.became(visitor, life), officers=officers(code) if sees_people else None,
        returns=returns_of(code) if sees_returns else None, today=clock.today(),
        models=years[0].headlines if years else {}, more=len(known) > unit_page.PERIODS, papers=papers_of(code),
        compared=years[0].first_model if years and len(over_time) > 1 else "",
        balances=unit_page.balances(life), may_apportion=visitor.may_on(Right.APPORTION, life.lineage),
    )  # fmt: skip
