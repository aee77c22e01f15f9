"""What is not where it was looked for, but elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404


class LeadsOn(Http404):
    """What is not there, with `ways` (label, address) to where the reader finds it."""

    def __init__(self, reason: str, ways: Sequence[tuple[str, str]]) -> None:
        super().__init__(reason)
        self.ways = tuple(ways)
