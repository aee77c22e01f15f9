"""What a unit's workbook is written from. Frozen values: no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.values import LastPeriod, UnitContext
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.periods import period_of, period_words


@dataclass(frozen=True)
class Edition:
    """What the workbooks of a collection have in common. `opens_on` dates the files themselves.

    `compares`: the unit has accepted figures of the period before. `fed`: the indicators (codes) that its registers fill in.
    """

    form: FormSpec
    collection: str
    period: str
    opens_on: dt.date
    compares: bool = False
    synthetic: bool = False
    fed: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """ "BÁO CÁO TỔNG KẾT CÔNG TÁC KHUYẾN HỌC NĂM 2023"."""
        return f"{self.form.title} {period_words(self.period)}".upper()


@dataclass(frozen=True)
class UnitWorkbook:
    """One unit's workbook. `above`: the unit above it; `due_on`: when its return is due; `token`: its signed identity."""

    edition: Edition
    unit: UnitName
    above: UnitName | None
    due_on: dt.date
    context: UnitContext
    token: str

    @property
    def last(self) -> LastPeriod | None:
        return self.context.last_period

    @property
    def owner(self) -> str:
        """ "Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện"."""
        place = ", ".join(unit.full_name for unit in (self.unit, self.above) if unit)
        return _("Hội Khuyến học %(unit)s") % {"unit": place}


def period_before(period: str) -> str:
    """ "năm 2022" before "2023", "quý II năm 2022" before "2023-Q2"; "kỳ trước" before what is no period of ours."""
    found = period_of(period)
    return found.a_year_before().words if found and found.year > 1 else _("kỳ trước")
