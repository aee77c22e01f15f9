"""Charts as pictures: horizontal bars with their labels beside them, in greys that a photocopier keeps apart.

SVG keeps its text as text (the PDF embeds the font), PNG is for files that cannot hold SVG.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from khuyenhoc.documents.annual_report.tree import Bar, Chart
from khuyenhoc.documents.drawing import FILL, PAPER, TEXT, bare_axis, converter, labels_axis, specification

if TYPE_CHECKING:
    import altair

FONT: Final = PAPER
DOTS_PER_INCH: Final = 200
_WIDTH, _STEP, _THICK = 300, 22, 13
_SIZE: Final = 12


def chart_svg(chart: Chart) -> str:
    """The picture as SVG, its numbers written the Vietnamese way."""
    return str(converter().vegalite_to_svg(_specification(chart)))


def chart_png(chart: Chart) -> bytes:
    """The picture at 200 dots an inch."""
    return bytes(converter().vegalite_to_png(_specification(chart), ppi=DOTS_PER_INCH))


def _specification(chart: Chart) -> dict[str, Any]:
    import altair as alt

    rows = [_row(bar) for bar in chart.bars]
    layers = alt.layer(*_layers(alt.Chart(alt.InlineData(values=rows)), [b.label for b in chart.bars], chart))
    return specification(layers.properties(width=_WIDTH, height=alt.Step(_STEP)), FONT)


def _row(bar: Bar) -> dict[str, Any]:
    """A label stands behind whatever reaches farther, the bar or the tick of its target."""
    target = None if bar.target is None else float(bar.target)
    value = float(bar.value)
    return {"label": bar.label, "value": value, "printed": bar.printed, "target": target, "at": max(value, target or 0)}


def _layers(base: altair.Chart, order: list[str], chart: Chart) -> list[altair.Chart]:
    import altair as alt

    y = alt.Y("label:N", sort=order, axis=labels_axis(_SIZE, 220))
    x = alt.X(
        "value:Q", scale=alt.Scale(domain=[0, max(100, *(float(bar.value) for bar in chart.bars))]), axis=bare_axis()
    )
    bars = base.mark_bar(color=FILL, height=_THICK).encode(x=x, y=y)
    texts = base.mark_text(align="left", dx=6, fontSize=_SIZE, color=TEXT).encode(x="at:Q", y=y, text="printed:N")
    ticks = base.transform_filter("isValid(datum.target)").mark_tick(
        color=TEXT, opacity=1, thickness=2, size=_THICK + 7
    )
    has_targets = any(bar.target is not None for bar in chart.bars)
    return [bars, *([ticks.encode(x="target:Q", y=y)] if has_targets else []), texts]
