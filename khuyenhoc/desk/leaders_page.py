"""What the leaders' page prints: big figures with a year before and a target, bars, and who stands first and last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from khuyenhoc.desk.targets_page import aimed, printed
from khuyenhoc.documents.tile_grid import ACROSS, tile_grid_svg
from khuyenhoc.rollups.figures import Flag, TargetResult
from khuyenhoc.rollups.leaders import BigFigure, Leaders
from khuyenhoc.rollups.tiles import Block
from khuyenhoc.vietnamese.numbers import format_decimal
from khuyenhoc.vietnamese.periods import period_of

DAYS: Final = (7, 30, 90)
"""For how many days a link may be made."""
MOST_TILES: Final = 24
PURPOSE: Final = "lanh-dao/"


@dataclass(frozen=True)
class Bar:
    """A target as a bar: `way` is how far it is reached in percent of what was set, at most 100, for the eye alone."""

    target: TargetResult
    value: str
    actual: str
    way: Fraction


def purpose(period: str) -> str:
    """What a link to the page of a period is for."""
    return f"{PURPOSE}{period}"


def period_of_purpose(purpose: str) -> str:
    """The period of a link to the page."""
    return purpose.removeprefix(PURPOSE)


def context(found: Leaders, period: str) -> dict[str, Any]:
    """What both pages, with an account and by a link, take."""
    named = period_of(period)
    return {
        "found": found, "figures": found.figures, "named": named, "earlier": named.a_year_before().words if named else "",
        "big": [(one, gained(one)) for one in found.big], "bars": [bar(target) for target in found.targets],
        "met": sum(target.is_reached for target in found.targets), "odd": _once(found.big),
        "grid": grid(found.tiles), "compared": any(one.before is not None for one in found.big),
    }  # fmt: skip


def grid(block: Block | None) -> str:
    """The units right below as tiles; "" where there are none, none of them has a share, or more than fit a sheet."""
    if block is None or len(block.tiles) > MOST_TILES or not any(tile.share is not None for tile in block.tiles):
        return ""
    return mark_safe(tile_grid_svg([block], ACROSS["hep"]))  # noqa: S308 our own picture


def gained(one: BigFigure) -> str:
    """ "tăng 2,70 điểm", "giảm 1.200": since the year before; "" where that is not known, "không đổi" for no change."""
    if one.gained is None:
        return ""
    if not one.gained:
        return _("không đổi")
    share = one.indicator.unit == "%"
    amount = format_decimal(abs(one.gained), 2 if share else 0)
    words = {"amount": _("%s điểm") % amount if share else amount}
    return (_("tăng %(amount)s") if one.gained > 0 else _("giảm %(amount)s")) % words


def bar(target: TargetResult) -> Bar:
    way = Fraction(0)
    if target.actual is not None and target.value:
        reached = target.actual * 100 / Fraction(target.value)
        way = Fraction(100) if target.is_reached else min(Fraction(99), 10000 / reached if target.at_most else reached)
    return Bar(target, aimed(target), printed(target.actual, target), way)


def _once(big: Sequence[BigFigure]) -> list[Flag]:
    """What is odd about the figures shown, each once."""
    return list(dict.fromkeys(flag for one in big for flag in one.flags))
