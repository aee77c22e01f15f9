"""What a unit came from and what it became, as a picture: time runs down, a part is a broken line. Plain SVG, drawn at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from khuyenhoc.documents.drawing import AXIS, FAINT, SCREEN, TEXT, shortened

WIDTH, ROW, BOX, STEP = 360, 58, 48, 22
LETTERS: Final = 40


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit of the picture. `depth`: how many reorganisations away; `whole`: all of it went over, or a part."""

    name: str
    note: str
    depth: int
    whole: bool


def family_svg(name: str, notes: Sequence[str], before: Sequence[Relative], after: Sequence[Relative]) -> str:
    """`before`: those that it came from, each above what it became. `notes`: what the unit itself was called, and when."""
    middle = len(before) * ROW
    own = BOX + 18 * max(0, len(notes) - 1)
    below = middle + own + ROW - BOX
    height = below + len(after) * ROW
    parts = [
        *_rows(before, 0, middle, up=True),
        *_own(name, notes, middle, own),
        *_rows(after, below, middle + own, up=False),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    style = f'font-family="{SCREEN}" font-size="15" fill="{TEXT}"'
    return f'{head} {style}><rect width="100%" height="100%" fill="white"/>{"".join(parts)}</svg>'


def _own(name: str, notes: Sequence[str], y: int, high: int) -> list[str]:
    lines = [_text(12, y + 20, name, bold=True)]
    lines += [_text(12, y + 39 + 18 * n, note, size=13) for n, note in enumerate(notes)]
    return [_box(1, y, WIDTH - 2, high, FAINT, 2), *lines]


def _rows(relatives: Sequence[Relative], top: int, unit: int, *, up: bool) -> list[str]:
    """Each with a line to the unit that it became, or came from: the next one less deep, else the unit of the picture."""
    parts: list[str] = []
    for n, one in enumerate(relatives):
        x, y = one.depth * STEP, top + n * ROW
        others = range(n + 1, len(relatives)) if up else range(n - 1, -1, -1)
        other = next((m for m in others if relatives[m].depth < one.depth), None)
        end = unit if other is None else top + other * ROW + (0 if up else BOX)
        trunk = x - STEP // 2
        broken = "" if one.whole else ' stroke-dasharray="5 4"'
        line = f"M{x} {y + BOX // 2}H{trunk}V{end}"
        parts.append(f'<path d="{line}" fill="none" stroke="{AXIS}" stroke-width="2"{broken}/>')
        parts += [_box(x, y, WIDTH - x - 1, BOX, "white", 1, broken), _text(x + 10, y + 20, one.name)]
        parts.append(_text(x + 10, y + 39, one.note, size=13))
    return parts


def _box(x: int, y: int, width: int, high: int, fill: str, line: int, broken: str = "") -> str:
    return (
        f'<rect x="{x}" y="{y + 1}" width="{width}" height="{high - 2}" rx="3" fill="{fill}" stroke="{AXIS}" '
        f'stroke-width="{line}"{broken}/>'
    )


def _text(x: int, y: int, text: str, *, size: int = 15, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" font-size="{size}"{weight}>{escape(shortened(text, LETTERS))}</text>'
