"""Keys that certificates are signed with, looked after by the administrator: what each signed, another one, one stolen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.certificates.keys import revoke_key, rotate_key
from khuyenhoc.recognition.certificates.models import SigningKey
from khuyenhoc.recognition.certificates.queries import keys_with_numbers
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key on the page: `valid`, how many certificates rest on it that are not revoked themselves."""

    key: SigningKey
    valid: int
    is_expired: bool

    @property
    def signs(self) -> bool:
        return self.key.retired_at is None and not self.is_expired


def _show(request: DeskRequest, template: str, **context: Any) -> HttpResponse:
    """NotAllowed for whoever looks after no keys. Two statements, and the reader's roles and map."""
    visitor = request.visitor
    if not visitor.holds(Right.MANAGE_KEYS):
        raise NotAllowed(refusal(request.user, Right.MANAGE_KEYS, _("nơi cấp giấy")))
    now = timezone.now()
    keys = [KeyLine(key, valid, key.expires_at <= now) for key, valid in keys_with_numbers()]
    at = where(visitor.map_on(clock.today()), visitor.home)
    return show(request, f"recognition/keys/{template}", at, tab="signing_keys", keys=keys, **context)


@desk_page
def keys_view(request: DeskRequest) -> HttpResponse:
    return _show(request, "keys")


@desk_page
def changing_view(request: DeskRequest) -> HttpResponse:
    return changing_page(request, problems=[])


def changing_page(request: DeskRequest, *, problems: list[Problem]) -> HttpResponse:
    """What another key means, before it is made."""
    return _show(request, "change", problems=problems)


@act_on(changing_page, "change_key")
def change_act(request: DeskRequest) -> HttpResponseBase:
    rotate_key(by=request.user)
    say(request, _("Đã thay khóa ký. Giấy đã cấp vẫn còn giá trị."))
    return redirect("desk:signing_keys")


@desk_page
def stolen_view(request: DeskRequest, kid: str) -> HttpResponse:
    return stolen_page(request, kid, problems=[])


def stolen_page(request: DeskRequest, kid: str, *, problems: list[Problem]) -> HttpResponse:
    """What giving up a key means for what it signed; asks why, and whether that is meant. Http404 for no key that counts."""
    row, valid = next(((k, n) for k, n in keys_with_numbers() if k.kid == kid and not k.revoked_at), (None, 0))
    if row is None and not problems:
        raise Http404(_("Không có khóa này, hoặc đã hủy rồi. Xem lại danh sách khóa."))
    return _show(request, "stolen", problems=problems, key=row, valid=valid, reason=request.POST.get("ly-do", ""))


@act_on(stolen_page, "stolen_key")
def stolen_act(request: DeskRequest, kid: str) -> HttpResponseBase:
    if "hieu" not in request.POST:
        raise RecognitionRefused(_("Chưa đánh dấu “Tôi hiểu”. Đọc những điều sẽ xảy ra rồi đánh dấu."))
    number = next((valid for key, valid in keys_with_numbers() if key.kid == kid), 0)
    revoke_key(by=request.user, kid=kid, reason=request.POST.get("ly-do", ""))
    text = _("Đã hủy khóa. %s giấy ký bằng khóa ấy không còn giá trị: thu hồi từng đợt rồi cấp lại.")
    say(request, text % format_count(number))
    return redirect("desk:signing_keys")


urlpatterns: list[URLPattern] = [
    path("khoa-ky/", keys_view, name="signing_keys"),
    path("khoa-ky/thay/", changing_view, name="change_key"),
    path("khoa-ky/thay/xong/", change_act, name="change_key_act"),
    path("khoa-ky/<str:kid>/lo/", stolen_view, name="stolen_key"),
    path("khoa-ky/<str:kid>/lo/xong/", stolen_act, name="stolen_key_act"),
]
