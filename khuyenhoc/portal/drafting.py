"""From the frozen draft of a year's article to a page that editors work on."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from django.utils.text import slugify
from django.utils.translation import gettext as _

from khuyenhoc.documents.article import ArticleDraft
from khuyenhoc.portal import accepted, queries
from khuyenhoc.portal.blocks import PARAGRAPH
from khuyenhoc.portal.models import ArticlePage, Category
from khuyenhoc.portal.rich_text import paragraph_html
from khuyenhoc.vietnamese.text import without_accents

LONGEST_SLUG = 80


def written(page: ArticlePage | None, draft: ArticleDraft) -> ArticlePage:
    """The draft's contents in `page`, or in a new one, saved and unpublished. LookupError without a site."""
    page = page or ArticlePage(live=False)
    page.title = page.draft_title = draft.title
    page.category = category(draft.category)
    page.lead, page.byline, page.caption = draft.lead, draft.byline, draft.photo_caption
    page.body = [(PARAGRAPH, paragraph_html(block)) for block in draft.blocks]
    page.unit, page.period, page.synthetic = draft.unit, draft.period, draft.synthetic
    page.notes = accepted.notes(draft.figures, draft.unit)
    return _placed(page) if page._state.adding else _saved(page)


def _saved(page: ArticlePage) -> ArticlePage:
    page.save()
    return page


def _placed(page: ArticlePage) -> ArticlePage:
    index = queries.news_index()
    if index is None:
        raise LookupError(_("Chưa có trang thông tin. Hãy lập trang thông tin trước khi viết bài."))
    page.slug = free_slug(page.title, set(index.get_children().values_list("slug", flat=True)))
    placed: ArticlePage = index.add_child(instance=page)
    return placed


def free_slug(title: str, taken: Container[str]) -> str:
    """An address from a title, in plain letters (Wagtail's own would drop every đ), numbered where it is taken."""
    base = slugify(without_accents(title))[:LONGEST_SLUG].strip("-")
    return next(slug for n in count(1) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


def category(name: str) -> Category:
    """The category of that name, made where it is not there."""
    slug = slugify(without_accents(name))
    return Category.objects.get_or_create(slug=slug, defaults={"name": name})[0]
