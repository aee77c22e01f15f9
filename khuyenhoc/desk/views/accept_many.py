"""Accepting many returns in one go, taking it back, and saying that everything on a board has been seen."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk import board_page
from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.views.board import board_page_of, look
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.queries import collection_of, seen
from khuyenhoc.returns.reviewing.acts import accept_many, mark_seen, take_back_many
from khuyenhoc.returns.reviewing.models import Batch
from khuyenhoc.returns.reviewing.queries import batches
from khuyenhoc.returns.reviewing.rules import sort_out
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.numbers import format_count

BATCH: Final = "lan"
"""In the address of taking back: which batch."""


@desk_page
def accept_many_view(request: DeskRequest, code: str) -> HttpResponse:
    return accept_many_page(request, code, problems=[])


def accept_many_page(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """Which returns can be accepted together, which not and why, and what was accepted together before."""
    at = look(request, code)
    rows = seen(board_page.found(at.rows, request.GET), at.map, request.visitor.held, Right.REVIEW_RETURN)
    if not rows:
        request.visitor.check(Right.REVIEW_RETURN, request.visitor.home, at.map)
    return show(
        request, "accept_many", at.at, tab="collections", problems=problems, collection=at.collection, found=sort_out(rows),
        batches=batches(at.collection), chosen=request.POST.getlist("bao_cao"), wanted=board_page.wanted(request.GET),
    )  # fmt: skip


@act_on(accept_many_page, "accept_many")
def accept_many_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Accepts what was ticked on the page, as far as nothing speaks against it meanwhile."""
    ticked = {int(pk) for pk in request.POST.getlist("bao_cao") if pk.isdecimal()}
    if not ticked:
        raise Refused(_("Chưa chọn báo cáo nào. Đánh dấu ít nhất một báo cáo trong danh sách."))
    batch = accept_many(by=request.user, collection=collection_of(code), shown=ticked)
    number = batch.returns.count()
    text = _("Đã chấp nhận %(n)s báo cáo cùng lúc.") % {"n": format_count(number)}
    if left := len(ticked) - number:
        rest = _("%(n)s báo cáo vừa thay đổi nên được để lại, xem từng báo cáo.") % {"n": format_count(left)}
        text = f"{text} {rest}"
    say(request, text, undo=f"{reverse('desk:take_back_many', args=[code])}?{BATCH}={batch.pk}")
    return redirect("desk:board", code)


@act_on(accept_many_page, "accept_many")
def take_back_many_act(request: DeskRequest, code: str) -> HttpResponseBase:
    asked = request.GET.get(BATCH, "")
    batch = Batch.objects.get(pk=int(asked) if asked.isdecimal() else 0, collection__code=code)
    back = take_back_many(by=request.user, batch=batch)
    text = _("Đã hoàn tác: %(n)s báo cáo đang chờ xem như trước.") % {"n": format_count(len(back))}
    say(request, text)
    return redirect("desk:board", code)


@act_on(board_page_of, "board")
def mark_seen_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Up to what the page showed: what came while it was being read stays marked."""
    shown = request.POST.get("den", "")
    mark_seen(by=request.user, collection=collection_of(code), up_to=int(shown) if shown.isdecimal() else 0)
    say(request, _("Đã ghi là xem hết. Từ nay thay đổi mới của từng đơn vị được đánh dấu."))
    return redirect("desk:board", code)
