"""Sending a return back: a sentence for the whole, and one for any cell."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.return_page import possible
from khuyenhoc.desk.views.returns import on_to_next, typed
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns import acts
from khuyenhoc.returns.detail import indicator_rows, plain_return, return_detail
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.text import in_sentence

REMARK = "o-"
"""How the field is called that holds the remark on a cell, before the indicator's code."""


@desk_page
def send_back_view(request: DeskRequest, pk: int) -> HttpResponse:
    return send_back_page(request, pk, problems=[])


def send_back_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """Cells with a finding stand first; those of the other cells are folded away until something is typed there."""
    detail, visitor = return_detail(pk), request.visitor
    map_ = visitor.map_on(detail.return_.collection.period_ends)
    visitor.check(Right.REVIEW_RETURN, detail.return_.unit.code, map_)
    at = where(map_, detail.return_.unit.code, detail.return_.collection)
    texts = typed(request.POST, REMARK)
    marked = [line for _section, lines in detail.sections for line in lines if line.findings]
    others = [(section, [line for line in lines if not line.findings]) for section, lines in detail.sections]
    folded = [
        (section, lines, any(texts.get(one.indicator.code) for one in lines)) for section, lines in others if lines
    ]
    labels = {i.code: i.label for i in detail.form.indicators}
    kept = [f"{labels[code]}: {text}" for code, text in texts.items() if code in labels and text.strip()]
    whole = request.POST.get("chung", "")
    return show(
        request, "send_back", at, tab="collections", detail=detail, marked=marked, others=folded, problems=problems,
        typed=texts, whole=whole, kept=[whole, *kept] if whole.strip() else kept, may=possible(visitor, detail, map_),
    )  # fmt: skip


@act_on(send_back_page, "send_back")
def send_back_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Sends it back and goes on to the next one that waits."""
    return_, texts = plain_return(pk), typed(request.POST, REMARK)
    rows = indicator_rows(return_.collection.form_id)
    remarks = [(None, request.POST.get("chung", "")), *((rows[code], texts[code]) for code in texts if code in rows)]
    acts.send_back(by=request.user, return_=return_, remarks=remarks)
    map_ = request.visitor.map_on(return_.collection.period_ends)
    say(request, _("Đã trả lại báo cáo của %(unit)s để sửa.") % {"unit": in_sentence(map_.name(return_.unit.code))})
    return on_to_next(request, return_)
