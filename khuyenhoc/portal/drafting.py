"""From the frozen draft of a year's article to a page that editors work on."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.documents.article import ArticleDraft
from khuyenhoc.documents.article.draft import CATEGORY
from khuyenhoc.documents.recognised_news import RecognisedNews
from khuyenhoc.portal import accepted, queries
from khuyenhoc.portal.blocks import PARAGRAPH
from khuyenhoc.portal.charts import kept
from khuyenhoc.portal.models import ArticlePage, Category
from khuyenhoc.portal.recognised import name_of, noun_of
from khuyenhoc.portal.rich_text import paragraph_html
from khuyenhoc.portal.slugs import free_slug
from khuyenhoc.recognition.deciding.public import Announced, is_synthetic
from khuyenhoc.units.history import map_with
from khuyenhoc.vietnamese.text import in_sentence, without_accents


def written(page: ArticlePage | None, draft: ArticleDraft) -> ArticlePage:
    """The draft's contents in `page`, or in a new one, saved and unpublished. LookupError without a site."""
    page = page or ArticlePage(live=False)
    page.title = page.draft_title = draft.title
    page.category = category(draft.category)
    page.lead, page.byline, page.caption = draft.lead, draft.byline, draft.photo_caption
    page.body = [(PARAGRAPH, paragraph_html(block)) for block in draft.blocks]
    page.unit, page.period, page.synthetic = draft.unit, draft.period, draft.synthetic
    page.charts = kept(draft.charts)
    page.notes = accepted.notes(draft.figures, draft.unit)
    return _placed(page) if page._state.adding else _saved(page)


def written_news(page: ArticlePage | None, told: Announced, top: str) -> ArticlePage:
    """The same of an announced decision, for the site of a province (code). It ends with the way to who may be named, and to
    where certificates are verified. LookupError without a site."""
    page, decision = page or ArticlePage(live=False), told.decisions[0]
    assert decision.decided_on is not None
    map_ = map_with(decision.unit.code, clock.today())
    association = _("Hội Khuyến học %s") % in_sentence(map_.name(decision.unit.code))
    news = RecognisedNews(
        name_of(map_, decision.unit.code), map_.name(decision.unit.code), noun_of(told), told.titled,
        decision.year, decision.number, decision.decided_on, decision.body or association, told.number, told.by_village,
    )  # fmt: skip
    page.title = page.draft_title = news.title
    page.category, page.lead, page.byline = category(CATEGORY), news.lead, association
    links = format_html(
        _('<p>Xem <a href="{}">các mô hình được công nhận năm {}</a>; <a href="{}">kiểm tra giấy công nhận</a>.</p>'),
        reverse("recognised_models", args=[decision.unit.code, decision.year]), decision.year, reverse("verify_ask"),
    )  # fmt: skip
    page.body = [(PARAGRAPH, format_html("<p>{}</p>", text)) for text in news.paragraphs] + [(PARAGRAPH, links)]
    page.unit, page.decision, page.synthetic = top, decision, is_synthetic(decision.unit.code)
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
