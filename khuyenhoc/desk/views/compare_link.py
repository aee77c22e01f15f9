"""By a one-time link: the two returns of its unit side by side, the choice between them, and taking the choice back."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.desk.by_link import LinkRequest, around, by_link
from khuyenhoc.desk.views.compare import chosen_of
from khuyenhoc.returns.by_link import find_stage
from khuyenhoc.returns.conflicts.acts import choose, take_back_choice
from khuyenhoc.returns.conflicts.comparing import Comparison, comparison
from khuyenhoc.returns.conflicts.queries import pair_of
from khuyenhoc.returns.detail import plain_return
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.errors import Refused
from khuyenhoc.theme.problems import Problem

REFUSED = 409


@by_link()
def compare(request: LinkRequest) -> HttpResponseBase:
    """The first page of the link where there are no two to be compared."""
    return compare_page(request, [])


def compare_page(request: LinkRequest, problems: list[Problem]) -> HttpResponse:
    found = _two(request)
    if found is None:
        return redirect("desk:link", request.token)
    choice = find_stage(request.link, request.collection).choice
    is_own = choice is not None and choice.decided_by_id == request.link.user_id
    context = {
        "base": "desk/link/base.html", "found": found, "problems": problems, "is_by_link": True,
        "chooses": found.contender is not None and request.collection.closed_at is None,
        "choice": None if found.contender else choice,
        "takes_back": is_own and choice is not None and choice.chosen is not None and choice.chosen.state == State.DRAFT,
        "back": reverse("desk:link", args=[request.token]), "act": reverse("desk:link_choose", args=[request.token]),
        "reason": request.POST.get("ly_do", ""), "wanted": request.POST.get("chon", ""),
    }  # fmt: skip
    return render(request, "desk/compare.html", around(request) | context, status=REFUSED if problems else 200)


def _two(request: LinkRequest) -> Comparison | None:
    two = pair_of(request.collection, request.link.unit_id)
    return comparison(*two) if two else None


def _acting(act: Callable[[LinkRequest, Comparison], None]) -> Callable[..., HttpResponseBase]:
    """For what is done by POST about the two: a refusal shows them again with the reason; done, it is told beside them."""

    @by_link()
    def acting(request: LinkRequest) -> HttpResponseBase:
        found = _two(request) if request.method == "POST" else None
        try:
            if found is not None:
                act(request, found)
        except (Refused, NotAllowed) as refused:
            return compare_page(request, [Problem(str(refused))])
        return redirect("desk:link_compare", request.token)

    return csrf_exempt(acting)


@_acting
def choose_act(request: LinkRequest, found: Comparison) -> None:
    contender, chosen = chosen_of(request, found)
    choose(by=request.link.user, contender=contender, chosen=chosen, reason=request.POST.get("ly_do", ""))


@_acting
def take_back_act(request: LinkRequest, found: Comparison) -> None:
    choice = find_stage(request.link, request.collection).choice
    if choice is not None:
        take_back_choice(by=request.link.user, contender=plain_return(choice.contender_id))
