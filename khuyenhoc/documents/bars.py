"""Figures beside one another as bars for the screen, each with its name and number, in greys that print."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from khuyenhoc.documents.drawing import ALONE, FILL, SCREEN, SIZE, TEXT, bare_axis, labels_axis, svg

if TYPE_CHECKING:
    from khuyenhoc.documents.drawing import Drawn

WIDTH, STEP, THICK, ROOM = 150, 30, 18, 1.7
"""`ROOM`: how much wider than the longest bar the picture is, for the number behind it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`before`: what a mark across the bar shows, such as the figure of an earlier period; None without one."""

    label: str
    value: float
    printed: str
    before: float | None = None


@lru_cache(maxsize=128)
def bars_svg(bars: tuple[Bar, ...]) -> str:
    """The picture, the first bar on top; kept, for the same page is opened again and again. ValueError for no bar."""
    if not bars:
        raise ValueError("no bars")
    return svg(_layers(bars), font=SCREEN)


def _layers(bars: tuple[Bar, ...]) -> Drawn:
    import altair as alt

    def behind(bar: Bar) -> float:
        return max(bar.value, bar.before or 0, 0)

    # Two units of one name are two bars.
    labels = [bar.label + ALONE * [b.label for b in bars[:n]].count(bar.label) for n, bar in enumerate(bars)]
    numbers = ({name: getattr(bar, name) for name in Bar.__slots__} | {"at": behind(bar)} for bar in bars)
    rows = [row | {"label": label} for row, label in zip(numbers, labels, strict=True)]
    base = alt.Chart(alt.InlineData(values=rows))
    longest, least = max(map(behind, bars)) or 1, min(0, *(b.value for b in bars), 0)
    x = alt.X("value:Q", axis=bare_axis(), scale=alt.Scale(domain=[least, longest * ROOM], nice=False))
    y = alt.Y("label:N", sort=labels, axis=labels_axis())
    layers = [
        base.mark_bar(color=FILL, height=THICK).encode(x=x, y=y),
        base.mark_text(align="left", dx=6, fontSize=SIZE, color=TEXT).encode(x="at:Q", y=y, text="printed:N"),
    ]
    if any(bar.before is not None for bar in bars):
        marks = base.transform_filter("isValid(datum.before)").mark_tick(
            color=TEXT, opacity=1, thickness=2, size=THICK + 8
        )
        layers.append(marks.encode(x="before:Q", y=y))
    return alt.layer(*layers).properties(width=WIDTH, height=alt.Step(STEP))
