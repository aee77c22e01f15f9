"""Reading the public site: what is live, newest first."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from khuyenhoc.portal import models
from khuyenhoc.vietnamese.text import fold

OTHERS = 5


def news(*, text: str = "", category: str = "") -> QuerySet[models.ArticlePage]:
    """The published articles, newest first, without their bodies. `text`: words in any order, with or without accents;
    `category`: a category's slug. One statement."""
    live = models.ArticlePage.objects.live().select_related("category", "photo").defer_streamfields()
    found: QuerySet[models.ArticlePage] = live.order_by("-dated_at", "-pk")
    if category:
        found = found.filter(category__slug=category)
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return found


def others(article: models.ArticlePage) -> QuerySet[models.ArticlePage]:
    """The newest published articles besides one ("Các bài viết khác"). One statement."""
    return news().exclude(pk=article.pk)[:OTHERS]


def categories() -> QuerySet[models.Category]:
    """The categories in which something is published, with `articles_live`, how many. One statement."""
    live = Count("articles", filter=Q(articles__live=True))
    return models.Category.objects.annotate(articles_live=live).filter(articles_live__gt=0)


def of_year(unit: str, period: str) -> models.ArticlePage | None:
    """The article that was drafted from a unit's year, published or not. One statement."""
    found: models.ArticlePage | None = models.ArticlePage.objects.filter(unit=unit, period=period).first()
    return found


def of_decision(decision: int) -> models.ArticlePage | None:
    """The article that announces a decision (row), published or not. One statement."""
    found: models.ArticlePage | None = models.ArticlePage.objects.filter(decision=decision).first()
    return found


def home() -> models.HomePage | None:
    """The front page, once there is a site. One statement."""
    found: models.HomePage | None = models.HomePage.objects.first()
    return found


def news_index() -> models.NewsIndexPage | None:
    """The list of news, once there is a site. One statement."""
    found: models.NewsIndexPage | None = models.NewsIndexPage.objects.first()
    return found


def home_unit() -> str:
    """The code of the association whose site this is, "" before there is one. One statement."""
    return models.HomePage.objects.values_list("unit", flat=True).first() or ""
