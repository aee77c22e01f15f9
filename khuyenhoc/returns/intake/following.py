"""What a line says behind the one whose part it is: "Doanh nghiệp" behind "Vận động được", "Đăng ký" behind "Tổng số hộ"."""

from __future__ import annotations

import re
from functools import cache

from khuyenhoc.returns.intake.labels import Label, Matcher, Why
from khuyenhoc.returns.intake.words import folded
from khuyenhoc.vietnamese.text import fold


class Following:
    """Followed line by line from the top of a table down, as long as only parts of one whole come."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._heading = ""
        self._parts: frozenset[str] = frozenset()

    def label(self, text: str, found: Label) -> Label:
        """What the line names as a part where its words alone leave it open; two that disagree are asked about.

        Words that count people or things ("được", "số") are no part of a sum of money.
        """
        if not self._heading or found.why is Why.OTHER_HEADING:
            return found
        part = self._matcher.match(text, (self._heading,)).code
        if part not in self._parts or part == found.code:
            return found
        if not found.code:
            return Label(part)
        return found if _counting().search(fold(text)) else Label(why=Why.SEVERAL, candidates=(found.code, part))

    def line(self, text: str, code: str) -> None:
        """A line that names an indicator, or none ("")."""
        heading, parts = self._matcher.parts_behind(text, code)
        if heading:
            self._heading, self._parts = heading, parts
        elif code not in self._parts:
            self.end()

    def end(self) -> None:
        """Something else begins."""
        self._heading, self._parts = "", frozenset()


@cache
def _counting() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(folded('counting')))})(?!\w)")
