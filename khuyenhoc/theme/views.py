"""The page of styles: every part of the look at once, for pictures and tests. Asks nothing of the database."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khuyenhoc.theme import notices, samples

MOST_ROWS: Final = 300
ON_A_PAGE: Final = 25


def styles(request: HttpRequest) -> HttpResponse:
    """`?hang=` rows in the table (0 to 300), `?khung=cong-chung` the frame of the public site, `?co-chu=` the size."""
    number = _whole(request.GET.get("hang"), 60, MOST_ROWS)
    if request.GET.get("bao"):
        notices.say(request, "Đã chấp nhận báo cáo của phường Trần Hưng Đạo.", undo="/hoan-tac/")
        notices.say(request, "Đợt báo cáo đóng ngày 31/12/2023.", level=messages.WARNING)
    context = samples.context(number)
    context["page"] = Paginator(context["rows"], ON_A_PAGE).get_page(request.GET.get("trang"))
    context["type_step"] = _whole(request.GET.get("co-chu") or request.COOKIES.get("co-chu"), 1, 4)
    public = request.GET.get("khung") == "cong-chung"
    return render(request, "theme/styles_public.html" if public else "theme/styles.html", context)


def _whole(text: str | None, otherwise: int, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() else otherwise
