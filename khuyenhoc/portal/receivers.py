"""What Wagtail does without asking us still goes into the journal: an article taken from the public, an article deleted."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_unpublished

from khuyenhoc.access.models import User
from khuyenhoc.audit.acts import record
from khuyenhoc.portal import gate
from khuyenhoc.portal.models import ArticlePage


def connect() -> None:
    """Called once, when the programme starts."""
    page_unpublished.connect(_unpublished, sender=ArticlePage)
    pre_delete.connect(_deleted, sender=ArticlePage)


def _unpublished(instance: ArticlePage, **kwargs: Any) -> None:
    _note("unpublish_article", instance)


def _deleted(instance: ArticlePage, **kwargs: Any) -> None:
    _note("delete_article", instance)


def _note(act: str, article: ArticlePage) -> None:
    user = get_active_log_context().user
    by = user.username if isinstance(user, User) else ""
    record(by=by, unit=article.unit, act=act, subject=("article", article.pk), before=gate.summary(article))
