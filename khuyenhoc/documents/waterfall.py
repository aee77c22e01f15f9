"""A change as steps, from the figure of one period to that of the other: in greys, with every number written beside its bar."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.documents.changes import brief
from khuyenhoc.documents.drawing import (
    ALONE,
    AXIS,
    FAINT,
    FILL,
    NEXT_LINE,
    SCREEN,
    SIZE,
    TEXT,
    bare_axis,
    labels_axis,
    svg,
)
from khuyenhoc.rollups.changes import Cause
from khuyenhoc.rollups.why import Change
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised

if TYPE_CHECKING:
    from khuyenhoc.documents.drawing import Drawn

SHOWN: Final = 10
"""Steps that stand for themselves; what is left of smaller ones is one step."""
SHORT: Final = {
    Cause.NEW_REPORT: gettext_lazy("thêm báo cáo"),
    Cause.MISSING_REPORT: gettext_lazy("thiếu báo cáo"),
    Cause.UNEVEN: gettext_lazy("báo cáo không đều"),
    Cause.REVISION: gettext_lazy("sửa báo cáo"),
    Cause.BORDER: gettext_lazy("địa giới"),
}
"""Each cause that is no growth, behind a unit's name."""
WIDTH, STEP, THICK = 140, 40, 18


@dataclass(frozen=True, slots=True)
class Step:
    """A bar from where the one before it ended. `total`: a figure of a period, not a change."""

    label: str
    start: Fraction
    end: Fraction
    printed: str
    total: bool = False


def steps(change: Change) -> list[Step]:
    """From the first figure, which is where bars begin, to the second: bars measure what changed, not what there is."""
    shown, rest = change.contributions[:SHOWN], change.contributions[SHOWN:]
    if len(rest) == 1:
        shown, rest = change.contributions, ()
    found = [Step(_figure(change, 0), Fraction(0), Fraction(0), "", total=True)]
    for one in shown:
        at = found[-1].end
        cause = f"{NEXT_LINE}({SHORT[one.cause]})" if one.cause in SHORT else ""
        found.append(Step(f"{one.name}{cause}", at, at + one.change, brief(one.change, change.indicator, sign=True)))
    if rest:
        at, left = found[-1].end, sum((one.change for one in rest), Fraction(0))
        label = _("%s khoản nhỏ hơn") % len(rest)
        found.append(Step(label, at, at + left, brief(left, change.indicator, sign=True)))
    end = found[-1].end
    return [*found, Step(_figure(change, 1), Fraction(0), end, brief(end, change.indicator, sign=True), total=True)]


def _figure(change: Change, side: int) -> str:
    point = (change.first, change.second)[side]
    return f"{capitalised(period_words(point.period))}:{NEXT_LINE}{brief(point.value, change.indicator)}"


def waterfall_svg(change: Change) -> str:
    """The picture, for a screen or for paper. Kept, since drawing takes longer than everything else."""
    return _drawn(tuple(steps(change)))


@lru_cache(maxsize=64)
def _drawn(found: tuple[Step, ...]) -> str:
    return svg(_layers(found), font=SCREEN)


def _layers(found: tuple[Step, ...]) -> Drawn:
    import altair as alt

    rows = [_row(n, step) for n, step in enumerate(found)]
    base = alt.Chart(alt.InlineData(values=rows))
    y = alt.Y("label:N", sort=[row["label"] for row in rows], axis=labels_axis(line=False))
    ends = [float(end) for step in found for end in (step.start, step.end)]
    low, high = min(ends), max(ends)
    room = (high - low or 1) * 0.28
    x = alt.X("start:Q", axis=bare_axis(), scale=alt.Scale(domain=[low - room, high + room], nice=False, zero=False))
    colour = alt.Color(
        "look:N", legend=None, scale=alt.Scale(domain=["up", "down", "total"], range=[FILL, FAINT, TEXT])
    )
    bars = base.mark_bar(height=THICK, stroke=AXIS, strokeWidth=1).encode(x=x, x2="end:Q", y=y, color=colour)
    texts: dict[str, Any] = {"fontSize": SIZE, "color": TEXT}
    up = base.transform_filter("datum.up").mark_text(align="left", dx=5, **texts)
    down = base.transform_filter("!datum.up").mark_text(align="right", dx=-5, **texts)
    written = [side.encode(x="end:Q", y=y, text="printed:N") for side in (up, down)]
    zero = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(color=AXIS).encode(x="at:Q")
    return alt.layer(zero, bars, *written).properties(width=WIDTH, height=alt.Step(STEP))


def _row(number: int, step: Step) -> dict[str, Any]:
    """Two steps of the same name are two rows."""
    up = step.end >= step.start
    return {
        "label": step.label + ALONE * number, "start": float(step.start), "end": float(step.end),
        "up": up, "printed": step.printed, "look": "total" if step.total else "up" if up else "down",
    }  # fmt: skip
