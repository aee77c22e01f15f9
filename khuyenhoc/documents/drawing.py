"""What all charts share: how Altair's specifications become pictures, and the greys that a photocopier keeps apart."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from khuyenhoc.theme.fonts import font_folder

if TYPE_CHECKING:
    import altair

    Drawn = altair.LayerChart | altair.FacetChart

PAPER: Final = "Tinos"
SCREEN: Final = "Be Vietnam Pro, Arial, Helvetica, sans-serif"
"""A picture on a page cannot bring its font with it: it falls back to one of the reader's machine."""
FILL, FAINT, TEXT, AXIS = "#8c8c8c", "#e6e6e6", "#000000", "#595959"
NEXT_LINE: Final = "|"
ALONE: Final = "\N{ZERO WIDTH SPACE}"
"""Behind one of two equal labels, so that they are two rows: what cannot be seen tells them apart."""
SIZE: Final = 15
"""Of text on a picture for the screen, which is as wide as a phone."""
LABELS: Final = 195
"""The widest that a label may be, in dots."""


@cache
def converter() -> Any:
    """Loading it costs half a second, so only a picture pays."""
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))
    return vl_convert


def labels_axis(size: int = SIZE, limit: int = LABELS, *, line: bool = True) -> altair.Axis:
    """Names beside bars, without ticks; what stands behind NEXT_LINE, below."""
    import altair as alt

    return alt.Axis(
        title=None,
        ticks=False,
        domain=line,
        domainColor=AXIS,
        labelColor=TEXT,
        labelFontSize=size,
        labelLimit=limit,
        labelExpr=f"split(datum.label, '{NEXT_LINE}')",
    )


def bare_axis() -> altair.Axis:
    """None that can be seen: every bar has its number beside it."""
    import altair as alt

    return alt.Axis(title=None, labels=False, ticks=False, grid=False, domain=False)


def shortened(text: str, letters: int) -> str:
    """A text that has so many letters of room."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def specification(chart: Drawn, font: str) -> dict[str, Any]:
    """What the converter draws: on white, without a frame."""
    sized = chart.properties(padding=2).configure(font=font, background="white").configure_view(stroke=None)
    made: dict[str, Any] = sized.to_dict()
    return made


def svg(chart: Drawn, font: str) -> str:
    """The picture as SVG, its text kept as text."""
    return str(converter().vegalite_to_svg(specification(chart, font)))
