"""How sure a fact is, on any page: `{% load facts %}`."""

from __future__ import annotations

from django import template

from khuyenhoc.catalogue import provenance as words
from khuyenhoc.catalogue.citations import named
from khuyenhoc.catalogue.spec import Fact, InstrumentSpec

register = template.Library()


@register.filter
def provenance(fact: Fact) -> str:
    """The words of a fact's mark, "" where it is verified."""
    return words.provenance(fact)


@register.filter
def doubt(fact: Fact) -> str:
    """Which part of a fact is not verified."""
    return words.doubt(fact)


@register.filter
def cited(instrument: InstrumentSpec) -> str:
    """ "Quyết định 1373/QĐ-TTg ngày 30/7/2021"."""
    return named(instrument)
