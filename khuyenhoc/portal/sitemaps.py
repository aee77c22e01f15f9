"""Every public page for search engines."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.contrib.sitemaps import views
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap as PagesSitemap


class LookUp(Sitemap[str]):
    """The pages that come from the catalogue and the registers."""

    def items(self) -> list[str]:
        return ["instruments", "forms", "recognised_units"]

    def location(self, item: str) -> str:
        return reverse(item)


def site_map(request: HttpRequest) -> HttpResponse:
    """sitemap.xml: the pages of Wagtail and those of the catalogue."""
    response: HttpResponse = views.sitemap(request, {"pages": PagesSitemap, "look_up": LookUp})
    return response
