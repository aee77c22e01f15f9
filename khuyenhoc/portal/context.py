"""What the frame of every page may show: the day, the size of type, the name of the site, its sections.

What costs a question is asked only when a template uses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.portal import queries
from khuyenhoc.portal.editor_door import is_inside
from khuyenhoc.theme.type_size import type_step
from khuyenhoc.vietnamese.dates import long_date


@dataclass(frozen=True, slots=True)
class Section:
    """A thing in the bar of sections."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The name of the site, its sections, and where news are looked for ("" before there is a site)."""

    name: str
    sections: tuple[Section, ...]
    search_url: str


def site(request: HttpRequest) -> dict[str, Any]:
    """For `theme/base.html` and `theme/public_base.html`. Two statements where a page of the public site is shown.

    Nothing within the editors' desk, whose templates give some of these names another meaning.
    """
    if is_inside(request):
        return {}
    made = cache(lambda: frame(request))
    return {
        "type_step": type_step(request),
        "today_text": long_date(clock.today()),
        "site_name": SimpleLazyObject(lambda: made().name),
        "site_nav": SimpleLazyObject(lambda: made().sections),
        "search_url": SimpleLazyObject(lambda: made().search_url),
    }


def frame(request: HttpRequest) -> Frame:
    """Two statements."""
    home, news = queries.home(), queries.news_index()
    links = [(_("Trang chủ"), home.get_url(request))] if home and home.live else []
    if news and news.live:
        links.append((news.title, news.get_url(request)))
    links += [(_("Văn bản"), reverse("instruments")), (_("Biểu mẫu"), reverse("forms"))]
    sections = tuple(Section(label, url, _is_current(request.path, url)) for label, url in links)
    return Frame(home.title if home else "", sections, news.get_url(request) if news else "")


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
