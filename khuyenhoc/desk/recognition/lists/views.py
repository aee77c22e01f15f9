"""A list: looked at, searched, and acted on, many entries at once; each step can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.addresses import list_args, undo_of
from khuyenhoc.desk.recognition.lists.next_step import next_step
from khuyenhoc.desk.recognition.lists.page import asked_of, listed
from khuyenhoc.desk.recognition.lists.steps import told
from khuyenhoc.desk.recognition.lists.whole_page import tabs_of, wholes_page
from khuyenhoc.desk.recognition.place import Place, ask_names, place_of, show_list
from khuyenhoc.desk.recognition.typed import typed_rows
from khuyenhoc.desk.recognition.words import HEADS, NAMES, step_words
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.keeping.leaving import leave
from khuyenhoc.recognition.keeping.registering import register, unregister
from khuyenhoc.recognition.models import Register, Standing, Step
from khuyenhoc.recognition.moving import take_back
from khuyenhoc.recognition.overview import by_village, steps_of, villages_of, years_of
from khuyenhoc.recognition.queries import counts
from khuyenhoc.recognition.rules import Count, day_within
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem


@desk_page
def list_view(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponse:
    return list_page(request, unit, model, year, scope, problems=[])


def list_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "", *, problems: list[Problem]
) -> HttpResponse:
    """A unit's list, or what is found on those of the units below; the list of whole units is a page of its own."""
    if scope:
        return wholes_page(request, unit, model, year, scope, problems=problems)
    place, asked = place_of(request, unit, model, year), asked_of(request.GET)
    in_villages = by_village(unit, model, year) if place.is_one else {}
    sums = counts(year, place.units)
    total = sum((found.get(model, Count()) for found in sums.values()), Count())
    steps = steps_of(unit, model, year) if place.is_one else []
    return show_list(
        request, "list", place, asked=asked, total=total,
        found=listed(place, asked, in_villages), steps=told(steps, keeps=place.keeps), problems=problems,
        kept_from=_kept_from(place) if place.is_one else None, villages=_choices(place),
        statuses=[(s.value, s.label) for s in Status], chosen=request.POST.getlist("muc"),
        next=next_step(unit, model, year, total) if place.keeps and place.is_one else None, tabs=tabs_of(request, place),
        years=sorted({*years_of(place.units, model), year}, reverse=True), name_title=NAMES[model],
        head_title=HEADS.get(model, ""), has_house=model == LearningModel.FAMILY, is_born=model == LearningModel.CITIZEN,
    )  # fmt: skip


def _kept_from(place: Place) -> dt.date | None:
    """Since when the figures of returns come from this register; None where they do not in this year."""
    rows = Register.objects.filter(unit__code=place.unit, model=place.model, kept_from__lte=dt.date(place.year, 12, 31))
    rows = rows.filter(Q(kept_until=None) | Q(kept_until__gt=dt.date(place.year, 12, 31)))
    return rows.values_list("kept_from", flat=True).first()


def _choices(place: Place) -> list[tuple[str, str]]:
    return [(str(v.pk), v.full_name) for v in villages_of(place.unit)] if place.is_one else []


def _register(by: User, standings: Sequence[int], year: int) -> Step:
    return register(by=by, standings=standings, on=day_within(year, clock.today()))


def _unregister(by: User, standings: Sequence[int], year: int) -> Step:
    return unregister(by=by, standings=standings)


def _leaving(how: Status) -> Callable[[User, Sequence[int], int], Step]:
    return lambda by, rows, year: leave(by=by, standings=rows, how=how, on=day_within(year, clock.today()))


ACTS: Final[dict[str, Callable[[User, Sequence[int], int], Step]]] = {
    "dang-ky": _register,
    "bo-dang-ky": _unregister,
    "chuyen-di": _leaving(Status.MOVED_AWAY),
    "khong-con": _leaving(Status.ENDED),
}
"""What the buttons under a list do to the entries that are ticked."""
NO_SUCH_ACT: Final = gettext_lazy("Chưa chọn việc cần làm. Bấm lại một trong các nút dưới danh sách.")


@act_on(list_page, "register_list")
def list_act(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponseBase:
    """Does one thing (`viec`) to the entries ticked one by one (`muc`) and to those of whole villages (`ca-thon`)."""
    act = ACTS.get(request.POST.get("viec", ""))
    if act is None:
        raise RecognitionRefused(str(NO_SUCH_ACT))
    step = act(request.user, _ticked(request, unit, model, year, scope), year)
    return done(request, step)


def _ticked(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str) -> list[int]:
    """The rows of the standings that are ticked, all of this list. Two statements."""
    own = Standing.objects.filter(unit__code=unit, model=model, year=year, entry__scope=scope)
    rows = typed_rows(request.POST.getlist("muc"))
    villages = typed_rows(request.POST.getlist("ca-thon"))
    found = {pk for part in in_parts(rows) for pk in _rows(own, pk__in=part)}
    if villages:
        found |= set(_rows(own, entry__village__in=villages))
    return sorted(found)


def _rows(own, **which: object) -> list[int]:  # type: ignore[no-untyped-def]
    return list(own.filter(**which).values_list("pk", flat=True))


def done(request: DeskRequest, step: Step) -> HttpResponseRedirect:
    """Says what a step did, with the way to undo it, on the list as it was looked at."""
    args = list_args(step.unit.code, step.model, step.year, step.scope)
    say(request, f"{step_words(step)}.", undo=undo_of(step))
    query = request.GET.urlencode()
    return redirect(f"{reverse('desk:register_list', args=args)}{'?' if query else ''}{query}")


def _page_again(
    request: DeskRequest,
    unit: str,
    model: LearningModel,
    year: int,
    pk: int,
    scope: str = "",
    *,
    problems: list[Problem],
) -> HttpResponse:
    return list_page(request, unit, model, year, scope, problems=problems)


@desk_page
def one_step(
    request: DeskRequest, unit: str, model: LearningModel, year: int, pk: int, scope: str = ""
) -> HttpResponseBase:
    """A step has no page of its own."""
    return redirect("desk:register_list", *list_args(unit, model, year, scope))


@act_on(_page_again, "register_step")
def undo_act(
    request: DeskRequest, unit: str, model: LearningModel, year: int, pk: int, scope: str = ""
) -> HttpResponseBase:
    """Takes a step of this list back."""
    step = Step.objects.only("pk").get(pk=pk, unit__code=unit, model=model, year=year, scope=scope)
    taken = take_back(by=request.user, step=step.pk)
    say(request, _("Đã hoàn tác: %s.") % step_words(taken))
    return redirect("desk:register_list", *list_args(unit, model, year, scope))


@act_on(list_page, "register_list")
def show_names_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Shows names in full to somebody of another unit, for the rest of the day, once a reason is given."""
    reason = request.POST.get("ly_do", "").strip()
    if not reason:
        raise RecognitionRefused(_("Ghi lý do cần xem tên. Lý do được ghi vào nhật ký."))
    ask_names(request, place_of(request, unit, model, year), reason[:300])
    say(request, _("Tên hiện đầy đủ đến hết hôm nay. Lần xem này đã được ghi vào nhật ký."))
    return redirect("desk:register_list", unit, model, year)
