"""The picture of a unit's page: what it came from over all reorganisations, what it was called, and what it became."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.desk.unit_page import Life
from khuyenhoc.documents.family import Relative, family_svg
from khuyenhoc.units.enums import SuccessionKind
from khuyenhoc.units.succession import Link
from khuyenhoc.vietnamese.dates import format_date

MOST: Final = 40
"""How many units a picture holds; of more, only those that are one reorganisation away."""
DEEP: Final = 3


def family_picture(life: Life) -> str:
    """As SVG. No statement."""
    before, after = _relatives(life, DEEP)
    if len(before) + len(after) > MOST:
        before, after = _relatives(life, 1)
    return family_svg(life.name, _stages(life), before[:MOST], after[:MOST])


def _relatives(life: Life, deep: int) -> tuple[list[Relative], list[Relative]]:
    return list(_before(life, life.code, 1, deep)), list(_after(life, life.code, 1, deep))


def _stages(life: Life) -> list[str]:
    """ "01/01/2023 – 30/06/2025"; with the name where the unit has borne several."""
    several = len({stage.name for stage in life.stages}) > 1
    said = []
    for stage in life.stages:
        until = format_date(stage.until) if stage.until else _("nay")
        days = f"{format_date(stage.since)} – {until}"
        said.append(f"{stage.name}: {days}" if several else days)
    return said


def _before(life: Life, code: str, depth: int, deep: int) -> Iterator[Relative]:
    """Each with those that it came from above it."""
    for link in life.graph.predecessors(code) if depth <= deep else ():
        if link.predecessor:
            yield from _before(life, link.predecessor, depth + 1, deep)
            yield _relative(life, link, link.predecessor, link.on - dt.timedelta(days=1), depth)


def _after(life: Life, code: str, depth: int, deep: int) -> Iterator[Relative]:
    """Each with those that it became below it."""
    for link in life.graph.successors(code) if depth <= deep else ():
        if link.successor:
            yield _relative(life, link, link.successor, link.on, depth)
            yield from _after(life, link.successor, depth + 1, deep)


def _relative(life: Life, link: Link, code: str, day: dt.date, depth: int) -> Relative:
    whole = _("toàn bộ") if link.whole else _("một phần")
    note = f"{whole} · {SuccessionKind(link.kind).label} · {format_date(link.on)}"
    return Relative(life.called(code, day), note, depth, link.whole)
