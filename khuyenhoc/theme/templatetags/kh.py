"""Tags and filters of the product's pages: `{% load kh %}`. Thin: words and numbers come from the rooms below."""

from __future__ import annotations

import datetime as dt
import secrets
from fractions import Fraction
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from khuyenhoc.theme import icons, notices, states
from khuyenhoc.theme.addresses import changed, next_sort
from khuyenhoc.theme.forms import ThemeRenderer
from khuyenhoc.theme.problems import Problem, field_id, problems_of
from khuyenhoc.vietnamese import dates, money, numbers

register = template.Library()
BLANK = "–"


@register.filter
def count(value: int | None) -> str:
    """452702 as "452.702", 0 as "0", None as "–"."""
    return BLANK if value is None else numbers.format_count(value)


@register.filter
def percent(value: Fraction | None) -> str:
    """An exact percentage as "87,82 %"; None cannot be calculated, and says so."""
    return _("không tính được") if value is None else f"{numbers.format_percent(value)}\N{NO-BREAK SPACE}%"


@register.filter(name="money")
def money_(value: int | None) -> str:
    """36700000 as "36.700.000 đồng", None as "–"."""
    return BLANK if value is None else money.format_money(value)


@register.filter
def vndate(value: dt.date | None) -> str:
    """ "10/01/2024"; a moment by the clock of the installation; None as "–"."""
    return BLANK if value is None else dates.format_date(_here(value))


@register.filter
def vndatetime(value: dt.datetime | None) -> str:
    """ "10/01/2024 09:00" by the clock of the installation; None as "–"."""
    if value is None:
        return BLANK
    here = _here(value)
    return f"{dates.format_date(here)} {here:%H:%M}"


@register.filter
def long_date(value: dt.date | None) -> str:
    """ "Thứ tư, ngày 10/1/2024"; None as "–"."""
    return BLANK if value is None else dates.long_date(_here(value))


def _here(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A shape of `icons.SHAPES`, in the colour of the text; `label` where no words stand beside it."""
    return icons.icon(name, str(label))


@register.simple_tag
def brand(css_class: str) -> SafeString:
    """The mark of the product, in the colour of the text beside it."""
    shape = mark_safe(icons.MARK)  # noqa: S308 our own shape
    return format_html('<svg class="{}" viewBox="4 4 24 24" aria-hidden="true">{}</svg>', css_class, shape)


@register.simple_tag
def status_tag(state: object, text: str = "") -> SafeString:
    """A state (enum member or its value; None: not begun) as a tag with words and a shape. `text` replaces the words."""
    key = states.key_of(state)
    look = states.LOOKS[key]
    html = '<span class="kh-tag kh-tag--{}">{}{}</span>'
    return format_html(html, key, icons.icon(look.icon), text or look.text)


@register.simple_tag
def unverified(text: str = "") -> SafeString:
    """The mark of a fact that nobody has checked against its source yet; what it means comes up beside it."""
    html, meaning = (
        '<span class="kh-unverified" title="{}">{}{}</span>',
        _("Chưa đối chiếu được với văn bản chính thức."),
    )
    return format_html(html, meaning, icons.icon("question"), text or _("chưa kiểm chứng"))


@register.inclusion_tag("theme/parts/flag.html")
def flag(message: str, href: str = "", verified: bool = True) -> dict[str, Any]:
    """The mark of an odd figure, set before it, so that figures stay in their column.

    It opens `message`, or leads to `href`, a note under the table (`flag_notes.html`), which stands on paper too.
    """
    return {"message": message, "href": href, "verified": verified, "id": f"co-{secrets.token_hex(4)}"}


@register.inclusion_tag("theme/parts/progress.html")
def progress(done: int, total: int, text: str = "", noun: str = "", note: str = "") -> dict[str, Any]:
    """A bar with its numbers: `{% progress 87 235 "Đã đọc" "tệp" %}` says "Đã đọc 87/235 tệp"."""
    percentage = numbers.format_percent(Fraction(done * 100, total), 0) if total else ""
    return {"done": done, "total": total, "text": text, "noun": noun, "note": note, "percentage": percentage}


@register.simple_tag(takes_context=True)
def url_with(context: dict[str, Any], *pairs: Any) -> str:
    """The page's own address with parts of its query changed: `{% url_with "trang" 2 "xep" None %}`; None takes away."""
    return changed(context["request"].GET, pairs)


@register.inclusion_tag("theme/parts/pagination.html", takes_context=True)
def pagination(context: dict[str, Any], page: Page[Any], noun: str = "", param: str = "trang") -> dict[str, Any]:
    """Where the rows stand among all, and the way to the others; the rest of the query stays."""
    query = context["request"].GET
    numbers_ = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    steps = [(n, "" if isinstance(n, str) else changed(query, (param, n))) for n in numbers_]
    before = changed(query, (param, page.previous_page_number())) if page.has_previous() else ""
    after = changed(query, (param, page.next_page_number())) if page.has_next() else ""
    return {"page": page, "noun": noun, "steps": steps, "before": before, "after": after}


@register.inclusion_tag("theme/parts/sort_header.html", takes_context=True)
def sort_header(
    context: dict[str, Any], key: str, text: str, measure: str = "", numeric: bool = False, param: str = "xep"
) -> dict[str, Any]:
    """A heading that sorts by `key`: up, then down ("-key"). A new order begins at the first page."""
    query = context["request"].GET
    now, then = next_sort(query.get(param, ""), key)
    address = changed(query, (param, then, "trang", None))
    return {"text": text, "measure": measure, "numeric": numeric, "now": now, "address": address}


@register.filter
def undo_of(message: Message) -> str:
    """The address that takes back what the notice tells of, or ""."""
    return notices.undo_of(message)


@register.filter
def kind_of(message: Message) -> str:
    """The look of a notice."""
    return notices.kind_of(message)


@register.simple_tag
def render_form(form: BaseForm, summary: bool = True) -> SafeString:
    """Any form in the look of the product; `summary=False` where the page shows its error summary above its title."""
    form.renderer = ThemeRenderer()
    return form.render(context={**form.get_context(), "summary": summary})


@register.simple_tag
def render_field(field: BoundField) -> SafeString:
    """One field in the look of the product, with label, hint and error."""
    field.form.renderer = ThemeRenderer()
    return field.as_field_group()


@register.inclusion_tag("theme/parts/error_summary.html")
def error_summary(form: BaseForm | None = None, problems: list[Problem] | None = None) -> dict[str, Any]:
    """What is wrong, at the top of the page, each line leading to its field; nothing where nothing is wrong."""
    return {"problems": [*(problems_of(form) if form else []), *(problems or [])]}


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the element that a line of the error summary leads to."""
    return field_id(field)


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file for the page of a broken server: never fails, as `{% static %}` may."""
    try:
        return static(path)
    except ValueError:
        return f"/static/{path}"
