"""The pages of the public site."""

from khuyenhoc.portal.models.article import ArticlePage
from khuyenhoc.portal.models.category import Category
from khuyenhoc.portal.models.fronts import HomePage, NewsIndexPage

__all__ = ["ArticlePage", "Category", "HomePage", "NewsIndexPage"]
