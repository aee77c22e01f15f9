"""Pages that were made once are given again, to whoever holds the same roles, until the journal moves on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.cache import caches
from django.http import HttpResponse, HttpResponseBase

from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import head
from khuyenhoc.desk.blanks import Blanks, Page, is_blank
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.theme.type_size import type_step

KEPT_IN: Final = "pages"
"""The cache of the settings: this process's own, and bounded."""
LONGEST: Final = 500_000
"""Bytes of a page that is kept."""

View = Callable[..., HttpResponseBase]
Beside = Callable[..., object]


def ready(beside: Beside | None = None) -> Callable[[View], View]:
    """For a view below `desk_page` that shows what the journal, the day and the reader's roles give, and nothing else.

    `beside`: of the request and the view's arguments, what else the page depends on. A page that stands ready costs one
    statement for the head of the journal and those of `beside`, besides the reader's session, account and roles.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def showing(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            key = _key(request, beside(request, *args, **kwargs) if beside else None)
            found: Page | None = caches[KEPT_IN].get(key)
            return found.filled(request) if found else _made(view, request, key, *args, **kwargs)

        return showing

    return decorate


def _key(request: DeskRequest, beside: object) -> str:
    """The head is read before the page is made: a page that saw more than its head is asked for by that head no more."""
    asked = request.scheme, request.get_host(), request.get_full_path()
    way = type_step(request), bool(request.htmx), request.htmx.history_restore_request
    known = head(), clock.today(), request.visitor.held, beside
    return hashlib.sha256(repr((asked, way, known)).encode()).hexdigest()


def _made(view: View, request: DeskRequest, key: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
    request.blanks = Blanks
    try:
        response = view(request, *args, **kwargs)
    finally:
        request.blanks = None  # a page that says what went wrong is made as any other
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return response
    page = Page.of(response)
    if is_blank(request) and not response.cookies and len(response.content) <= LONGEST:
        caches[KEPT_IN].set(key, page)
    return page.filled(request)
