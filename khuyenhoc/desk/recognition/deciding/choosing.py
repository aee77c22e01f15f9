"""Whom a decision shall recognise: everyone who is ready, who is held back and why, and who is refused in the same go."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.deciding.place import check_one_list, in_villages, told_number, village_name
from khuyenhoc.desk.recognition.place import Place, deciders_place, show_list
from khuyenhoc.desk.recognition.typed import typed_rows
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.deciding.drafting import draft_decision
from khuyenhoc.recognition.deciding.sorting import HeldBack, sorted_out
from khuyenhoc.recognition.enums import Cause, DecisionKind, LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.wholes.saying import cause_label
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem

REASON = "ly-do-"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the page shows it. `where`: what tells namesakes apart. `reason`: what stands in the field for refusing it;
    `refused`, `let_in`: what was ticked."""

    standing: Standing
    name: str
    detail: str = ""
    where: str = ""
    reason: str = ""
    refused: bool = False
    let_in: bool = False

    @property
    def key(self) -> str:
        return str(self.standing.pk)


@desk_page
def choosing_view(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponse:
    return choosing_page(request, unit, model, year, scope, problems=[])


def choosing_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "", *, problems: list[Problem]
) -> HttpResponse:
    """Two statements and those of the place, for any number up to 500."""
    place = deciders_place(request, unit, model, year, scope)
    found = sorted_out(unit, model, year, clock.today(), scope)
    held = [
        (cause, cause_label(cause, scope), [_held(place, one, request.POST) for one in some])
        for cause, some in found.by_cause.items()
    ]
    return show_list(
        request, "deciding/choose", place, problems=problems, held=held,
        villages=in_villages((s, Row(s, place.name(s.entry))) for s in found.ready),
        number=told_number(place, len(found.ready)), ready=len(found.ready),
        shown=",".join(str(s.pk) for s in found.ready), held_back=len(found.held), double=Cause.DOUBLE,
        unchecked=Cause.UNCHECKED, left=request.POST.getlist("de-lai"),
    )  # fmt: skip


@act_on(choosing_page, "choose_recognised")
def draft_act(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponseBase:
    """Makes the draft: those who were shown as ready but for those who shall be left, doubles that were looked at, refusals."""
    given = request.POST
    left = set(typed_rows(given.getlist("de-lai")))
    chosen = dict.fromkeys((pk for pk in typed_rows(given.get("da-xem", "").split(",")) if pk not in left), "")
    chosen |= dict.fromkeys(typed_rows(given.getlist("khong-trung")), "")
    for pk in typed_rows(given.getlist("tu-choi")):
        reason = given.get(f"{REASON}{pk}", "").strip()
        if not reason:
            raise RecognitionRefused(_("Đã đánh dấu “không công nhận” mà chưa ghi lý do. Ghi lý do cho từng mục."))
        chosen[pk] = reason
    check_one_list(unit, model, year, scope, list(chosen))
    made = draft_decision(by=request.user, kind=DecisionKind.RECOGNISE, chosen=chosen)
    say(request, _("Đã lập dự thảo, chưa có gì thay đổi trong sổ. Ghi số, ngày, người ký rồi ban hành."))
    return redirect("desk:model_decision", made.pk)


def _held(place: Place, one: HeldBack, posted: QueryDict) -> Row:
    key, detail = str(one.standing.pk), " ".join(one.detail)
    usual = detail if one.cause == Cause.BELOW else ""
    return Row(
        one.standing, place.name(one.standing.entry), detail, _where(place, one.standing), posted.get(f"{REASON}{key}", usual),
        key in posted.getlist("tu-choi"), key in posted.getlist("khong-trung"),
    )  # fmt: skip


def _where(place: Place, standing: Standing) -> str:
    """ "thôn Đông, xóm 3", "thôn Đông, 1961"; the village alone for who is not shown the rest."""
    own = (standing.entry.house, str(standing.entry.birth_year or "")) if place.shown else ()
    return ", ".join(filter(None, (village_name(standing), *own)))
