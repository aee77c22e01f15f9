"""Lines that name several indicators, or hold their figures themselves: "GĐHT đăng ký/công nhận: 2100/1800"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from khuyenhoc.returns.intake.labels import Matcher
from khuyenhoc.sheets.grid import Content
from khuyenhoc.sheets.view import Piece
from khuyenhoc.vietnamese.text import normalise

_FIGURES: Final = r"\d[\d., ]*(?:/ *\d[\d., ]*)*"
_STATED: Final = re.compile(rf"(?P<label>.*[^\W\d].*?) *[:=] *(?P<figures>{_FIGURES}(?:[^\W\d][^/:=\d]*)?)")
_SEVERAL: Final = re.compile(r"\d[\d., ]*(?:/ *\d[\d., ]*)+")
_LONGEST: Final = 200
_BETWEEN: Final = re.compile(r"\s*[/;]\s*|\s+[-–]\s+")


def stated_label(text: str) -> str:
    """The label of a text that goes on with its figures, "" for any other."""
    found = _stated(text)
    return found["label"] if found else ""


def _stated(text: str) -> re.Match[str] | None:
    return _STATED.fullmatch(text) if (":" in text or "=" in text) and len(text) <= _LONGEST else None


def named_together(text: str, above: tuple[str, ...], figures: Iterable[str], matcher: Matcher) -> tuple[str, ...]:
    """The indicators that a label names one behind the other, as many as one of the `figures` has; none where unsure.

    `figures`: the texts of the cells beside the label; without any, the label holds its figures itself.
    """
    label, held = text, [text for text in figures if _SEVERAL.fullmatch(text)]
    if own := _stated(text):
        label, held = own["label"], [own["figures"]]
    count = len(held[0].split("/")) if held else 0
    parts = [label] if count == 1 else _BETWEEN.split(label)
    if not count or len(parts) != count:
        return ()
    codes = [matcher.match(part, above if count == 1 else (*above, label)).code for part in parts]
    return tuple(codes) if all(codes) and len(set(codes)) == count else ()


def piece_in(content: Content, piece: Piece) -> str:
    """One figure of a cell that holds several, "" where it does not hold as many."""
    text = normalise(content) if isinstance(content, str) else ""
    figures = found["figures"] if (found := _stated(text)) else text
    pieces = figures.split("/")
    return pieces[piece.number].strip() if len(pieces) == piece.of else ""
