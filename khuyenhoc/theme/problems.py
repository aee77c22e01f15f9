"""What is wrong with a form, each line with the element it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the error summary. `href` is "#id" of the field, or "" where the whole form is meant."""

    text: str
    href: str = ""


MOST: Final = 100
"""How many lines a summary has at most."""


def shortened(problems: Sequence[Problem]) -> list[Problem]:
    """The first ones, and how many there are besides."""
    rest = len(problems) - MOST
    return [*problems[:MOST], *([Problem(_("Còn %s chỗ nữa phải sửa.") % format_count(rest))] if rest > 0 else [])]


def field_id(field: BoundField) -> str:
    """The id of the element to go to: the first choice where the field is a set of choices."""
    if field.id_for_label:
        return str(field.id_for_label)
    return f"{field.auto_id}_0" if field.auto_id else ""


def problems_of(form: BaseForm) -> list[Problem]:
    """Every error of `form`: those of the whole first, then field by field in the order of the page."""
    whole = [Problem(str(error)) for error in form.non_field_errors()]
    hidden = [Problem(str(error)) for field in form.hidden_fields() for error in field.errors]
    shown = [Problem(_told(field, error), _href(field)) for field in form.visible_fields() for error in field.errors]
    return [*whole, *hidden, *shown]


def _told(field: BoundField, error: object) -> str:
    """The error with the name of its field, since "Xin điền mục này" alone does not say which."""
    return f"{field.label}: {error}" if field.label else str(error)


def _href(field: BoundField) -> str:
    target = field_id(field)
    return f"#{target}" if target else ""
