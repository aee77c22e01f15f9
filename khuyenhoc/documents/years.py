"""A figure over years as a line: every point with its number, every redrawing of the map a marked line across, never a jump."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from khuyenhoc.documents.changes import brief
from khuyenhoc.documents.drawing import AXIS, SCREEN, SIZE, TEXT, svg
from khuyenhoc.rollups.years import Redrawing, Years
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count

if TYPE_CHECKING:
    from khuyenhoc.documents.drawing import Drawn

WIDTH, HEIGHT, LINE = 350, 270, 20
DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the line. Points of one `stretch` are joined: between two stretches a border moved."""

    on: str
    label: str
    value: float
    printed: str
    stretch: int


@dataclass(frozen=True, slots=True)
class Rule:
    on: str
    label: str


def dots(found: Years) -> list[Dot]:
    """The periods that have a figure. A period without one, and a border that moved in between, end a stretch."""
    made: list[Dot] = []
    stretch, broken = 0, False
    for year in found.years:
        if year.point is None:
            broken = True
            continue
        stretch += bool(made) and (broken or bool(year.border) or year.change is None)
        broken = False
        value = year.point.value
        made.append(Dot(year.ends.isoformat(), year.period, float(value), brief(value, found.indicator), stretch))
    return made


def rules(found: Years) -> list[Rule]:
    return [Rule((one.on - DAY).isoformat(), redrawing_words(one)) for one in found.redrawings]


def redrawing_words(one: Redrawing) -> str:
    """ "01/07/2025: 219 đơn vị thành 64"."""
    words = {"day": format_date(one.on), "before": format_count(one.before), "after": format_count(one.after)}
    return (
        _("%(day)s: %(before)s đơn vị thành %(after)s") if one.after else _("%(day)s: %(before)s đơn vị kết thúc")
    ) % words


def years_svg(found: Years) -> str:
    """The picture, for a screen or for paper; kept as the waterfall is."""
    return _drawn(tuple(dots(found)), tuple(rules(found)))


@lru_cache(maxsize=64)
def _drawn(found: tuple[Dot, ...], redrawn: tuple[Rule, ...]) -> str:
    return svg(_layers(found, redrawn), font=SCREEN)


def _layers(found: tuple[Dot, ...], redrawn: tuple[Rule, ...]) -> Drawn:
    import altair as alt

    texts: dict[str, Any] = {"fontSize": SIZE, "color": TEXT}
    base = alt.Chart(alt.InlineData(values=[{f: getattr(dot, f) for f in Dot.__slots__} for dot in found]))
    values = [dot.value for dot in found] or [0.0]
    days = [dot.on for dot in found] + [rule.on for rule in redrawn]
    x = alt.X("on:T", axis=None, scale=alt.Scale(domain=[min(days), max(days)], padding=60)) if days else alt.X("on:T")
    low, high = min(values), max(values)
    top = LINE * len(redrawn) + 30
    scale = alt.Scale(
        domain=[low, high] if high > low else [low - 1, low + 1], range=[HEIGHT - 45, top], nice=False, zero=False
    )
    y = alt.Y("value:Q", axis=None, scale=scale)
    line = base.mark_line(color=TEXT, strokeWidth=2).encode(x=x, y=y, detail="stretch:N")
    points = base.mark_point(color=TEXT, filled=True, opacity=1, size=70).encode(x=x, y=y)
    halo = base.mark_text(dy=-16, fontWeight="bold", fontSize=SIZE, stroke="white", strokeWidth=5)
    numbers = [
        text.encode(x=x, y=y, text="printed:N") for text in (halo, base.mark_text(dy=-16, fontWeight="bold", **texts))
    ]
    names = base.mark_text(baseline="bottom", **texts).encode(x=x, y=alt.value(HEIGHT), text="label:N")
    across = alt.Chart(alt.InlineData(values=[{"on": rule.on, "label": rule.label} for rule in redrawn]))
    marks = across.mark_rule(color=AXIS, strokeDash=[5, 4]).encode(x=x)
    said = [
        alt.Chart(alt.InlineData(values=[{"on": rule.on, "label": rule.label}]))
        .mark_text(align="right", dx=-4, fontSize=SIZE - 1, color=TEXT)
        .encode(x=x, y=alt.value(6 + n * LINE), text="label:N")
        for n, rule in enumerate(redrawn)
    ]
    layers = [line, *numbers, points, names, *([marks, *said] if redrawn else [])]
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
