"""A return: findings, cells, file, history; what its reader may do with it, each by POST with the reason it was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.kept import kept
from khuyenhoc.desk.return_page import happened, possible
from khuyenhoc.desk.views.files import may_have
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns import acts
from khuyenhoc.returns.detail import Detail, plain_return, return_detail, warnings_of
from khuyenhoc.returns.earlier.beside import figures_before
from khuyenhoc.returns.feeding.acts import put_back_figures, take_from_register
from khuyenhoc.returns.feeding.queries import registers_beside
from khuyenhoc.returns.medians import medians_beside
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.queries import board, next_in_queue
from khuyenhoc.returns.queue import Place
from khuyenhoc.returns.reasons import given, reasons_before
from khuyenhoc.returns.runs import received_file
from khuyenhoc.returns.typing import acts as typing
from khuyenhoc.rollups.pins import where_printed
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.text import in_sentence

IN_TURN = "lan-luot"
"""In the address of a return: it is looked at one after the other, so its main button has the focus."""
REASON = "ly-do-"
"""How the field is called that holds the answer to a finding, before the finding's number."""


@desk_page
def return_view(request: DeskRequest, pk: int) -> HttpResponse:
    return return_page(request, pk, problems=[])


def return_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    detail, visitor = return_detail(pk), request.visitor
    return_ = detail.return_
    map_ = visitor.map_on(return_.collection.period_ends)
    visitor.check(Right.SEE_RETURN, return_.unit.code, map_)
    registers = registers_beside(return_, detail.form, detail.values)
    reviews = visitor.may(Right.REVIEW_RETURN, return_.unit.code, map_)
    return show(
        request, "return", where(map_, return_.unit.code, return_.collection), tab="collections", detail=detail,
        may=possible(visitor, detail, map_), kept=kept(detail), history=happened(detail), problems=problems,
        queue=_place(request, return_) if reviews else None, typed=typed(request.POST, REASON),
        may_have_file=not return_.is_typed and may_have(request, *received_file(return_.file_id)), last=figures_before(return_),
        in_turn=IN_TURN in request.GET, reasons=reasons_before(return_),
        medians=medians_beside(return_, detail.form, map_) if reviews else None,
        registers=registers,
        sees_registers=registers and visitor.may(Right.SEE_REGISTER, return_.unit.code, visitor.map_on(clock.today())),
    )  # fmt: skip


def _place(request: DeskRequest, return_: Return) -> Place:
    map_ = request.visitor.map_on(return_.collection.period_ends)
    rows = board(return_.collection, map_, clock.today())
    return next_in_queue(rows, map_, request.visitor.held, return_.unit.code)


def typed(post: Mapping[str, str], prefix: str) -> dict[str, str]:
    """What was typed into the fields of a kind, by what they are about."""
    return {name.removeprefix(prefix): text for name, text in post.items() if name.startswith(prefix)}


def led(problems: Sequence[Problem], detail: Detail, texts: Mapping[str, str]) -> list[Problem]:
    """Why a return was not sent, each line leading to the first reason that is missing where nothing else is."""
    missing = (f for f in detail.findings if f.level == "W" and not (texts.get(str(f.pk)) or f.reason).strip())
    first = None if detail.return_.errors or detail.return_.collection.closed_at else next(missing, None)
    return [replace(p, href=p.href or f"#{REASON}{first.pk}") if first else p for p in problems]


@act_on(return_page, "return")
def answer(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Writes the reasons that were typed; sends the return too where that was the button. All or nothing."""
    return_, send = plain_return(pk), "gui" in request.POST
    texts, as_before = typed(request.POST, REASON), request.POST.getlist("nhu_cu")
    with transaction.atomic():
        for finding, reason in given(warnings_of(return_), texts, as_before, reasons_before(return_)):
            acts.answer(by=request.user, finding=finding, reason=reason)
        if send and return_.is_typed:
            typing.send(by=request.user, return_=return_, submit=lambda r: acts.submit(by=request.user, return_=r))
        elif send:
            acts.submit(by=request.user, return_=return_)
    say(request, _("Đã gửi báo cáo lên Hội cấp trên.") if send else _("Đã ghi lý do."))
    return redirect("desk:return", pk)


@act_on(return_page, "return")
def accept(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Accepts, offers to take it back, and goes on to the next one that waits."""
    return_ = acts.accept(by=request.user, return_=plain_return(pk))
    map_ = request.visitor.map_on(return_.collection.period_ends)
    text = _("Đã chấp nhận báo cáo của %(unit)s.") % {"unit": in_sentence(map_.name(return_.unit.code))}
    say(request, text, undo=reverse("desk:take_back", args=[pk]))
    if return_.revision > 1:
        _say_what_printed_it(request, return_)
    return on_to_next(request, return_)


def _say_what_printed_it(request: DeskRequest, return_: Return) -> None:
    """A revision may have changed figures that are in print: which papers and articles, and where they are listed."""
    map_, period = request.visitor.map_on(return_.collection.period_ends), return_.collection.period
    top = map_.lineage(return_.unit.code)[-1]
    prints = [one.printed.name for one in where_printed(top, period) if one.changed]
    if prints:
        text = _("Bản sửa đổi làm khác những số đã in trong: %(names)s. Xem ở trang “Số liệu đã in ở đâu”.")
        say(request, text % {"names": "; ".join(prints)}, level=messages.WARNING)


def on_to_next(request: DeskRequest, return_: Return) -> HttpResponseBase:
    following = _place(request, return_).after
    if following and following.return_id:
        return redirect(f"{reverse('desk:return', args=[following.return_id])}?{IN_TURN}")
    return redirect("desk:board", return_.collection.code)


@act_on(return_page, "return")
def take_back(request: DeskRequest, pk: int) -> HttpResponseBase:
    acts.take_back_acceptance(by=request.user, return_=plain_return(pk))
    say(request, _("Đã thu lại chấp nhận. Báo cáo đang chờ xem như trước."))
    return redirect("desk:return", pk)


@act_on(return_page, "return")
def take_from_register_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Figures of one model, or of all that have moved, come from the unit's register again."""
    models, reason = request.POST.getlist("mo_hinh"), request.POST.get("vi_sao", "")
    take_from_register(by=request.user, return_=plain_return(pk), models=models, reason=reason)
    undo = reverse("desk:put_back_figures", args=[pk, models[0]]) if models else ""
    say(request, _("Đã lấy số của sổ vào báo cáo."), undo=undo)
    return redirect(f"{reverse('desk:return', args=[pk])}#so-voi-so")


def _return_again(request: DeskRequest, pk: int, model: str, *, problems: list[Problem]) -> HttpResponse:
    return return_page(request, pk, problems=problems)


@act_on(_return_again, "put_back_figures")
def put_back_figures_act(request: DeskRequest, pk: int, model: str) -> HttpResponseBase:
    put_back_figures(by=request.user, return_=plain_return(pk), model=model)
    say(request, _("Đã trả lại số trước khi lấy từ sổ."))
    return redirect(f"{reverse('desk:return', args=[pk])}#so-voi-so")


@act_on(return_page, "return")
def sign(request: DeskRequest, pk: int) -> HttpResponseBase:
    acts.sign(by=request.user, return_=plain_return(pk))
    say(request, _("Đã ký duyệt báo cáo."))
    return redirect("desk:return", pk)
