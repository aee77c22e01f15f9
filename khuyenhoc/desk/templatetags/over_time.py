"""Filters of the pages about figures over time: `{% load over_time %}`."""

from __future__ import annotations

from fractions import Fraction

from django import template

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.documents import changes
from khuyenhoc.rollups.changes import Cause

register = template.Library()


@register.filter
def figure(value: Fraction, indicator: IndicatorSpec) -> str:
    """ "452.702"; a share by its rule, without its unit of measure."""
    return changes.figure(value, indicator)


@register.filter
def difference(value: Fraction, indicator: IndicatorSpec) -> str:
    """ "+12.310", "−0,25"."""
    return changes.signed(value, indicator)


@register.filter
def difference_unit(indicator: IndicatorSpec) -> str:
    """What a difference is counted in."""
    return changes.measure(indicator)


@register.filter
def cause_words(cause: Cause) -> str:
    """ "có thêm báo cáo"."""
    return str(changes.CAUSES[cause])
