"""The door of the editors' desk: who comes in by the roles of today, signed in where everybody signs in, refused in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib.auth.models import AnonymousUser, Group
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.generic import RedirectView
from wagtail.admin import messages

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, held_roles
from khuyenhoc.portal.errors import CannotPublish

EDITORS: Final = "Biên tập viên"
"""The group of Wagtail that holds what an editor may do there (made by `acts.ensure_editor_group`)."""

_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
sign_in_elsewhere = [path("quan-tri/login/", _sign_in), path("_util/login/", _sign_in)]
"""Wagtail's own two forms for signing in know nothing of second factors: both lead to the one that does."""


class EditorDoorMiddleware:
    """Keeps the group of editors at what the roles say, and turns a refused act into a message on the page it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_inside(request):
            follow_roles(request.user)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_inside(request) or not isinstance(exception, CannotPublish | NotAllowed):
            return None
        page = exception.page if isinstance(exception, CannotPublish) else None
        if isinstance(exception, CannotPublish):
            check = messages.button(reverse("article_figures", args=[page]), _("Xem và cập nhật số liệu"))
            messages.error(request, refusal(exception.faults), buttons=[check])
        else:
            messages.error(request, str(exception))
        return HttpResponseRedirect(_back(page))


def is_inside(request: HttpRequest) -> bool:
    """Whether a page of the editors' desk is asked for."""
    return request.path.startswith(reverse("wagtailadmin_home"))


def _back(page: int | None) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page]) if page else reverse("wagtailadmin_home")


def refusal(faults: tuple[str, ...]) -> str:
    """What stopped the article, as HTML."""
    said = format_html_join("", "<li>{}</li>", ((fault,) for fault in faults))
    return format_html("{}<ul>{}</ul>", _("Chưa đăng được bài. Bản nháp đã lưu. Cần sửa:"), said)


def follow_roles(user: User | AnonymousUser) -> None:
    """In the group while a role of editor is in force, out of it when it has ended. Two statements where nothing changes."""
    if not isinstance(user, User):
        return
    is_editor = any(held.role is Role.EDITOR and not held.past for held in held_roles(user))
    is_member = user.groups.filter(name=EDITORS).exists()
    if is_editor and not is_member:
        user.groups.add(*Group.objects.filter(name=EDITORS))
    if is_member and not is_editor:
        user.groups.remove(*Group.objects.filter(name=EDITORS))
