"""The last part of an article's address, in plain letters."""

from __future__ import annotations

from collections.abc import Container
from itertools import count
from typing import Final

from django.utils.text import slugify

from khuyenhoc.vietnamese.text import without_accents

LONGEST: Final = 80


def free_slug(title: str, taken: Container[str]) -> str:
    """ "Hội nghị ở Đông Giang" as "hoi-nghi-o-dong-giang", numbered where it is taken. (Wagtail's own would drop every đ.)"""
    base = slugify(without_accents(title))[:LONGEST].strip("-") or "bai"
    return next(slug for n in count(1) if (slug := base if n == 1 else f"{base}-{n}") not in taken)
