"""Tags of the pages that show a sender's own sheet: `{% load mapping %}`. Thin."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.desk.mapper import Mapper
from khuyenhoc.returns.mapping.drawing import Drawn
from khuyenhoc.sheets.grid import column_name

register = template.Library()
_LONGEST = 60
_LONG = 24
"""Letters. A cell with more of them is given the room that a label needs."""


@register.simple_tag
def step(who: Mapper, name: str, **query: object) -> str:
    """The address of a step: `{% step who "o" trang=0 dong=17 %}`."""
    return who.to(name, 0, **query)


@register.simple_tag
def cell_class(cell: Drawn) -> SafeString:
    """The class attribute of a drawn cell, with a space before it; nothing for a plain one."""
    kinds = {
        "is-read": bool(cell.code),
        "is-asked": cell.doubt is not None,
        "is-bold": cell.is_bold,
        "kh-num": cell.is_number,
        "is-long": len(cell.text) > _LONG and cell.colspan == 1,
    }
    names = " ".join(name for name, holds in kinds.items() if holds)
    return format_html(' class="{}"', names) if names else SafeString()


@register.filter
def letter(column: int) -> str:
    """ "D" for 3."""
    return column_name(column)


@register.filter
def label_in(code: str, form: FormSpec) -> str:
    """What an indicator is called, short enough for a cell."""
    label = form.by_code[code].label if code in form.by_code else code
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
