"""Whose recognition a decision shall withdraw, each with its reason."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.deciding.choosing import REASON
from khuyenhoc.desk.recognition.deciding.place import check_one_list
from khuyenhoc.desk.recognition.place import deciders_place, show_list
from khuyenhoc.desk.recognition.typed import typed_rows
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.deciding.drafting import draft_decision
from khuyenhoc.recognition.enums import DecisionKind, LearningModel, Status
from khuyenhoc.recognition.queries import Filters, page_of
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem

MOST = 30
"""Entries that a search shows: who is to be withdrawn is known by name."""


@desk_page
def withdrawing_view(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponse:
    return withdrawing_page(request, unit, model, year, scope, problems=[])


def withdrawing_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "", *, problems: list[Problem]
) -> HttpResponse:
    """Those whose names are looked for; before that the first of the list."""
    place = deciders_place(request, unit, model, year, scope)
    words = request.GET.get("tu", "")
    found = page_of([unit], model, year, Filters(Status.RECOGNISED, None, words, scope), limit=MOST)
    rows = [(s, place.name(s.entry), request.POST.get(f"{REASON}{s.pk}", "")) for s in found]
    return show_list(
        request, "deciding/withdraw", place, problems=problems, rows=rows, words=words,
        chosen=request.POST.getlist("muc"), is_full=len(found) == MOST,
    )  # fmt: skip


@act_on(withdrawing_page, "choose_withdrawn")
def draft_act(request: DeskRequest, unit: str, model: LearningModel, year: int, scope: str = "") -> HttpResponseBase:
    """Makes the draft of the withdrawal."""
    ticked = typed_rows(request.POST.getlist("muc"))
    check_one_list(unit, model, year, scope, ticked)
    chosen = {pk: request.POST.get(f"{REASON}{pk}", "") for pk in ticked}
    made = draft_decision(by=request.user, kind=DecisionKind.WITHDRAW, chosen=chosen)
    say(request, _("Đã lập dự thảo rút công nhận, chưa có gì thay đổi. Ghi số, ngày, người ký rồi ban hành."))
    return redirect("desk:model_decision", made.pk)
