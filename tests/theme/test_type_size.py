"""“Xem với cỡ chữ”: remembered, without JavaScript, and never a way off this site."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from khuyenhoc.theme.type_size import TypeSizeMiddleware, type_step


def answered(address: str, method: str = "get") -> HttpResponse:
    middleware = TypeSizeMiddleware(lambda request: HttpResponse("trang"))
    request: HttpRequest = getattr(RequestFactory(), method)(address)
    return middleware(request)


@pytest.mark.parametrize("step", ["1", "2", "3", "4"])
def test_a_size_is_remembered_for_a_year(step: str) -> None:
    response = answered(f"/tin-tuc/?q=h%E1%BB%8Dc&co-chu={step}&trang=2")
    assert (response.status_code, response["Location"]) == (302, "/tin-tuc/?q=h%E1%BB%8Dc&trang=2")
    cookie = response.cookies["co-chu"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"], cookie["httponly"]) == (step, 31536000, "Lax", True)


def test_back_to_the_bare_page() -> None:
    assert answered("/tin-tuc/?co-chu=3")["Location"] == "/tin-tuc/"


@pytest.mark.parametrize("address", ["/tin-tuc/", "/tin-tuc/?co-chu=9", "/tin-tuc/?co-chu=", "/?co-chu=3%0d%0a"])
def test_anything_else_is_the_page_itself(address: str) -> None:
    response = answered(address)
    assert (response.content, response.cookies.get("co-chu")) == (b"trang", None)
    assert response["Vary"] == "Cookie"


def test_what_is_sent_is_not_redirected() -> None:
    assert answered("/tin-tuc/?co-chu=3", "post").content == b"trang"


@pytest.mark.parametrize("address", ["//xau.example/%2e%2e?co-chu=2", "//xau.example/?co-chu=2"])
def test_no_way_off_this_site(address: str) -> None:
    request = RequestFactory().get("/?co-chu=2")
    request.path = address.partition("?")[0]
    response = TypeSizeMiddleware(lambda _: HttpResponse())(request)
    assert response["Location"].startswith("/%2F")


@pytest.mark.parametrize(("cookie", "step"), [("3", 3), ("4", 4), ("5", 1), ("x", 1), ("", 1)])
def test_only_known_sizes(cookie: str, step: int) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["co-chu"] = cookie
    assert type_step(request) == step
