"""The column of a table by which it names bytes that are kept (see `storage`)."""

from __future__ import annotations

from typing import Any

from django.db import models


class KeptBytes(models.CharField):  # type: ignore[type-arg]
    """The SHA-256 of kept bytes. In the database it is a text as others; here it says who still needs the bytes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 64, **options})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options
