"""One merger or renaming in five questions, one a page, looked over at the end; it becomes a draft as a sheet does."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk import wizard
from khuyenhoc.desk.frame import at_home, show
from khuyenhoc.desk.guard import act_on, desk_page, nothing_done
from khuyenhoc.desk.plan_page import to_correct
from khuyenhoc.desk.views.plans import redrawing
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.wizard import CHECK, STEPS, Answers
from khuyenhoc.returns.reorganising import keep_draft
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.planning import look_at

ON: Final = "tiep"
"""What a page's form sends with its answers: they are to be checked, and the next question asked."""


@desk_page
def wizard_view(request: DeskRequest, step: str = STEPS[0]) -> HttpResponseBase:
    """A question, or the answers looked over. A question is skipped to where one before it is not answered."""
    redrawing(request)
    if step not in (*STEPS, CHECK):
        raise Http404(_("Không có bước này. Bắt đầu lại từ trang “Sáp nhập đơn vị”."))
    found = wizard.answers(request.GET)
    if step == CHECK:
        return check_page(request, found, problems=[])
    problems = found.faults(step) if ON in request.GET else []
    if ON in request.GET and not problems:
        return redirect(_address(wizard.following(step), found))
    return _question(request, step, found, problems)


def _address(step: str, found: Answers) -> str:
    return f"{reverse('desk:wizard_step', args=[step])}?{found.query()}"


def _question(request: DeskRequest, step: str, found: Answers, problems: list[Problem]) -> HttpResponse:
    tops = dict.fromkeys(held.unit for held in request.visitor.held if held.reach(Right.REORGANISE))
    map_ = request.visitor.map_on(clock.today())
    number = STEPS.index(step)
    back = _address(STEPS[number - 1], found) if number else reverse("desk:plans")
    rooms = [*found.units, *[""] * wizard.MOST][: wizard.MOST if found.merges else 1]
    return show(
        request, "wizard", at_home(request.visitor), tab="plans", step=step, number=number + 1, of=len(STEPS),
        typed=found.typed, merges=found.merges, problems=problems, back=back, example=wizard.example(found, "Tùng Lâm"),
        carried=found.carried(step), rooms=rooms, names=wizard.names(map_, tops) if step == "don-vi" else [],
    )  # fmt: skip


def check_page(request: DeskRequest, found: Answers | None = None, *, problems: list[Problem]) -> HttpResponse:
    """All answers, each with the way back to its question, and what the sheet has to be corrected in."""
    redrawing(request)
    found = found or wizard.answers(request.POST)
    step = wizard.first_open(found)
    if step != CHECK:
        return _question(request, step, found, found.faults(step))
    lines = [
        (_("Việc"), _("sáp nhập") if found.merges else _("đổi tên"), "viec"),
        (_("Đơn vị hiện nay"), "; ".join(found.units), "don-vi"),
        (_("Tên mới"), ", ".join(filter(None, (found["ten"], found["ma"], found["cap_tren"]))), "ten"),
        (_("Có hiệu lực từ ngày"), found["ngay"], "ngay"),
        (_("Quyết định"), ", ".join(filter(None, (found["so"], found["ngay_ky"], found["nguoi_ky"]))), "quyet-dinh"),
    ]
    return show(
        request, "wizard_check", at_home(request.visitor), tab="plans", problems=problems or _to_correct(found),
        lines=[(label, text, _address(step, found)) for label, text, step in lines],
        carried=found.pairs, back=_address(STEPS[-1], found),
    )  # fmt: skip


def _to_correct(found: Answers) -> list[Problem]:
    """What the books say against it, without the numbers of lines that nobody has written."""
    assert found.day is not None
    try:
        return to_correct(look_at(rows=found.rows(), on=found.day, decision=found["so"]), lines=False)
    except UnitsRefused as refused:
        return [Problem(str(refused))]


def _check_again(request: DeskRequest, *, problems: list[Problem]) -> HttpResponse:
    return check_page(request, problems=problems)


@act_on(_check_again, "wizard")
def draft_wizard_act(request: DeskRequest) -> HttpResponseBase:
    """Keeps the answers as a draft and leads to its preview."""
    redrawing(request)
    found = wizard.answers(request.POST)
    is_whole = wizard.first_open(found) == CHECK
    problems = _to_correct(found) if is_whole else []
    if not is_whole or problems or found.day is None:
        return nothing_done(check_page(request, found, problems=problems))
    made, _plan = keep_draft(
        by=request.user, rows=found.rows(), on=found.day, source=found.source(), decision=found["so"][:200],
        decided_on=found.decided_on, signer=found["nguoi_ky"][:120],
    )  # fmt: skip
    say(request, _("Đã lập phương án số %s, chưa áp dụng. Xem kỹ rồi bấm áp dụng ở cuối trang.") % made.pk)
    return redirect("desk:plan", made.pk)
