"""From the frozen draft of a year's article to a page that editors work on."""

from __future__ import annotations

from django.utils.text import slugify
from django.utils.translation import gettext as _

from khuyenhoc.documents.article import ArticleDraft
from khuyenhoc.portal import accepted, queries
from khuyenhoc.portal.blocks import PARAGRAPH
from khuyenhoc.portal.models import ArticlePage, Category
from khuyenhoc.portal.rich_text import paragraph_html
from khuyenhoc.portal.slugs import free_slug
from khuyenhoc.vietnamese.text import without_accents


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


def category(name: str) -> Category:
    """The category of that name, made where it is not there."""
    slug = slugify(without_accents(name))
    return Category.objects.get_or_create(slug=slug, defaults={"name": name})[0]
