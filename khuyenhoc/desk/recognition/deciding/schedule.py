"""Until when each stage shall be done: the unit's own days, or the suggested ones."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.place import keepers_place, place_of, show_list
from khuyenhoc.desk.recognition.typed import typed_day
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.deciding.schedule import due_days, schedule_of, set_schedule
from khuyenhoc.recognition.enums import LearningModel, Stage
from khuyenhoc.recognition.wholes.saying import stage_label
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.dates import format_date


@desk_page
def schedule_view(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponse:
    return schedule_page(request, unit, model, year, scope, problems=[])


def schedule_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "", *, problems: list[Problem]
) -> HttpResponse:
    place = keepers_place(request, unit, model, year, scope)
    rows = [
        (d, stage_label(d.stage, scope), request.POST.get(d.stage, format_date(d.on)))
        for d in schedule_of(unit, model, year)
    ]
    return show_list(request, "deciding/schedule", place, problems=problems, rows=rows)


@act_on(schedule_page, "recognition_schedule")
def schedule_act(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponseBase:
    """A day that is empty or as suggested is not the unit's own."""
    place = place_of(request, unit, model, year, scope)
    suggested = {due.stage: due.on for due in due_days(year, {})}
    typed = {stage: typed_day(request.POST.get(stage, ""), str(stage.label)) for stage in Stage}
    days = {stage: day for stage, day in typed.items() if day and day != suggested[stage]}
    set_schedule(by=request.user, unit=Unit.objects.get(code=place.unit), model=model, year=year, days=days)
    say(request, _("Đã đặt hạn của từng bước."))
    return redirect("desk:recognising", *place.args)
