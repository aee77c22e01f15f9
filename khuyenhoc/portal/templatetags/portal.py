"""Tags and filters of the public pages: `{% load portal %}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import CheckSpec
from khuyenhoc.documents.article import FigureRef
from khuyenhoc.portal import check_words
from khuyenhoc.portal.rich_text import figure_html, with_marks
from khuyenhoc.vietnamese.dates import format_date, weekday

register = template.Library()


@register.filter
def stamp(value: dt.datetime | None) -> str:
    """When an article was published, "Thứ Tư 10/01/2024 09:00" by the clock of the installation; "" before."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    return f"{weekday(here).title()} {format_date(here)} {here:%H:%M}"


@register.filter
def marked(body: object, notes: Sequence[Mapping[str, object]]) -> SafeString:
    """The body of an article with a mark behind each figure that has a note."""
    html = str(body)
    return mark_safe(with_marks(html, notes, _("Ghi chú")) if notes else html)  # noqa: S308 the blocks have escaped it


@register.filter
def place(values: Sequence[Any], number: int) -> Any:
    """The value at a place."""
    return values[number]


@register.filter
def data(ref: FigureRef) -> SafeString:
    """A figure with what it refers to."""
    return mark_safe(figure_html(ref))  # noqa: S308 it has been escaped


@register.filter
def sentence(check: CheckSpec) -> str:
    """A check with its thresholds."""
    return check_words.words(check)


@register.filter
def level(check: CheckSpec) -> str:
    """What a check does to a return."""
    return str(check_words.LEVELS[check.level])


@register.filter
def arithmetic(formula: str) -> str:
    """A formula in the signs of a school book."""
    return formula.replace("*", "×").replace("/", ":").replace("-", "−")


@register.filter
def lookup(mapping: Mapping[Any, Any], key: Any) -> Any:
    """`mapping[key]`, None where it is not there."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], address: str = "") -> str:
    """The full address of `address`, or of the page itself without its query."""
    request = context["request"]
    return urljoin(str(request.build_absolute_uri(request.path)), address)
