"""Kinds of things that print figures."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PrintKind(TextChoices):
    REPORT = "report", _("báo cáo")
    ARTICLE = "article", _("bài viết")
