"""Tags of the pages of registering, scoring oneself and meetings: `{% load ways %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.spec import ScoredIndicatorSpec

register = template.Library()


@register.simple_tag
def wording(indicator: ScoredIndicatorSpec, group: str = "") -> str:
    """An indicator as a group reads it, or that its words are not known yet."""
    return indicator.wording(group) or _("(chưa có lời)")
