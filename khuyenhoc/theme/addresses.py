"""A page's own address with parts of its query changed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict


def changed(query: QueryDict, pairs: Sequence[Any]) -> str:
    """ "?…" with each name of `pairs` (name, value, name, value…) set; a value of None takes the name away."""
    result = query.copy()
    for name, value in zip(pairs[::2], pairs[1::2], strict=True):
        result.pop(name, None)
        if value is not None:
            result[name] = str(value)
    return f"?{result.urlencode()}"


def next_sort(current: str, key: str) -> tuple[str, str]:
    """How a column is sorted now ("ascending", "descending" or "none") and the value that its heading leads to."""
    if current == key:
        return "ascending", f"-{key}"
    return ("descending" if current == f"-{key}" else "none"), key
