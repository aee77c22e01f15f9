"""Filters of the pages of criteria sets: `{% load criteria %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.desk.recognition.words import NOUNS
from khuyenhoc.recognition.criteria.trying import Trial
from khuyenhoc.vietnamese.numbers import format_count

register = template.Library()


@register.filter
def of(values: Mapping[str, Any], key: str) -> Any:
    """What a mapping has under a key that a variable holds; None for nothing."""
    return values.get(key)


@register.filter
def known(value: object) -> object:
    """None for what is not there, which a template turns into ""."""
    return None if value == "" else value


@register.filter
def group_title(one: CriteriaSetSpec, group: str) -> str:
    """How a group is called; its code where that is unknown."""
    return next((g.title for g in one.groups if g.code == group and g.title), group)


@register.filter
def trial_words(tried: Trial, one: CriteriaSetSpec) -> str:
    """ "Với bộ mới, 312 gia đình sẽ không đạt." """
    words = {"n": format_count(tried.failing), "what": NOUNS[one.model]}
    return _("Với bộ mới, %(n)s %(what)s sẽ không đạt.") % words
