"""Which headings a line stands under: the lines without figures above it, by their numbering, and "trong đó"."""

from __future__ import annotations

_DASH = 9


class Headings:
    """Followed line by line from the top of a table down."""

    def __init__(self) -> None:
        self._stack: list[tuple[int | None, str]] = []
        self._above: tuple[str, ...] = ()
        self._parent = ""

    def heading(self, text: str, level: int | None) -> None:
        """A line without a figure. Without numbering it stands below the last numbered one."""
        while self._stack and _yields(self._stack[-1][0], level):
            self._stack.pop()
        self._stack.append((level, text))
        self._above = tuple(t for _, t in self._stack)
        self._parent = ""

    def line(self, text: str, level: int | None) -> tuple[str, ...]:
        """The headings of a line with a figure, outermost first; a dashed line stands under the line before the dashes."""
        if level is not None and level != _DASH:
            while self._stack and self._stack[-1][0] is not None and self._stack[-1][0] >= level:
                self._stack.pop()
                self._above = self._above[:-1]
        above = self._above
        if level == _DASH:
            return (*above, self._parent) if self._parent else above
        self._parent = text
        return above


def _yields(held: int | None, level: int | None) -> bool:
    """Whether a heading that is held ends where one of `level` begins."""
    if level is None or held is None:
        return held is None
    return held >= level
