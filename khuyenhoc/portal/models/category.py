"""Under which heading an article stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.Model):  # type: ignore[django-manager-missing]  # of a page, and Wagtail carries no types
    """A category of news (chuyên mục): the editors' own list, in the order that they give it."""

    name = models.CharField(_("Tên chuyên mục"), max_length=80, unique=True)
    slug = models.SlugField(_("Tên trong địa chỉ"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("chuyên mục")
        verbose_name_plural = _("chuyên mục")

    def __str__(self) -> str:
        return self.name
