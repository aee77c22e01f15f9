"""What is done about whole units as communities: all of them put on the list, and what a unit does about itself."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.lists.registers import unit_page
from khuyenhoc.desk.recognition.lists.views import done, list_page
from khuyenhoc.desk.recognition.place import seen_map
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.joining.links import own_token
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.wholes.acts import open_own_link, put_units_on_list, register_itself
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit


@act_on(list_page, "register_list")
def put_act(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str) -> HttpResponseBase:
    """All that belong on the list and are not there stand on it; one button takes that back."""
    return done(request, put_units_on_list(by=request.user, unit=Unit.objects.get(code=unit), year=year, scope=scope))


def _own_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    standing = _standing(request, pk)
    return unit_page(request, _code(standing), standing.year, problems=problems)


@act_on(_own_page, "whole_page")
def register_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A unit registers itself."""
    standing = _standing(request, pk)
    register_itself(by=request.user, standing=pk)
    text = _("%(name)s đã đăng ký cộng đồng học tập năm %(year)d.")
    say(request, text % {"name": standing.entry.name, "year": standing.year})
    return _home(standing)


@act_on(_own_page, "whole_page")
def score_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """To the unit's own page, on which it scores itself, as whoever holds its link has it."""
    return redirect("desk:own", own_token(open_own_link(by=request.user, standing=pk)))


@desk_page
def whole_page(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A unit's own page among its registers."""
    return _home(_standing(request, pk))


def _standing(request: DeskRequest, pk: int) -> Standing:
    """Of a whole unit, for whoever sees its registers. Standing.DoesNotExist; NotAllowed."""
    found = Standing.objects.select_related("entry__about").get(pk=pk, entry__about__isnull=False)
    request.visitor.check(Right.SEE_REGISTER, _code(found), seen_map(request, _code(found), found.year))
    return found


def _home(standing: Standing) -> HttpResponseBase:
    return redirect(f"{reverse('desk:register_unit', args=[_code(standing)])}?nam={standing.year}")


def _code(standing: Standing) -> str:
    assert standing.entry.about
    return standing.entry.about.code
