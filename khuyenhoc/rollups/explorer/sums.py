"""The totals of a period on a map, from its collection, or where there was none from the table that was loaded of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from khuyenhoc.audit.queries import head
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.models import Collection
from khuyenhoc.rollups.books import books, ground_on
from khuyenhoc.rollups.engine import totals
from khuyenhoc.rollups.stated import form_for, stated
from khuyenhoc.units.grounds import Grounds
from khuyenhoc.units.queries import UnitMap


@dataclass(frozen=True)
class Sums:
    """Totals of every unit. `owing`: how many returns are owed below each; of a loaded table nobody knows, so it is empty."""

    period: str
    form: FormSpec
    grounds: Grounds = field(repr=False)
    totals: Mapping[str, Mapping[str, int]] = field(repr=False)
    counted: Mapping[str, Mapping[str, int]] = field(repr=False)
    owing: Mapping[str, int] = field(repr=False)
    synthetic: bool

    def map_with(self, code: str) -> UnitMap:
        """The map that was asked for where it has the unit, else that of the period."""
        return self.grounds.now if code in self.grounds.now.units else self.grounds.then


def sums(period: str, as_of: dt.date | None = None) -> Sums:
    """NoSuchPeriod where nobody was asked for it and nothing was loaded.

    Two statements more than `books`; fifteen for what was loaded; three while nothing was journalled.
    """
    if not Collection.objects.filter(period=period).exists():
        return _loaded(period, as_of, head())
    found = books(period, as_of)
    owing = {unit: owed for unit, (owed, _accepted, _signed) in found.counts.items()}
    return Sums(period, found.form, found.grounds, found.totals, found.counted, owing, found.synthetic)


@lru_cache(maxsize=16)
def _loaded(period: str, as_of: dt.date | None, _journal_head: str) -> Sums:
    form = form_for(period)
    found = stated(period, [indicator.code for indicator in form.typed], form)
    ground = ground_on(found.then, as_of)
    lineage = [(code, above) for code in found.then.units for above in ground.above(code)]
    added = totals(found.rows(), lineage)
    return Sums(period, form, ground, added.totals, added.counted, {}, found.synthetic)
