"""What every page without an account goes through: whose link it is, whether it can be used, and how often one may try."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import LinkState
from khuyenhoc.access.links import find_link, state_of
from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.access.throttle import WRONG_TOKENS, Limit, client_address, is_over, note
from khuyenhoc.desk.frame import where
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.queries import collection_of
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.vietnamese.dates import format_date

View = Callable[..., HttpResponseBase]
Found = TypeVar("Found")
GONE, NOT_FOUND, TOO_MANY = 410, 404, 429


class LinkRequest(HttpRequest):
    """What a view is given by its guard: a link that may be used, its collection and the map on which its unit stands."""

    link: OneTimeLink
    collection: Collection
    map: UnitMap
    token: str


def by_link(*, also_used: bool = False) -> Callable[[View], View]:
    """For whoever holds a link that is open (or, with `also_used`, used up); for everybody else a sentence and no more."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            return secret(_guarded(view, request, token, also_used, kwargs))

        return guarded

    return decorate


def secret(response: HttpResponseBase) -> HttpResponseBase:
    """The address is the key: no cache keeps the page, no search engine the address."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def known_link(request: HttpRequest, token: str, purpose: str = "") -> OneTimeLink | HttpResponse:
    """The link of a token; else the page that says there is none, or that too many were tried.

    `purpose`: with what that of a link to this page begins; any other link is none here.
    """

    def find(token: str) -> OneTimeLink | None:
        link = find_link(token)
        return link if link and link.purpose.startswith(purpose) else None

    return found_by(request, token, find, _unknown())


def found_by(
    request: HttpRequest, token: str, find: Callable[[str], Found | None], otherwise: str
) -> Found | HttpResponse:
    """What a token opens; else the page that says (`otherwise`) what to do, or that too many were tried from there."""
    address = client_address(request)
    if is_over(WRONG_TOKENS, address):
        return too_many(request, WRONG_TOKENS)
    found = find(token)
    if found is None:
        note(WRONG_TOKENS, address)
        return closed(request, _("Liên kết này không đúng"), otherwise, NOT_FOUND)
    return found


def _guarded(view: View, request: HttpRequest, token: str, also_used: bool, kwargs: dict[str, Any]) -> HttpResponseBase:
    link = known_link(request, token)
    if isinstance(link, HttpResponse):
        return link
    state = state_of(link)
    known: LinkRequest = request  # type: ignore[assignment]  # what follows makes it one
    known.link, known.token = link, token
    try:
        known.collection = collection_of(link.purpose)
    except Collection.DoesNotExist:  # its opening was taken back
        return closed(request, *ended(link, state), GONE)
    known.map = unit_map(known.collection.period_ends)
    if state == LinkState.OPEN or (also_used and state == LinkState.USED):
        return view(known, **kwargs)
    return closed(request, *ended(link, state), GONE, **around(known))


def show_link(request: LinkRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page without an account, in the frame of the unit."""
    return render(request, f"desk/link/{template}.html", {**around(request), **context}, status=status)


def around(request: LinkRequest) -> dict[str, Any]:
    """What stands around every such page: whose it is, of which year, and until when the link is good."""
    at = where(request.map, request.link.unit.code, request.collection)
    return {
        "unit_name": at.unit, "period_label": at.period, "synthetic": at.synthetic, "place": str(at), "token": request.token,
        "link": request.link, "collection": request.collection, "office_name": office(request),
    }  # fmt: skip


def office(request: LinkRequest) -> str:
    """ "Hội Khuyến học tỉnh Hải Dương": who collects."""
    return where(request.map, request.collection.unit.code).unit


def too_many(request: HttpRequest, limit: Limit) -> HttpResponse:
    """Who tries too often waits for as long as attempts are counted."""
    minutes = int(limit.within.total_seconds() // 60)
    text = _("Máy này đã thử quá nhiều lần. Chờ %(n)s phút rồi mở lại liên kết trong tin nhắn.") % {"n": minutes}
    return closed(request, _("Chờ một lát rồi thử lại"), text, TOO_MANY)


def _unknown() -> str:
    return _(
        "Mở lại tin nhắn và bấm đúng liên kết, hoặc quét mã trên giấy. Nếu gõ bằng tay, xem lại từng chữ. "
        "Vẫn không được thì đề nghị văn phòng Hội cấp trên gửi liên kết khác."
    )


def ended(link: OneTimeLink, state: LinkState) -> tuple[str, str]:
    """Why a link cannot be used, as a title and what to do."""
    if state == LinkState.USED:
        text = _(
            "Báo cáo đã được gửi bằng liên kết này ngày %(day)s. Không phải làm gì thêm. Muốn sửa số đã gửi, đề nghị văn "
            "phòng Hội cấp trên trả lại để sửa và gửi liên kết mới."
        )
        day = format_date(timezone.localtime(link.used_at)) if link.used_at else ""
        return _("Liên kết này đã dùng xong"), text % {"day": day}
    if state == LinkState.REVOKED:
        text = _(
            "Văn phòng Hội cấp trên đã thu hồi liên kết này, thường là vì đã gửi liên kết mới. Xem lại tin nhắn gần nhất; "
            "nếu không thấy, đề nghị văn phòng gửi lại."
        )
        return _("Liên kết này không dùng được nữa"), text
    text = _(
        "Liên kết chỉ dùng được trong một thời gian. Đề nghị văn phòng Hội cấp trên gửi liên kết mới; tệp số liệu của quý "
        "vị không mất gì."
    )
    return _("Liên kết này đã hết hạn"), text


def closed(request: HttpRequest, title: str, text: str, status: int, **context: Any) -> HttpResponse:
    """The page of a link that opens nothing."""
    return render(request, "desk/link/closed.html", {"title": title, "text": text, **context}, status=status)
