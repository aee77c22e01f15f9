"""Tags of the pages of typing: `{% load typing %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from khuyenhoc.returns.models import Finding
from khuyenhoc.returns.reasons import Key, OldReason, key_of

register = template.Library()


@register.simple_tag(takes_context=True)
def way(context: dict[str, Any], page: str = "", *rest: str) -> str:
    """The address of a page of typing, by an account or by a link: `{% way "section" "MH" %}`."""
    return str(context["ways"].to(page, *rest))


@register.filter
def old_reason(before: Mapping[Key, OldReason], finding: Finding) -> OldReason | None:
    """What was written for the same warning in an earlier period, and accepted."""
    return before.get(key_of(finding))
