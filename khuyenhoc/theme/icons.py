"""Small shapes drawn in the colour of the text beside them, on a grid of 16: lines of 2, no fill unless said."""

from __future__ import annotations

from functools import cache
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SHAPES: Final[dict[str, str]] = {
    # states
    "not-begun": '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.6 2"/>',
    "draft": '<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 0 0 11z" fill="currentColor"/>',
    "submitted": '<path d="M8 13.5v-11M3.5 7 8 2.5 12.5 7"/>',
    "sent-back": '<path d="M6.5 3 2.5 7l4 4M2.5 7h7a4 4 0 0 1 0 8"/>',
    "accepted": '<path d="m2.5 8.5 3.5 3.5 7.5-8"/>',
    "signed": '<circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.2 2.2L11.2 6"/>',
    "late": '<circle cx="8" cy="8" r="6.2"/><path d="M8 4.2V8l2.7 2"/>',
    "exceeded": '<path d="m3 8 5-5 5 5M3 13.5l5-5 5 5"/>',
    "missed": '<path d="M8 2.5v11M3.5 9 8 13.5 12.5 9"/>',
    # marks
    "flag": '<path d="M3.5 15V2"/><path d="M3.5 2.5h9l-2.5 3 2.5 3h-9z" fill="currentColor"/>',
    "question": '<path d="M5 5.5a3 3 0 1 1 4.4 2.7C8.5 8.7 8 9.2 8 10.2M8 13v.5"/>',
    "warning": '<path d="M8 2 15 14H1z"/><path d="M8 6.5v3.2M8 11.6v.4"/>',
    "error": '<circle cx="8" cy="8" r="6.5"/><path d="m5.5 5.5 5 5m0-5-5 5"/>',
    "info": '<circle cx="8" cy="8" r="6.5"/><path d="M8 7.3v4M8 4.4v.4"/>',
    "none": '<path d="M3.5 8h9"/>',
    # acts and things
    "search": '<circle cx="7" cy="7" r="4.7"/><path d="m10.5 10.5 4 4"/>',
    "print": '<path d="M4.5 6V2h7v4M4.5 12h-3V6h13v6h-3"/><path d="M4.5 9.5h7V14h-7z"/>',
    "file": '<path d="M3 1.5h6.5L13 5v9.5H3z"/><path d="M9 1.5V5.5h4"/>',
    "download": '<path d="M8 2v8.5M4 7l4 4 4-4M2 14h12"/>',
    "inbox": '<path d="M1.5 9 4 2.5h8L14.5 9v4.5h-13z"/><path d="M1.5 9h4l1 2h3l1-2h4"/>',
    "menu": '<path d="M2 3.5h12M2 8h12M2 12.5h12"/>',
    "next": '<path d="m5.5 2.5 5.5 5.5-5.5 5.5"/>',
    "previous": '<path d="M10.5 2.5 5 8l5.5 5.5"/>',
    "sort": '<path d="M4 6.5 8 2.5l4 4zM4 9.5l4 4 4-4z" fill="currentColor" stroke="none"/>',
    "sort-up": '<path d="M3 10.5 8 4l5 6.5z" fill="currentColor" stroke="none"/>',
    "sort-down": '<path d="M3 5.5 8 12l5-6.5z" fill="currentColor" stroke="none"/>',
}

MARK: Final = (
    '<circle cx="16" cy="9.2" r="3.7" fill="#e2a42b"/><path fill="currentColor" d="M15.2 17.2C12.6 14.7 9 13.8 5 '
    "14.6v10.2c4-.8 7.6.1 10.2 2.4zM16.8 17.2c2.6-2.5 6.2-3.4 10.2-2.6v10.2c-4-.8-7.6.1-10.2 "
    '2.4z"/>'
)
"""The mark of the product: a sun over an open book."""


@cache
def icon(name: str, label: str = "") -> SafeString:
    """The shape `name` as inline SVG; hidden from readers unless `label` gives it words. KeyError: no such shape."""
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    shape = mark_safe(SHAPES[name])  # noqa: S308 our own shapes
    return format_html('<svg class="kh-icon" viewBox="0 0 16 16" {}>{}</svg>', said, shape)
