"""A decision: its draft with number, day, signer and words, issuing it, letting the public read of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.deciding.place import by_village, decided_at, may_decide, told_number
from khuyenhoc.desk.recognition.deciding.wording import decided_of
from khuyenhoc.desk.recognition.place import deciders_place, show_list
from khuyenhoc.desk.recognition.typed import typed_day
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.decision.content import PARTS, decision_paper, default_wording, usual_body
from khuyenhoc.recognition.deciding.announcing import announce, take_back_announcement
from khuyenhoc.recognition.deciding.drafting import Paper, describe_decision, drop_decision, in_the_way, narrow_decision
from khuyenhoc.recognition.deciding.issuing import issue_decision
from khuyenhoc.recognition.deciding.queries import Member, members_of
from khuyenhoc.recognition.enums import DecisionKind, Issuer
from khuyenhoc.recognition.models import Decision
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.dates import format_date

LONG: Final = frozenset({"bases", "articles", "recipients", "superior"})
"""Parts of the wording with several lines."""


@desk_page
def decision_view(request: DeskRequest, pk: int) -> HttpResponse:
    return decision_page(request, pk, problems=[])


def decision_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """Six statements and those of the place, for any number up to 500."""
    decision, place = decided_at(request, pk)
    members = members_of(decision)
    decided = decided_of(request, decision, place, members)
    gone = _gone(decision, members)
    recognised = [m for m in members if not m.reason or decision.kind == DecisionKind.WITHDRAW]
    refused = [] if decision.kind == DecisionKind.WITHDRAW else [m for m in members if m.reason]
    return show_list(
        request, "deciding/decision", place, problems=problems, decision=decision,
        withdraws=decision.kind == DecisionKind.WITHDRAW, number=told_number(place, len(recognised)),
        villages=by_village(place, recognised), refused=by_village(place, refused), refused_number=len(refused),
        paper=decision_paper(decided, decision.created_at), typed=_typed(request, decision, usual_body(decided)),
        is_own=decided.is_own, parts=_parts(request, default_wording(decided), decision.wording), issuers=Issuer.choices,
        decides=may_decide(request, place), ready=bool(decision.number and decision.decided_on and not gone),
        public_url=reverse("recognised_models", args=[place.unit, place.year]), gone=gone,
        writes_news=decision.announced_at is not None and request.visitor.holds(Right.MAKE_PAPERS),
    )  # fmt: skip


@act_on(decision_page, "model_decision")
def describe_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Keeps what was typed; a part of the wording that is as our form has it, or empty, stays ours."""
    decision, place = decided_at(request, pk)
    text = {name: " ".join(request.POST.get(name, "").split()) for name in ("so", "noi", "nguoi_ky", "chuc_danh")}
    issuer = Issuer.COMMITTEE if request.POST.get("ban_hanh") == Issuer.COMMITTEE else Issuer.ASSOCIATION
    changed = decision.issuer != issuer
    decision.issuer, decision.body = issuer, "" if changed else decision.body
    usual = default_wording(decided_of(request, decision, place))
    paper = Paper(
        number=text["so"][:60], decided_on=typed_day(request.POST.get("ngay", "")), issuer=issuer,
        body="" if changed else text["noi"][:200], signer=text["nguoi_ky"][:120], signer_title=text["chuc_danh"][:120],
        wording={} if changed else _wording(request.POST, usual),
    )  # fmt: skip
    describe_decision(by=request.user, decision=pk, paper=paper)
    if paper.decided_on and paper.decided_on > clock.today():
        early = _(
            "Đã lưu dự thảo. Ngày quyết định %s chưa đến, nên đến ngày ấy mới ban hành được; gõ nhầm thì sửa lại."
        )
        say(request, early % format_date(paper.decided_on), level=messages.WARNING)
    else:
        say(request, _("Đã lưu dự thảo quyết định."))
    return redirect("desk:model_decision", pk)


@act_on(decision_page, "model_decision")
def drop_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    _decision, place = decided_at(request, pk)
    drop_decision(by=request.user, decision=pk)
    say(request, _("Đã bỏ dự thảo. Danh sách vẫn như cũ."))
    return redirect("desk:recognising", *place.args)


@desk_page
def issue_view(request: DeskRequest, pk: int) -> HttpResponse:
    return issue_page(request, pk, problems=[])


def issue_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """What issuing does, before it is done."""
    decision, place = decided_at(request, pk, deciders_place)
    members = members_of(decision)
    refused = 0 if decision.kind == DecisionKind.WITHDRAW else sum(bool(m.reason) for m in members)
    return show_list(
        request, "deciding/issue", place, problems=problems, decision=decision,
        withdraws=decision.kind == DecisionKind.WITHDRAW, refused=refused,
        number=told_number(place, len(members) - refused), gone=_gone(decision, members),
        unfit=[] if decision.issued_at else [(place.name(s.entry), why) for s, why in in_the_way(decision, members)],
    )  # fmt: skip


@act_on(decision_page, "model_decision")
def narrow_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The draft goes on with those that are left."""
    _decision, place = decided_at(request, pk)
    given_up = narrow_decision(by=request.user, decision=pk)
    text = _("Đã bỏ %s khỏi dự thảo. Xem lại danh sách ở dưới rồi ban hành.")
    none = _("Không phải bỏ mục nào: mọi mục trong dự thảo đều ban hành được.")
    say(request, text % told_number(place, given_up) if given_up else none)
    return redirect("desk:model_decision", pk)


@act_on(issue_page, "issue_model_decision")
def issue_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    made = issue_decision(by=request.user, decision=pk)
    text = _("Quyết định số %(number)s ngày %(day)s đã ban hành.")
    day = format_date(made.decided_on) if made.decided_on else ""
    say(request, text % {"number": made.number, "day": day})
    return redirect("desk:model_decision", pk)


@act_on(decision_page, "model_decision")
def announce_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    announce(by=request.user, decision=pk)
    say(request, _("Đã công bố trên trang thông tin."), undo=reverse("desk:take_back_announcement", args=[pk]))
    return redirect("desk:model_decision", pk)


@act_on(decision_page, "model_decision")
def take_back_announcement_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    take_back_announcement(by=request.user, decision=pk)
    say(request, _("Đã thôi công bố. Người xem trang thông tin không thấy quyết định này nữa."))
    return redirect("desk:model_decision", pk)


def _gone(decision: Decision, members: Sequence[Member]) -> int:
    """How many of a draft have left its unit."""
    return 0 if decision.issued_at or decision.loaded else len(decision.chosen) - len(members)


def _typed(request: DeskRequest, decision: Decision, body: str) -> dict[str, str]:
    """What stands in the fields: what was sent and refused, else what is kept."""
    day = format_date(decision.decided_on) if decision.decided_on else ""
    kept = {
        "so": decision.number, "ngay": day, "noi": decision.body or body, "nguoi_ky": decision.signer,
        "chuc_danh": decision.signer_title, "ban_hanh": decision.issuer,
    }  # fmt: skip
    return {**kept, **{name: request.POST[name] for name in kept if name in request.POST}}


def _parts(
    request: DeskRequest, usual: Mapping[str, str], wording: Mapping[str, str]
) -> list[tuple[str, str, str, bool]]:
    """Each part of the wording: its name, label, text, and whether it has several lines."""
    labels = {
        "superior": _("Cơ quan cấp trên"), "head": _("Thẩm quyền ban hành"), "subject": _("Trích yếu"),
        "bases": _("Các căn cứ, mỗi căn cứ một dòng"), "articles": _("Các điều, mỗi điều một dòng"),
        "recipients": _("Nơi nhận, mỗi nơi một dòng"), "place": _("Địa danh"), "authority": _("Thay mặt, nếu có"),
    }  # fmt: skip
    texts = {part: request.POST.get(part, wording.get(part, usual[part])) for part in PARTS}
    return [(part, labels[part], texts[part], part in LONG) for part in PARTS]


def _wording(given: Mapping[str, str], usual: Mapping[str, str]) -> dict[str, str]:
    texts = {part: given.get(part, "").replace("\r\n", "\n").strip()[:4000] for part in PARTS}
    return {part: text for part, text in texts.items() if text and text != usual[part].strip()}
