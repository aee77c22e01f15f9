"""The colours of the product as data, the same for pages, charts and tests: `palette.json`, name to `#rrggbb`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

Rgb = tuple[int, int, int]


@cache
def colours() -> dict[str, str]:
    """Every colour by its name."""
    text = (Path(__file__).parent / "palette.json").read_text(encoding="utf-8")
    return {str(name): str(value) for name, value in json.loads(text).items()}


def rgb(colour: str) -> Rgb:
    """`#rrggbb` as three numbers from 0 to 255."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in rgb(colour))
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2). Text needs 4.5, large text and shapes 3."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
