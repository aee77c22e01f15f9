"""The news as a feed (RSS)."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khuyenhoc.portal import queries
from khuyenhoc.portal.models import ArticlePage

NEWEST: Final = 20


class NewsFeed(Feed[ArticlePage, None]):
    """The newest articles with their leads. Three statements."""

    link = "/"

    def title(self) -> str:
        home = queries.home()
        return home.title if home else _("Khuyến Học")

    def description(self) -> str:
        return _("Tin mới của Hội Khuyến học")

    def items(self) -> QuerySet[ArticlePage]:
        return queries.news()[:NEWEST]

    def item_title(self, item: ArticlePage) -> str:
        return _("%(title)s (số liệu mẫu)") % {"title": item.title} if item.synthetic else str(item.title)

    def item_description(self, item: ArticlePage) -> str:
        return str(item.lead)

    def item_link(self, item: ArticlePage) -> str:
        return str(item.url)

    def item_pubdate(self, item: ArticlePage) -> dt.datetime | None:
        return item.dated_at
