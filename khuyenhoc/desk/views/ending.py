"""The end of a collection: closing it and opening it again, or taking its opening back while nothing has been received."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.acts import close_collection, reopen_collection
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.opening.taking_back import take_back_opening, taking_back
from khuyenhoc.returns.queries import collection_of
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.periods import period_words


@desk_page
def ending_view(request: DeskRequest, code: str) -> HttpResponse:
    return ending_page(request, code, problems=[])


def ending_page(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """What each way to end it does, before it is done. Ten statements at most, with those of the roles and the map."""
    collection = _asked(request, code)
    map_ = request.visitor.map_on(collection.period_ends)
    at = where(map_, collection.unit.code, collection)
    return show(
        request,
        "ending",
        at,
        tab="collections",
        collection=collection,
        found=taking_back(collection),
        problems=problems,
    )


def _asked(request: DeskRequest, code: str) -> Collection:
    collection = collection_of(code)
    request.visitor.check(Right.OPEN_COLLECTION, collection.unit.code, request.visitor.map_on(collection.period_ends))
    return collection


@act_on(ending_page, "ending")
def take_back_opening_act(request: DeskRequest, code: str) -> HttpResponseBase:
    collection = _asked(request, code)
    found = take_back_opening(by=request.user, collection=collection)
    text = _(
        "Đã thu lại việc mở đợt báo cáo %(period)s: %(n)s đơn vị không còn phải nộp. Muốn mở lại thì mở đợt như lần đầu."
    )
    say(request, text % {"period": period_words(collection.period), "n": format_count(found.owing)})
    return redirect("desk:collections")


@act_on(ending_page, "ending")
def close_act(request: DeskRequest, code: str) -> HttpResponseBase:
    collection = close_collection(by=request.user, collection=_asked(request, code))
    text = _("Đã kết thúc đợt báo cáo %(period)s. Từ nay đợt không nhận thêm số liệu.")
    undo = reverse("desk:reopen_collection", args=[code])
    say(request, text % {"period": period_words(collection.period)}, undo=undo)
    return redirect("desk:board", code)


@act_on(ending_page, "ending")
def reopen_act(request: DeskRequest, code: str) -> HttpResponseBase:
    collection = reopen_collection(by=request.user, collection=_asked(request, code))
    text = _("Đợt báo cáo %(period)s lại nhận số liệu như trước.")
    say(request, text % {"period": period_words(collection.period)})
    return redirect("desk:board", code)
