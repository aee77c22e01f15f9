"""“Xem với cỡ chữ”: a link sets a cookie and leads back to the page that it stands on. No JavaScript, any page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes

from khuyenhoc.theme.addresses import changed

NAME: Final = "co-chu"
STEPS: Final = ("1", "2", "3", "4")
A_YEAR: Final = 365 * 24 * 3600


def type_step(request: HttpRequest) -> int:
    """The size that the reader chose: 1 (as designed) to 4 (twice as large)."""
    chosen = request.COOKIES.get(NAME, STEPS[0])
    return int(chosen) if chosen in STEPS else 1


class TypeSizeMiddleware:
    """Answers any address with `?co-chu=3` by remembering the size and going to the same address without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.GET.get(NAME)
        if request.method != "GET" or chosen not in STEPS:
            return self._varied(self.get_response(request))
        query = changed(request.GET, (NAME, None)).removesuffix("?")
        # "//host/" in the path would lead a browser to another host
        back = HttpResponseRedirect(escape_leading_slashes(request.path) + query)
        back.set_cookie(NAME, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
        return back

    def _varied(self, response: HttpResponse) -> HttpResponse:
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response
