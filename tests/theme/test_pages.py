"""Frames and error pages: they need no context, ask no other host, and hold no script or style of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings

from khuyenhoc.access.models import User
from tests.theme.urls import ALONE

ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]
FRAMES = ["theme/base.html", "theme/desk_base.html", "theme/public_base.html"]


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """The look without the rooms above it."""
    with override_settings(**ALONE):
        yield


@pytest.mark.parametrize("template", ERRORS + FRAMES)
def test_a_page_needs_no_context(template: str) -> None:
    page = render_to_string(template)
    assert '<html lang="vi"' in page
    assert "<main" in page


@pytest.mark.parametrize("template", ERRORS)
def test_an_error_page_says_what_to_do_without_blame_or_codes(template: str) -> None:
    page = render_to_string(template)
    text = re.sub(r"<[^>]+>", " ", page)
    assert page.count("<h1") == 1
    assert re.search(r"\b[Xx]in\b", text)
    assert re.search(r"\b(404|500|403|400|error|server|forbidden)\b", text, re.I) is None


def test_every_act_of_the_desk_can_be_left() -> None:
    user = User(username="hanh", first_name="Hạnh", last_name="Nguyễn Thị Hồng")
    request = RequestFactory().get("/viec/")
    context = {"user": user, "unit_name": "Hội Khuyến học tỉnh Hải Dương", "period_label": "Năm 2023"}
    page = render_to_string("theme/desk_base.html", context, request)
    assert "<strong>Hội Khuyến học tỉnh Hải Dương</strong>Năm 2023" in page
    assert re.search(r'<form method="post" action="[^"]+"><input type="hidden" name="csrfmiddlewaretoken"', page)
    assert "Đăng xuất" in page
    assert "Đăng xuất" not in render_to_string("theme/desk_base.html", {"user": AnonymousUser()})


@pytest.mark.parametrize(
    "query", ["", "?hang=0", "?hang=1", "?hang=300&trang=7", "?khung=cong-chung", "?hang=x&trang=x"]
)
def test_the_page_of_styles_holds_nothing_inline(client: Client, query: str) -> None:
    page = client.get(f"/kieu-dang/{query}").content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=\"/static/)[^>]*>", page) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|https?://", page.replace("http://www.w3.org/2000/svg", "")) == []


@pytest.mark.parametrize(
    ("rows", "text"), [(0, "Chưa có báo cáo nào"), (1, "Từ 1 đến 1 trong 1"), (300, "Từ 1 đến 25 trong 300")]
)
def test_the_page_of_styles_with_none_one_and_many(client: Client, rows: int, text: str) -> None:
    assert text in client.get(f"/kieu-dang/?hang={rows}").content.decode()


def test_what_an_act_did_is_said_once_with_its_undoing(client: Client) -> None:
    page = client.get("/kieu-dang/?bao=1").content.decode()
    said = page.index("Đã chấp nhận báo cáo của phường Trần Hưng Đạo.")
    assert re.search(r'<form class="kh-notice__undo" method="post" action="/hoan-tac/">', page[said : said + 600])
    assert 'class="kh-notice kh-notice--warning"' in page
    assert "phường Trần Hưng Đạo." not in client.get("/kieu-dang/").content.decode()


@pytest.mark.parametrize(
    ("step", "css"), [("1", "kh-type-1"), ("4", "kh-type-4"), ("9", "kh-type-4"), ("x", "kh-type-1")]
)
def test_the_size_of_type_is_the_readers(client: Client, step: str, css: str) -> None:
    client.cookies["co-chu"] = step
    assert f'class="govuk-template {css}"' in client.get("/kieu-dang/").content.decode()


def test_print_says_who_what_and_when(settings: Any) -> None:
    page = render_to_string(
        "theme/base.html", {"unit_name": "Hội Khuyến học xã Thanh Giang", "period_label": "Năm 2023"}
    )
    header = page[page.index("kh-print-header") : page.index("<main")]
    assert "Hội Khuyến học xã Thanh Giang" in header
    assert "Năm 2023" in header
    assert re.search(rf'In lúc <span data-kh-now="{settings.TIME_ZONE}">\d\d:\d\d \d\d/\d\d/\d{{4}}</span>', header)


def test_invented_figures_are_said_to_be_invented_on_screen_and_paper() -> None:
    page = render_to_string("theme/base.html", {"synthetic": True})
    assert "Số liệu mẫu." in page
    assert "không phải số liệu thật" in page[page.index("kh-print-footer") :]
