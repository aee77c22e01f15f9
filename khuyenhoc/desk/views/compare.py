"""Two returns of a unit side by side, and the choice between them where one waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.views.returns import return_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.conflicts.acts import choose, take_back_choice
from khuyenhoc.returns.conflicts.comparing import Comparison, comparison
from khuyenhoc.returns.detail import plain_return
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Return
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem


@desk_page
def compare_view(request: DeskRequest, pk: int, other: int) -> HttpResponse:
    return compare_page(request, pk, other, problems=[])


def compare_page(request: DeskRequest, pk: int, other: int, *, problems: list[Problem]) -> HttpResponse:
    found, visitor = comparison(pk, other), request.visitor
    return_ = found.left.return_
    map_ = visitor.map_on(return_.collection.period_ends)
    visitor.check(Right.SEE_RETURN, return_.unit.code, map_)
    runs = return_.collection.closed_at is None
    chooses = found.contender is not None and runs and visitor.may(Right.SEND_RETURN, return_.unit.code, map_)
    return show(
        request, "compare", where(map_, return_.unit.code, return_.collection), tab="collections", found=found,
        base="theme/desk_base.html", back=reverse("desk:return", args=[return_.pk]),
        act=reverse("desk:choose", args=[r.pk for r in found.returns]), chooses=chooses, problems=problems,
        reason=request.POST.get("ly_do", ""), wanted=request.POST.get("chon", ""),
    )  # fmt: skip


@act_on(compare_page, "compare")
def choose_act(request: DeskRequest, pk: int, other: int) -> HttpResponseBase:
    """The chosen one stands; it can be taken back at once."""
    contender, wanted = chosen_of(request, comparison(pk, other))
    chosen = choose(by=request.user, contender=contender, chosen=wanted, reason=request.POST.get("ly_do", ""))
    text = _("Đã chọn bản %(n)s. Bản kia không dùng, vẫn xem lại được.") % {"n": chosen.revision}
    say(request, text, undo=reverse("desk:take_back_choice", args=[contender.pk]))
    return redirect("desk:return", chosen.pk)


def chosen_of(request: HttpRequest, found: Comparison) -> tuple[Return, Return]:
    """The contender, and which of the two was pointed at, ready for the act. Refused where none was, or none waits."""
    if found.contender is None:
        raise Refused(_("Hai bản này không còn chờ chọn. Mở lại báo cáo để xem trạng thái mới."))
    wanted = next((r for r in found.returns if str(r.pk) == request.POST.get("chon")), None)
    if wanted is None:
        raise Refused(_("Chưa chọn bản nào. Bấm vào một trong hai bản rồi ghi vì sao."))
    return plain_return(found.contender.pk), plain_return(wanted.pk)


@act_on(return_page, "return")
def take_back_choice_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    take_back_choice(by=request.user, contender=plain_return(pk))
    say(request, _("Đã thu lại việc chọn. Hai bản lại chờ chọn như trước."))
    return redirect("desk:return", pk)
