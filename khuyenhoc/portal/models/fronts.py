"""The front page and the list of news."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from khuyenhoc.portal import queries

NEWS_ON_FRONT = 6
NEWS_ON_PAGE = 10


class HomePage(Page):  # type: ignore[misc]  # Wagtail carries no types
    """The front page (trang chủ) of one association: its newest article large, the others below, the look-up boxes."""

    unit = models.CharField(_("Mã đơn vị"), max_length=16, editable=False)
    introduction = models.TextField(_("Lời giới thiệu"), max_length=400, blank=True)

    template = "portal/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.NewsIndexPage"]
    max_count = 1
    content_panels = [FieldPanel("title", heading=_("Tên hiện ở đầu trang")), FieldPanel("introduction")]
    promote_panels = [FieldPanel("search_description", heading=_("Giới thiệu ngắn cho trang tìm kiếm"))]
    settings_panels: list[Any] = []

    class Meta:
        verbose_name = _("trang chủ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `articles`, the newest ones, and whether one of them is of synthetic figures. One statement."""
        articles = list(queries.news()[:NEWS_ON_FRONT])
        marked = {"articles": articles, "synthetic": any(article.synthetic for article in articles)}
        return {**super().get_context(request, *args, **kwargs), **marked}


class NewsIndexPage(Page):  # type: ignore[misc]
    """The list of news (mục tin), by category, found without accents."""

    introduction = models.TextField(_("Lời giới thiệu"), max_length=400, blank=True)

    template = "portal/news.html"
    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.ArticlePage"]
    max_count_per_parent = 1
    content_panels = [FieldPanel("title", heading=_("Tên mục")), FieldPanel("introduction")]
    promote_panels = [FieldPanel("search_description", heading=_("Giới thiệu ngắn cho trang tìm kiếm"))]
    settings_panels: list[Any] = []

    class Meta:
        verbose_name = _("mục tin")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `found` (a page of articles), `categories`, and what was asked for. Three statements."""
        wanted, category = request.GET.get("q", ""), request.GET.get("muc", "")
        news = Paginator(queries.news(text=wanted, category=category), NEWS_ON_PAGE)
        found = news.get_page(request.GET.get("trang"))
        return {
            **super().get_context(request, *args, **kwargs),
            "found": found,
            "synthetic": any(article.synthetic for article in found),
            "categories": queries.categories(),
            "category": category,
            "search_text": wanted,
        }
