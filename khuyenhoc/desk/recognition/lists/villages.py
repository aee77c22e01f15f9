"""The villages of a unit: added, renamed, ended, brought back."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.place import TAB, seen_map
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.incoming.columns import kind_and_name
from khuyenhoc.recognition.keeping.villages import end_village, rename_village, reopen_village
from khuyenhoc.recognition.listing import add_villages
from khuyenhoc.recognition.models import Village
from khuyenhoc.recognition.overview import entries_by_village, villages_of
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised


@desk_page
def villages_view(request: DeskRequest, unit: str) -> HttpResponse:
    return villages_page(request, unit, problems=[])


def villages_page(request: DeskRequest, unit: str, *, problems: list[Problem]) -> HttpResponse:
    today = clock.today()
    map_ = seen_map(request, unit, today.year)
    request.visitor.check(Right.SEE_REGISTER, unit, map_)
    numbers = entries_by_village(unit)
    rows = [(village, numbers.get(village.pk, 0)) for village in villages_of(unit)]
    keeps = request.visitor.may(Right.KEEP_REGISTER, unit, map_)
    return show(
        request, "recognition/villages", where(map_, unit), tab=TAB, unit=unit, rows=rows, keeps=keeps,
        problems=problems, typed=request.POST.get("cac-thon", ""),
    )  # fmt: skip


def _again(request: DeskRequest, unit: str, pk: int, *, problems: list[Problem]) -> HttpResponse:
    return villages_page(request, unit, problems=problems)


@act_on(villages_page, "register_villages")
def add_act(request: DeskRequest, unit: str) -> HttpResponseBase:
    """Adds the villages of a box, one a line."""
    names = [kind_and_name(line) for line in request.POST.get("cac-thon", "").splitlines() if line.strip()]
    if not names:
        raise RecognitionRefused(_("Ghi tên thôn, khu dân cư, mỗi dòng một tên."))
    row = Unit.objects.get(code=unit)
    made = add_villages(by=request.user, unit=row, names=names, valid_from=dt.date(clock.today().year, 1, 1))
    if not made:
        raise RecognitionRefused(_("Các tên này đã có cả rồi."))
    say(request, _("Đã thêm %s thôn, khu dân cư.") % format_count(len(made)))
    return redirect("desk:register_villages", unit)


@desk_page
def one_village(request: DeskRequest, unit: str, pk: int) -> HttpResponseBase:
    """A village has no page of its own."""
    return redirect("desk:register_villages", unit)


@act_on(_again, "register_village")
def rename_act(request: DeskRequest, unit: str, pk: int) -> HttpResponseBase:
    """Another name for a village."""
    village = Village.objects.get(pk=pk, unit__code=unit)
    before, (kind, name) = village.full_name, kind_and_name(request.POST.get("ten", ""))
    row = rename_village(by=request.user, village=pk, kind=kind, name=name)
    say(request, _("Đã đổi tên %(before)s thành %(after)s.") % {"before": before, "after": row.full_name})
    return redirect("desk:register_villages", unit)


@act_on(_again, "register_village")
def end_act(request: DeskRequest, unit: str, pk: int) -> HttpResponseBase:
    """A village is there no more."""
    Village.objects.get(pk=pk, unit__code=unit)
    row = end_village(by=request.user, village=pk, on=clock.today())
    text = _("%s không còn trong danh mục thôn của đơn vị.") % capitalised(row.full_name)
    say(request, text, undo=reverse("desk:register_village_back", args=[unit, pk]))
    return redirect("desk:register_villages", unit)


@act_on(_again, "register_village")
def back_act(request: DeskRequest, unit: str, pk: int) -> HttpResponseBase:
    """It is there again."""
    Village.objects.get(pk=pk, unit__code=unit)
    say(request, _("Đã hoàn tác: %s lại có trong danh mục.") % reopen_village(by=request.user, village=pk).full_name)
    return redirect("desk:register_villages", unit)
