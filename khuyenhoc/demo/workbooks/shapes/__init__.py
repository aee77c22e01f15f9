"""The shapes in which communes send their figures, a module a shape: `write(book, letter)`. A new module is a new shape."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from khuyenhoc.demo.workbooks.book import Book
from khuyenhoc.demo.workbooks.sender import Letter

Write = Callable[[Book, Letter], None]


@cache
def shapes() -> dict[str, Write]:
    """Every shape's writer by its name, which is the name of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").write for name in names}
