"""The unit appraises: the entries that wait, many at once where nothing differs, and one at a time by its indicators."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.addresses import undo_of
from khuyenhoc.desk.recognition.deciding.place import check_one_list, told_number
from khuyenhoc.desk.recognition.deciding.queue import MOST, queue_of
from khuyenhoc.desk.recognition.deciding.sheet import is_scored, points_from, sheet_of, sheet_words
from khuyenhoc.desk.recognition.place import Place, keepers_place, place_of, show_list
from khuyenhoc.desk.recognition.typed import typed_rows
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.appraising import accept_own_points, appraise
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models import Standing
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem

IN_TURN = "lan-luot"
"""In the address of an entry: the next one follows when it is done."""


@desk_page
def appraisals_view(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponse:
    return appraisals_page(request, unit, model, year, scope, problems=[])


def appraisals_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "", *, problems: list[Problem]
) -> HttpResponse:
    """Two statements and those of the place."""
    place = keepers_place(request, unit, model, year, scope)
    queue, done = queue_of(place), request.GET.get("xong") == "1"
    rows = queue.done if done else queue.waiting
    shown = rows[queue.after(rows, request.GET.get("sau", "")) :][:MOST]
    return show_list(
        request, "deciding/appraisals", place, problems=problems, queue=queue,
        rows=[(s, place.name(s.entry)) for s in shown], done=done, chosen=request.POST.getlist("muc"),
        more=shown[-1].pk if shown and shown[-1] is not rows[-1] else None, number=told_number(place, len(queue.same)),
        same=",".join(str(s.pk) for s in queue.same), first=queue.waiting[0] if queue.waiting else None,
    )  # fmt: skip


@act_on(appraisals_page, "appraisals")
def accept_own_act(
    request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = ""
) -> HttpResponseBase:
    """What was ticked, or all that wait with points of their own, as the page showed them."""
    place = place_of(request, unit, model, year, scope)
    given = request.POST
    rows = typed_rows(given.get("tat-ca", "").split(",")) if "ca-loat" in given else typed_rows(given.getlist("muc"))
    check_one_list(unit, model, year, scope, rows)
    step = accept_own_points(by=request.user, standings=rows)
    scored = is_scored(place.model, place.year, scope)
    text = _("Đã thẩm định %s theo điểm tự chấm.") if scored else _("Đã ghi nhận hồ sơ đủ của %s.")
    text %= told_number(place, len(rows))
    say(request, text, undo=undo_of(step))
    return redirect("desk:appraisals", *place.args)


@desk_page
def appraisal_view(
    request: DeskRequest, unit: str, model: LearningModel, year: int, pk: int, scope: str = ""
) -> HttpResponse:
    return appraisal_page(request, unit, model, year, pk, scope, problems=[])


def appraisal_page(
    request: DeskRequest,
    unit: str,
    model: LearningModel,
    year: int,
    pk: int,
    scope: str = "",
    *,
    problems: list[Problem],
) -> HttpResponse:
    """One entry: each indicator with its evidence, its own points and those of the unit. Seven statements and the place's."""
    place = keepers_place(request, unit, model, year, scope)
    standing = _standing(place, pk)
    sheet = sheet_of(standing, request.POST if problems else None)
    return show_list(
        request, "deciding/appraisal", place, problems=problems, standing=standing,
        name=place.name(standing.entry), sheet=sheet, words=sheet_words(sheet), next=queue_of(place).next(pk),
        in_turn=IN_TURN in request.GET,
    )  # fmt: skip


@act_on(appraisal_page, "appraisal")
def appraise_act(
    request: DeskRequest, unit: str, model: LearningModel, year: int, pk: int, scope: str = ""
) -> HttpResponseBase:
    """Keeps the points and goes on to the next one that waits."""
    place = place_of(request, unit, model, year, scope)
    standing = _standing(place, pk)
    following = queue_of(place).next(pk)
    step = appraise(by=request.user, standing=pk, points=points_from(standing, request.POST))
    standing.refresh_from_db(fields=["score", "verdict"])
    said = sheet_words(sheet_of(standing, None))
    text = _("Đã thẩm định “%(name)s”: %(said)s.") % {"name": place.name(standing.entry), "said": said}
    say(request, text, undo=undo_of(step))
    if following is None:
        return redirect("desk:appraisals", *place.args)
    return redirect(f"{reverse('desk:appraisal', args=[*place.args, following.pk])}?{IN_TURN}=1")


def _standing(place: Place, pk: int) -> Standing:
    rows = Standing.objects.select_related("entry__village", "unit")
    return rows.get(pk=pk, unit__code=place.unit, model=place.model, year=place.year, entry__scope=place.scope)
