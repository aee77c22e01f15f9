"""A finding about a criteria set, and how its parts are called in sentences. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.spec import Area, CriteriaSetSpec, ScoredIndicatorSpec


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong. `code`: of the set; `field`: where in it, as "thresholds.ordinary" or "indicators.CS3.points"."""

    code: str
    field: str
    message: str


def called(one: CriteriaSetSpec, indicator: str) -> str:
    """ "Chỉ số 4", by its number on paper; by its code where the set has no such indicator."""
    return _("Chỉ số %s") % one.numbers.get(indicator, indicator)


def titled(one: CriteriaSetSpec, indicator: ScoredIndicatorSpec) -> str:
    """ "Chỉ số 4: Sử dụng công nghệ số"; the number alone where no title is known."""
    return f"{called(one, indicator.code)}: {indicator.title}" if indicator.title else called(one, indicator.code)


def area_words(area: Area) -> str:
    """ "vùng khó khăn"."""
    return {"ordinary": _("vùng thông thường"), "disadvantaged": _("vùng khó khăn")}[area]
