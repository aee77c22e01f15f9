"""How far a command has got, in one line that is written over, for a person who waits before the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable


def progress(done_with: str, things: str) -> Callable[[int, int], None] | None:
    """Says "Đã đọc 3/235 tệp" of ("Đã đọc", "tệp") each time it is asked; None where nobody looks on."""
    from khuyenhoc.vietnamese.numbers import format_count

    if not sys.stderr.isatty():
        return None

    def say(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(
            f"\r{done_with} {format_count(done)}/{format_count(total)} {things}", end=end, file=sys.stderr, flush=True
        )

    return say
