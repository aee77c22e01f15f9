"""One entry: its years, what happened to it, and what can be corrected."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.guard import act_on, desk_page, nothing_done
from khuyenhoc.desk.recognition.addresses import undo_of
from khuyenhoc.desk.recognition.lists.forms import EntryForm, form_of
from khuyenhoc.desk.recognition.lists.steps import told
from khuyenhoc.desk.recognition.place import Place, place_of, show_list
from khuyenhoc.desk.recognition.words import HEADS, step_words
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.enums import LearningModel, NameShown, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.keeping.correcting import correct, show_name
from khuyenhoc.recognition.keeping.leaving import leave
from khuyenhoc.recognition.models import Entry, Standing, Step
from khuyenhoc.recognition.overview import standings_of, steps_on, villages_of
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.dates import parse_date


@desk_page
def entry_view(request: DeskRequest, pk: int) -> HttpResponse:
    return entry_page(request, pk, problems=[])


def entry_page(
    request: DeskRequest, pk: int, *, problems: list[Problem], form: EntryForm | None = None
) -> HttpResponse:
    """An entry in the year that its reader comes from (`nam`), else in its latest. Seven statements besides the frame's."""
    entry = Entry.objects.select_related("unit", "village", "merged_into", "about").get(pk=pk)
    standings = standings_of(entry)
    place, now = _where(request, entry, standings)
    own = [s for s in standings if s.entry_id == entry.pk]
    if place.keeps and form is None and not entry.scope:
        form = form_of(entry, villages_of(place.unit))
    return show_list(
        request, "entry", place, entry=entry, name=place.name(entry),
        head=place.head(entry), head_title=HEADS.get(place.model, ""), standings=standings, now=now, problems=problems,
        form=form, steps=told(steps_on(entry, own), keeps=place.keeps, of_one=True), ways=NameShown.choices, leaving=LEAVING,
        today=clock.today(),
    )  # fmt: skip


LEAVING: Final = ((Status.MOVED_AWAY.value, Status.MOVED_AWAY.label), (Status.ENDED.value, Status.ENDED.label))


def _where(request: DeskRequest, entry: Entry, standings: list[Standing]) -> tuple[Place, Standing | None]:
    """The list that the page belongs to, and where the entry stands on it."""
    asked = request.GET.get("nam", "")
    own = [s for s in standings if s.entry_id == entry.pk]
    now = next((s for s in own if str(s.year) == asked), own[0] if own else None)
    year = now.year if now else clock.today().year
    return place_of(request, entry.unit.code, LearningModel(entry.model), year, entry.scope), now


def _kept(request: DeskRequest, pk: int) -> tuple[Entry, Place, Standing | None]:
    entry = Entry.objects.select_related("unit").get(pk=pk)
    return entry, *_where(request, entry, standings_of(entry))


@act_on(entry_page, "register_entry")
def correct_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """What the register says of the entry is corrected."""
    entry, place, _now = _kept(request, pk)
    form = form_of(entry, villages_of(place.unit), request.POST)
    if not form.is_valid():
        return nothing_done(entry_page(request, pk, problems=[], form=form))
    return _done(request, pk, correct(by=request.user, entry=pk, year=place.year, said=form.said))


@act_on(entry_page, "register_entry")
def show_name_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """How much of the name certificates show."""
    _entry, place, _now = _kept(request, pk)
    how = request.POST.get("cach", "")
    if how not in NameShown.values:
        raise RecognitionRefused(_("Chọn một trong ba cách ghi tên."))
    return _done(request, pk, show_name(by=request.user, entry=pk, year=place.year, how=NameShown(how)))


@act_on(entry_page, "register_entry")
def leave_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The entry moved away, or is there no more."""
    _entry, _place, now = _kept(request, pk)
    how, on = request.POST.get("the-nao", ""), parse_date(request.POST.get("ngay", ""))
    if now is None or how not in dict(LEAVING):
        raise RecognitionRefused(_("Chọn “đã chuyển đi” hay “không còn”."))
    if on is None:
        raise RecognitionRefused(_("Ghi ngày, ví dụ 15/3/2024."))
    reason = request.POST.get("ly-do", "")
    return _done(request, pk, leave(by=request.user, standings=[now.pk], how=Status(how), on=on, reason=reason))


def _done(request: DeskRequest, pk: int, step: Step) -> HttpResponseBase:
    say(request, f"{step_words(step)}.", undo=undo_of(step))
    return redirect(f"{reverse('desk:register_entry', args=[pk])}?nam={step.year}")
