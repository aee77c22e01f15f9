"""Tags and filters of the registers' pages: `{% load registers %}`. Thin."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from khuyenhoc.desk.recognition.place import Place
from khuyenhoc.desk.recognition.words import SHAPES, status_words
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.rules import Count
from khuyenhoc.theme.templatetags.kh import status_tag
from khuyenhoc.vietnamese.numbers import format_percent

register = template.Library()


@register.simple_tag
def standing_tag(standing: Standing) -> SafeString:
    """A standing's status with words and a shape."""
    return status_tag(SHAPES[standing.status], status_words(standing.status, standing.entry.scope))


@register.simple_tag
def list_url(page: str, roll: Place, *rest: object) -> str:
    """The address of a page about a list, of villages' entries or of whole units."""
    return reverse(f"desk:{page}", args=[*roll.args, *rest])


@register.simple_tag
def verdict_tag(standing: Standing, appraised: bool) -> SafeString:
    """What an appraisal came to, with words and a shape; that it waits before it."""
    if not appraised:
        return status_tag("not-begun", _("Chờ thẩm định"))
    looks = {"passed": ("met", ""), "failed": ("missed", ""), "unscored": ("met", _("Hồ sơ đủ"))}
    return status_tag(*looks.get(standing.verdict, ("undefined", _("Chưa kết luận được"))))


@register.filter
def registered_share(count: Count) -> str:
    """ "87,82 %" of all have registered; "" of none."""
    return _share(count.registered, count.total)


@register.filter
def recognised_share(count: Count) -> str:
    """The same of those that are recognised."""
    return _share(count.recognised, count.total)


@register.filter
def as_query(query: Mapping[str, str]) -> str:
    """A query as an address has it."""
    return urlencode(query)


def _share(part: int, whole: int) -> str:
    return f"{format_percent(Fraction(part * 100, whole))}\N{NO-BREAK SPACE}%" if whole else ""
