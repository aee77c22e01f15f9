"""A page without what is the reader's own: blanks stand in its place, to be filled in for whoever is given the page."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape


class Blanks:
    """`name`: the reader's; `said`: what an act has to say; `token`: that of forms; `time`: of printing.

    Nobody's text can be the same: they are made up anew with each process.
    """

    name, said, token, time = (f"kh{secrets.token_hex(16)}" for _blank in range(4))


_BLANK: Final = re.compile(f"({'|'.join((Blanks.name, Blanks.said, Blanks.token, Blanks.time))})")


def blank_context(blanks: type[Blanks] | None) -> dict[str, Any]:
    """What the frame takes of a page that is to have blanks; nothing for any other."""
    return {"blanks": blanks, "csrf_token": blanks.token, "messages": ()} if blanks else {}


def is_blank(request: HttpRequest) -> bool:
    """Whether nothing of the reader's own was written into the page that was made for a request."""
    said = getattr(messages.get_messages(request), "used", False)
    return not said and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, every second part of which is a blank, and what its heading says."""

    parts: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: HttpResponse) -> Page:
        return cls(tuple(_BLANK.split(response.content.decode())), tuple(response.items()))

    def filled(self, request: HttpRequest) -> HttpResponse:
        """The page for one reader."""
        own = {blank: _FILLED[blank](request) for blank in set(self.parts[1::2])}
        return HttpResponse("".join(own.get(part, part) for part in self.parts), headers=dict(self.headers))


def _name(request: HttpRequest) -> str:
    user: Any = request.user
    return escape(user.get_full_name() or user.get_username())


def _said(request: HttpRequest) -> str:
    said = messages.get_messages(request)
    return render_to_string("theme/parts/messages.html", {"messages": said}, request) if len(said) else ""


_FILLED: Final[dict[str, Callable[[HttpRequest], str]]] = {
    Blanks.name: _name,
    Blanks.said: _said,
    Blanks.token: get_token,
    Blanks.time: lambda _request: f"{timezone.localtime():%H:%M %d/%m/%Y}",
}
