"""What changes articles. Each act: one transaction, the right checked, one audit event."""

from __future__ import annotations

from typing import BinaryIO

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.images.models import Image
from wagtail.log_actions import LogContext

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.documents import article as documents
from khuyenhoc.documents.facts import Conference
from khuyenhoc.portal import accepted, gate, queries
from khuyenhoc.portal.blocks import PARAGRAPH
from khuyenhoc.portal.charts import renewed
from khuyenhoc.portal.drafting import written, written_news
from khuyenhoc.portal.errors import AlreadyPublished, CannotPublish, NotAnnounced
from khuyenhoc.portal.founding import ensure_editor_group, ensure_site
from khuyenhoc.portal.models import ArticlePage, NewsIndexPage
from khuyenhoc.portal.rich_text import with_figures
from khuyenhoc.recognition.deciding.public import announced_decision
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.units.queries import unit_map

__all__ = [
    "AlreadyPublished", "CannotPublish", "NotAnnounced", "attach_photo", "draft_article", "draft_news",
    "ensure_editor_group", "ensure_site", "publish", "renew_figures", "unpublish",
]  # fmt: skip


@transaction.atomic
def draft_article(*, by: User, review: AnnualReview, conference: Conference | None) -> ArticlePage:
    """The year's article as a draft: new, or a new version of the draft that is there (older versions stay readable).

    AlreadyPublished where the public reads it: then it is edited, or taken back first. LookupError without a site.
    """
    require(by=by, right=Right.MAKE_PAPERS, units=[review.unit.code], map_=unit_map(clock.today()))
    _one_at_a_time()
    page = queries.of_year(review.unit.code, review.period)
    if page is not None and page.live:
        said = _("Bài về %(period)s đã đăng. Muốn lập lại thì gỡ bài xuống trước.")
        raise AlreadyPublished(said % {"period": review.named.words})
    before = gate.summary(page) if page else None
    page = written(page, documents.draft_article(review, conference))
    page.save_revision(user=by, log_action=True)
    _note(by=by, act="draft_article", page=page, before=before, after=gate.summary(page))
    return _fresh(page)


@transaction.atomic
def draft_news(*, by: User, decision: int) -> ArticlePage:
    """An article on an announced decision (row) as a draft: new, or a new version of the draft that is there.

    NotAnnounced where the public reads nothing of it; AlreadyPublished; LookupError without a site. NotAllowed.
    """
    top = queries.home_unit()
    require(by=by, right=Right.MAKE_PAPERS, units=[top], map_=unit_map(clock.today()))
    told = announced_decision(decision)
    if told is None:
        raise NotAnnounced(_("Quyết định này chưa công bố trên trang thông tin. Công bố rồi mới soạn tin."))
    _one_at_a_time()
    page = queries.of_decision(decision)
    if page is not None and page.live:
        said = _("Tin về Quyết định số %s đã đăng. Muốn soạn lại thì gỡ tin xuống trước.")
        raise AlreadyPublished(said % told.decisions[0].number)
    before = gate.summary(page) if page else None
    page = written_news(page, told, top)
    page.save_revision(user=by, log_action=True)
    _note(by=by, act="draft_news", page=page, before=before, after=gate.summary(page))
    return _fresh(page)


@transaction.atomic
def publish(*, by: User, page: ArticlePage) -> ArticlePage:
    """Shows the latest version of an article to the public. NotAllowed, CannotPublish: nothing changes."""
    _require(by=by, right=Right.PUBLISH, page=page)
    page = _fresh(page)
    revision = page.get_latest_revision() or page.save_revision(user=by)
    with LogContext(user=by):
        revision.publish(user=by, skip_permission_checks=True)
    return _fresh(page)


@transaction.atomic
def unpublish(*, by: User, page: ArticlePage) -> ArticlePage:
    """Takes an article from the public; it stays a draft, so that publishing again undoes this."""
    _require(by=by, right=Right.PUBLISH, page=page)
    with LogContext(user=by):
        UnpublishPageAction(_fresh(page), user=by).execute(skip_permission_checks=True)
    return _fresh(page)


@transaction.atomic
def renew_figures(*, by: User, page: ArticlePage) -> ArticlePage:
    """A new version whose references print what the books say now; those that the books no longer hold stay as they are.

    What the public reads does not change before the version is published.
    """
    _require(by=by, right=Right.MAKE_PAPERS, page=page)
    draft = _latest(page)
    before = gate.summary(draft)
    now = {s.ref: s.now for s in accepted.stale(draft.visible.figures, page.unit)}
    draft.body = [
        (b.block_type, with_figures(b.value.source, now.get) if b.block_type == PARAGRAPH else b.value)
        for b in draft.body
    ]
    draft.charts = renewed(draft.charts, now)
    _keep(by=by, draft=draft)
    _note(by=by, act="renew_figures", page=page, before=before, after=gate.summary(draft))
    return _fresh(page)


@transaction.atomic
def attach_photo(*, by: User, page: ArticlePage, picture: BinaryIO, name: str, caption: str) -> ArticlePage:
    """A photo above the text, with its caption, in a new version. `name`: the file's name with its ending."""
    _require(by=by, right=Right.MAKE_PAPERS, page=page)
    image = Image.objects.create(title=caption, file=ImageFile(picture, name), uploaded_by_user=by)
    draft = _latest(page)
    before = {"photo": draft.photo_id, "caption": draft.caption}
    draft.photo, draft.caption = image, caption
    _keep(by=by, draft=draft)
    _note(by=by, act="attach_photo", page=page, before=before, after={"photo": image.pk, "caption": caption})
    return _fresh(page)


def _one_at_a_time() -> None:
    """Of two who draft at once the second finds the draft of the first."""
    NewsIndexPage.objects.select_for_update(of=("self",)).first()


def _keep(*, by: User, draft: ArticlePage) -> None:
    """The version as the latest one; the row itself follows while nobody reads it."""
    if not draft.live:
        draft.save()
    draft.save_revision(user=by, log_action=True)


def _latest(page: ArticlePage) -> ArticlePage:
    """The latest version; asked of the row as it is now, since a version takes its state from the page in hand."""
    latest: ArticlePage = _fresh(page).get_latest_revision_as_object()
    return latest


def _require(*, by: User, right: Right, page: ArticlePage) -> None:
    require(by=by, right=right, units=[page.unit], map_=unit_map(clock.today()))


def _note(*, by: User, act: str, page: ArticlePage, before: object, after: object) -> None:
    record(by=by.username, unit=page.unit, act=act, subject=("article", page.pk), before=before, after=after)


def _fresh(page: ArticlePage) -> ArticlePage:
    fresh: ArticlePage = ArticlePage.objects.get(pk=page.pk)
    return fresh
