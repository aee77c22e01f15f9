"""One entry more on a list, and a list carried over from the last year that has one."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.guard import act_on, desk_page, nothing_done
from khuyenhoc.desk.recognition.lists.forms import EntryForm
from khuyenhoc.desk.recognition.lists.views import done, list_page
from khuyenhoc.desk.recognition.place import keepers_place, show_list
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.keeping.correcting import faults_of
from khuyenhoc.recognition.keeping.registers import keep_again, stop_register
from khuyenhoc.recognition.listing import NewEntry, carry_over, enlist
from khuyenhoc.recognition.overview import carried_over, villages_of
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit


@desk_page
def add_view(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponse:
    return add_page(request, unit, model, year, problems=[])


def add_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, *, problems: list[Problem],
    form: EntryForm | None = None,
) -> HttpResponse:  # fmt: skip
    place = keepers_place(request, unit, model, year)
    if form is None:
        form = EntryForm(model, villages_of(unit), request.POST or None, initial={"thon": request.GET.get("thon", "")})
    return show_list(request, "add", place, form=form, problems=problems)


@act_on(add_page, "register_add")
def add_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Puts one entry on the list."""
    form = EntryForm(model, villages_of(unit), request.POST)
    if not form.is_valid():
        return nothing_done(add_page(request, unit, model, year, problems=[], form=form))
    said = form.said
    if faults := faults_of(model, said, clock.today().year):
        raise RecognitionRefused("\n".join(faults))
    new = NewEntry(said.name, said.village_id, said.number, said.head, said.house, said.birth_year)
    return done(
        request, enlist(by=request.user, unit=Unit.objects.get(code=unit), model=model, year=year, entries=[new])
    )


@act_on(list_page, "register_list")
def keep_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """From this year on the figures of returns come from the register."""
    keep_again(by=request.user, unit=Unit.objects.get(code=unit), model=model, kept_from=dt.date(year, 1, 1))
    text = _("Từ năm %d, số liệu %s trong báo cáo lấy từ sổ này.") % (year, model.label)
    say(request, text, undo=reverse("desk:register_stop", args=[unit, model, year]))
    return redirect("desk:register_list", unit, model, year)


@act_on(list_page, "register_list")
def stop_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """From this year on they are typed."""
    stop_register(by=request.user, unit=Unit.objects.get(code=unit), model=model, on=dt.date(year, 1, 1))
    text = _("Từ năm %d, số liệu %s trong báo cáo gõ tay; sổ vẫn còn nguyên.") % (year, model.label)
    say(request, text, undo=reverse("desk:register_keep", args=[unit, model, year]))
    return redirect("desk:register_list", unit, model, year)


@desk_page
def carry_view(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponse:
    return carry_page(request, unit, model, year, problems=[])


def carry_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, *, problems: list[Problem]
) -> HttpResponse:
    """What carrying over will do: how many come along, how many stay behind and why."""
    place = keepers_place(request, unit, model, year)
    found = carried_over(unit, model, year)
    return show_list(
        request, "carry", place, found=found, last=found.last,
        problems=problems,
    )  # fmt: skip


@act_on(carry_page, "register_carry")
def carry_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Carries the list over."""
    row = Unit.objects.get(code=unit)
    return done(request, carry_over(by=request.user, unit=row, model=model, year=year))
