"""What a cell says, in words or by a mark, that has nothing to state."""

from __future__ import annotations

from typing import Final

from khuyenhoc.vietnamese.text import fold

NONE: Final = ("không", "không có", "không phát sinh", "không có phát sinh", "ko", "ko có", "k có", "không có gì")
"""There is nothing to count."""
NOTHING: Final = ("-", "–", "—", "--", "---", "…", "...", "....", ".", "_", "/", "x x x")
"""A mark instead of a blank."""
PLAIN_NONE: Final = frozenset(map(fold, NONE))
PLAIN_NOTHING: Final = frozenset(map(fold, NOTHING))
"""The same, folded."""
