"""Charts as pictures: horizontal bars with their labels beside them, in greys that a photocopier keeps apart.

SVG keeps its text as text (the PDF embeds the font), PNG is for files that cannot hold SVG.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from khuyenhoc.documents.annual_report.tree import Bar, Chart
from khuyenhoc.theme.fonts import font_folder

if TYPE_CHECKING:
    import altair

FONT: Final = "Tinos"
DOTS_PER_INCH: Final = 200
_BAR, _TICK, _TEXT, _AXIS = "#8c8c8c", "#000000", "#000000", "#595959"
_WIDTH, _STEP, _THICK = 300, 22, 13
_SIZE: Final = 12


def chart_svg(chart: Chart) -> str:
    """The picture as SVG, its numbers written the Vietnamese way."""
    return str(_converter().vegalite_to_svg(_specification(chart)))


def chart_png(chart: Chart) -> bytes:
    """The picture at 200 dots an inch."""
    return bytes(_converter().vegalite_to_png(_specification(chart), ppi=DOTS_PER_INCH))


@cache
def _converter() -> Any:
    """Loading it costs half a second, so only a paper with a chart pays."""
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))
    return vl_convert


def _specification(chart: Chart) -> dict[str, Any]:
    import altair as alt

    rows = [_row(bar) for bar in chart.bars]
    layers = alt.layer(*_layers(alt.Chart(alt.InlineData(values=rows)), [b.label for b in chart.bars], chart))
    sized = layers.properties(width=_WIDTH, height=alt.Step(_STEP), padding=2).configure(font=FONT, background="white")
    specification: dict[str, Any] = sized.configure_view(stroke=None).to_dict()
    return specification


def _row(bar: Bar) -> dict[str, Any]:
    """A label stands behind whatever reaches farther, the bar or the tick of its target."""
    target = None if bar.target is None else float(bar.target)
    value = float(bar.value)
    return {"label": bar.label, "value": value, "printed": bar.printed, "target": target, "at": max(value, target or 0)}


def _layers(base: altair.Chart, order: list[str], chart: Chart) -> list[altair.Chart]:
    import altair as alt

    bare = alt.Axis(title=None, labels=False, ticks=False, grid=False, domain=False)
    labels = alt.Axis(title=None, ticks=False, domainColor=_AXIS, labelColor=_TEXT, labelFontSize=_SIZE, labelLimit=220)
    y = alt.Y("label:N", sort=order, axis=labels)
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, max(100, *(float(bar.value) for bar in chart.bars))]), axis=bare)
    bars = base.mark_bar(color=_BAR, height=_THICK).encode(x=x, y=y)
    texts = base.mark_text(align="left", dx=6, fontSize=_SIZE, color=_TEXT).encode(x="at:Q", y=y, text="printed:N")
    ticks = base.transform_filter("isValid(datum.target)").mark_tick(
        color=_TICK, opacity=1, thickness=2, size=_THICK + 7
    )
    has_targets = any(bar.target is not None for bar in chart.bars)
    return [bars, *([ticks.encode(x="target:Q", y=y)] if has_targets else []), texts]
