"""A change in words: by how much, to whom most of it is due, and what of it is no growth at all. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.documents.wording import listed
from khuyenhoc.rollups.changes import Cause, Contribution
from khuyenhoc.rollups.why import Change
from khuyenhoc.vietnamese.money import format_money_short
from khuyenhoc.vietnamese.numbers import format_decimal, format_percent
from khuyenhoc.vietnamese.text import capitalised, in_sentence

CAUSES: Final = {
    Cause.GROWTH: gettext_lazy("tăng, giảm tại đơn vị"),
    Cause.NEW_REPORT: gettext_lazy("có thêm báo cáo"),
    Cause.MISSING_REPORT: gettext_lazy("thiếu báo cáo"),
    Cause.UNEVEN: gettext_lazy("số đơn vị có báo cáo khác kỳ trước"),
    Cause.REVISION: gettext_lazy("sửa báo cáo đã chấp nhận"),
    Cause.BORDER: gettext_lazy("địa giới thay đổi"),
}
"""Each cause, as it stands within a sentence."""
BY_NAME: Final = 3
"""How many units a sentence names at most."""


def figure(value: Fraction, indicator: IndicatorSpec) -> str:
    """A figure without its unit of measure: a share by its rule, an average to the whole."""
    return format_percent(value) if indicator.unit == "%" else format_decimal(value, 0)


def amount(value: Fraction | int, indicator: IndicatorSpec) -> str:
    """A difference without its sign and its unit of measure: whole, or with two decimals for a share."""
    size = abs(Fraction(value))
    return format_decimal(size, 2) if indicator.unit == "%" else format_decimal(size, 0)


def brief(value: Fraction, indicator: IndicatorSpec, *, sign: bool = False) -> str:
    """A figure for a picture: money in billions or millions, to one decimal; with its sign where it is a difference."""
    size = abs(value)
    power, word = (9, _("tỷ")) if size >= 10**9 else (6, _("triệu"))
    if indicator.is_money and size >= 10**6:
        printed = f"{format_decimal(size / 10**power, 1)} {word}"
    else:
        printed = amount(value, indicator) if sign else figure(size, indicator)
    return f"{_sign(value) if sign else '−' if value < 0 else ''}{printed}"


def _sign(value: Fraction | int) -> str:
    return "+" if value > 0 else "−" if value < 0 else ""


def signed(value: Fraction | int, indicator: IndicatorSpec) -> str:
    """ "+12.310", "−56", "0": a difference as it stands in a table."""
    printed = amount(value, indicator)
    return f"{_sign(value)}{printed}"


def measure(indicator: IndicatorSpec) -> str:
    """What a difference is counted in: of percentages, points."""
    return _("điểm phần trăm") if indicator.unit == "%" else indicator.unit


def moved(value: Fraction, indicator: IndicatorSpec) -> str:
    """ "tăng 12.310 gia đình", "giảm 3,5 tỷ đồng", "không đổi"."""
    if not value:
        return _("không đổi")
    text = (
        format_money_short(int(abs(value)))
        if indicator.is_money
        else f"{amount(value, indicator)} {measure(indicator)}"
    )
    return (_("tăng %s") if value > 0 else _("giảm %s")) % text


def sentence(change: Change) -> str:
    """ "Tăng 12.310 gia đình, hơn một nửa do huyện Thanh Miện và thành phố Chí Linh."; what is no growth follows."""
    said = moved(change.change, change.indicator)
    text = f"{capitalised(said)}{_due_to(change)}."
    others = [_of_cause(change, cause) for cause in CAUSES if cause is not Cause.GROWTH and change.of(cause)]
    return " ".join([text, *([_("Trong đó %s.") % "; ".join(others)] if others else [])])


def _of_cause(change: Change, cause: Cause) -> str:
    words = {"cause": CAUSES[cause], "moved": moved(change.of(cause), change.indicator)}
    return _("%(cause)s: %(moved)s") % words


def _due_to(change: Change) -> str:
    """To whom more than half of it is due, where few are; else who rose or fell most."""
    whole, way = abs(change.change), 1 if change.change > 0 else -1
    sums = _by_unit(change.contributions)
    same = sorted(((name, way * n) for name, n in sums.items() if way * n > 0), key=lambda pair: -pair[1])
    if not whole or len(sums) < 2 or not same:
        return ""
    taken, part = 0, Fraction(0)
    while 2 * part <= whole:
        part += same[taken][1]
        taken += 1
    names = listed(name for name, _n in same[:taken])
    if taken > BY_NAME or part > whole:
        most = listed(f"{name} ({moved(way * n, change.indicator)})" for name, n in same[: min(taken, BY_NAME)])
        return _(", nhiều nhất ở %s") % most
    return (_(", toàn bộ do %s") if part == whole else _(", hơn một nửa do %s")) % names


def _by_unit(contributions: Iterable[Contribution]) -> dict[str, Fraction]:
    """What each unit contributed by all causes together; borders as one, whose units are not the asked one's own."""
    found: dict[str, Fraction] = {}
    for one in contributions:
        name = str(CAUSES[Cause.BORDER]) if one.cause is Cause.BORDER else in_sentence(one.name)
        found[name] = found.get(name, Fraction(0)) + one.change
    return found
