"""The board of a collection: where every unit stands, and the way to the returns that wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit import clock
from khuyenhoc.desk import board_page
from khuyenhoc.desk.exports import download
from khuyenhoc.desk.frame import Where, anywhere, show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.ready import ready
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.wording import kinds_of
from khuyenhoc.returns.acts import sign_all
from khuyenhoc.returns.board import BoardRow
from khuyenhoc.returns.chasing.queries import reminded
from khuyenhoc.returns.chasing.rules import to_chase
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.opening.queries import reminding_on
from khuyenhoc.returns.queries import (
    board,
    collection_of,
    collections,
    progress,
    progress_above,
    queue,
    seen,
    signable,
)
from khuyenhoc.returns.reviewing.queries import Looked, looked
from khuyenhoc.returns.reviewing.rules import sort_out
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.theme.states import LOOKS, key_of
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True)
class Seen:
    """A collection with the rows of its board that somebody may see."""

    collection: Collection
    map: UnitMap
    rows: list[BoardRow]
    at: Where
    looked: Looked


def look(request: DeskRequest, code: str) -> Seen:
    """NotAllowed where nothing of it may be seen. Eight statements at most, with those of the roles and the map."""
    collection, _moving = request.visitor.collection(code)
    map_ = request.visitor.map_on(collection.period_ends)
    rows = seen(board(collection, map_, clock.today()), map_, request.visitor.held)
    if not rows:
        raise NotAllowed(refusal(request.user, Right.SEE_RETURN, map_.name(collection.unit.code)))
    top = request.visitor.home_on(map_)
    top = top if top in map_.units else collection.unit.code
    found = looked(request.user, collection)
    return Seen(collection, map_, found.mark(rows), where(map_, top, collection), found)


@desk_page
def collections_list(request: DeskRequest) -> HttpResponse:
    """The collections; where there is one alone, straight to it."""
    found = collections()
    if len(found) == 1:
        return redirect("desk:board", found[0].code)
    at = anywhere(request.visitor.map_on(clock.today()), request.visitor.home, found)
    return show(
        request,
        "collections",
        at,
        tab="collections",
        collections=found,
        may_open=request.visitor.holds(Right.OPEN_COLLECTION),
    )


def _beside(request: DeskRequest, code: str) -> object:
    """To whom what is new, and what no event tells. One statement, which the page itself needs as well."""
    return request.user.pk, request.visitor.collection(code)[1]


@desk_page
@ready(_beside)
def board_view(request: DeskRequest, code: str) -> HttpResponse:
    return board_page_of(request, code, problems=[])


def board_page_of(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """Asked for by htmx, the table alone."""
    at = look(request, code)
    context: dict[str, Any] = {
        "collection": at.collection,
        "page": board_page.paged(board_page.found(at.rows, request.GET), request.GET),
        "wanted": board_page.wanted(request.GET),
        "reminded": reminded(at.collection),
    }
    if request.htmx and not request.htmx.history_restore_request and not problems:
        response = render(request, "desk/parts/board_table.html", context)
    else:
        response = show(
            request, "board", at.at, tab="collections", problems=problems, **context, **_around(request, at)
        )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _around(request: DeskRequest, at: Seen) -> dict[str, Any]:
    waiting = queue(at.rows, at.map, request.visitor.held)
    signed = seen([r for r in at.rows if r.state == State.ACCEPTED], at.map, request.visitor.held, Right.SIGN_RETURN)
    chased = to_chase(seen(at.rows, at.map, request.visitor.held, Right.CHASE))
    due = {one.row.due_on for one in chased}
    groups = progress_above(at.rows)
    whole = progress(at.rows)
    contested = [row for row in seen(at.rows, at.map, request.visitor.held, Right.SEND_RETURN) if row.contender_id]
    return {
        "may_open": request.visitor.holds(Right.OPEN_COLLECTION),
        "reminding_on": reminding_on(at.collection, clock.today(), due) if request.visitor.holds(Right.CHASE) else None,
        "contested": contested, "clean": len(sort_out(waiting).clean), "looked": at.looked,
        "reviews": request.visitor.holds(Right.REVIEW_RETURN), "changed": sum(bool(row.changed) for row in at.rows),
        "to_chase": len(chased) if not at.collection.closed_at else 0,
        "whole": whole, "groups": groups, "group_kinds": kinds_of(group.name for group in groups),
        "waiting": waiting, "to_sign": len(signed), "sizes": board_page.sizes(),
        "extended": sum(bool(row.extended_for) for row in at.rows),
        "marks": list(board_page.MARK_WORDS.items()), "above": board_page.above(at.rows),
        "states": [(c.state, LOOKS[key_of(c.state)].text) for c in whole.counts],
        "may_send": request.visitor.holds(Right.SEND_RETURN) and not at.collection.closed_at,
    }  # fmt: skip


@desk_page
def board_export(request: DeskRequest, code: str, kind: str) -> HttpResponse:
    at = look(request, code)
    rows = board_page.found(at.rows, request.GET)
    return download(board_page.table(rows, at.collection, f"{at.collection.code} · {at.at}"), kind)


@desk_page
def next_waiting(request: DeskRequest, code: str) -> HttpResponse:
    """To the first return that waits for review, or back to the board where none does."""
    at = look(request, code)
    waiting = queue(at.rows, at.map, request.visitor.held)
    if waiting:
        return redirect(f"{reverse('desk:return', args=[waiting[0].return_id])}?lan-luot")
    return redirect("desk:board", code)


@desk_page
def sign_all_view(request: DeskRequest, code: str) -> HttpResponse:
    return sign_page(request, code, problems=[])


def sign_page(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """Says exactly what signing does, before it is done."""
    at = look(request, code)
    request.visitor.check(Right.SIGN_RETURN, request.visitor.home, at.map)
    returns = signable(at.collection, at.map, request.visitor.held)
    names = {row.unit: f"{row.name}, {row.above_name}" for row in at.rows}
    context: dict[str, Any] = {
        "collection": at.collection,
        "units": [(names[r.unit.code], r.pk) for r in returns],
        "shown": ",".join(str(r.pk) for r in returns),
        "problems": problems,
    }
    return show(request, "sign_all", at.at, tab="collections", **context)


@act_on(sign_page, "sign_all")
def sign_all_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Signs what was on the page; what has been accepted since then waits for the next time."""
    collection = collection_of(code)
    map_ = request.visitor.map_on(collection.period_ends)
    shown = set(request.POST.get("bao_cao", "").split(","))
    returns = [r for r in signable(collection, map_, request.visitor.held) if str(r.pk) in shown]
    sign_all(by=request.user, returns=returns)
    say(request, _("Đã ký duyệt %(n)s báo cáo.") % {"n": format_count(len(returns))})
    return redirect("desk:board", code)
