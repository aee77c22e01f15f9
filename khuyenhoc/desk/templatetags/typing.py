"""Tags of the pages of typing: `{% load typing %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.desk.templatetags.desk import said
from khuyenhoc.returns.detail import Said
from khuyenhoc.returns.models import Finding
from khuyenhoc.returns.reasons import Key, OldReason, key_of

register = template.Library()


@register.simple_tag(takes_context=True)
def way(context: dict[str, Any], page: str = "", *rest: str) -> str:
    """The address of a page of typing, by an account or by a link: `{% way "section" "MH" %}`."""
    return str(context["ways"].to(page, *rest))


@register.filter
def told(value: Said, indicator: IndicatorSpec) -> str:
    """What a cell says in the words of its field: "Đã có" and "Chưa có" where that is answered by yes or no."""
    if indicator.is_yes_or_no and value.value in (indicator.values or ()):
        return _("Đã có") if value.value else _("Chưa có")
    return said(value)


@register.filter
def old_reason(before: Mapping[Key, OldReason], finding: Finding) -> OldReason | None:
    """What was written for the same warning in an earlier period, and accepted."""
    return before.get(key_of(finding))
