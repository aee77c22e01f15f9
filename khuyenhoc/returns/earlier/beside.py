"""What a unit stated for the period before, to stand beside the cells of a return. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.carrying import carried
from khuyenhoc.returns.detail import Said
from khuyenhoc.returns.earlier.loaded import loaded, period_before
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Cell, Return
from khuyenhoc.returns.values import Stated


@dataclass(frozen=True)
class Before:
    """The figures of the period before by indicator, and where they are from."""

    period: str
    said: Mapping[str, Said]
    source: str


def figures_before(return_: Return) -> Before | None:
    """The accepted return of the period before, else what was loaded for it; None where nothing is known.

    By the codes of the return's own version of the form, as in `situation.last_period`.
    Two statements at most. The return's collection with its form has to be at hand.
    """
    period = period_before(return_.collection.period)
    if period is None:
        return None
    cells = Cell.objects.filter(
        return_of__collection__form__code=return_.collection.form.code,
        return_of__collection__unit_id=return_.collection.unit_id,
        return_of__collection__period=period,
        return_of__unit_id=return_.unit_id,
        return_of__state__in=IN_FORCE,
        return_of__superseded_at=None,
    ).exclude(stated=Stated.BLANK)
    form, version = return_.collection.form, "return_of__collection__form__version"
    rows = cells.values_list("indicator__code", "stated", "value", "raw", version)
    said = {
        code: Said(Stated(stated), value, raw if stated == Stated.INVALID else "")
        for old, stated, value, raw, before in rows
        if (code := carried(form.code, before, form.version, old))
    }
    if said:
        return Before(period, said, _("báo cáo đã được chấp nhận"))
    return _loaded(return_, period)


def _loaded(return_: Return, period: str) -> Before | None:
    rows = list(loaded(period).filter(unit=return_.unit_id).order_by("pk"))
    if not rows:
        return None
    said = {row.indicator: Said(Stated.NONE if row.none else Stated.VALUE, row.value) for row in rows}
    return Before(period, said, "; ".join(dict.fromkeys(row.source for row in rows)))
