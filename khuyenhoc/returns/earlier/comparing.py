"""Open returns compared anew where the year before has changed: what is shown, sent and accepted is judged by what stands now."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

from django.db.models import Q

from khuyenhoc.catalogue.queries import indicator_ids
from khuyenhoc.returns.earlier.loaded import period_after
from khuyenhoc.returns.enums import OPEN
from khuyenhoc.returns.models import Collection, Finding, Return
from khuyenhoc.returns.rules import AGAINST_LAST, check
from khuyenhoc.returns.situation import last_period
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.typing.queries import cells_of
from khuyenhoc.returns.typing.rechecking import count, found_anew, store
from khuyenhoc.returns.values import UnitContext

_STANDS: Final = Q(superseded_at=None) | Q(
    conflict__isnull=False, conflict__decided_at=None, superseded_by=None, withdrawn_at=None
)
"""The revision that stands, and those that wait to be chosen."""


def compare_following(*, units: Some[int], periods: Some[str]) -> None:
    """The figures of units (rows) for some periods have changed: their open returns of a year later are compared anew.

    A warning that is still there keeps its reason. Within the transaction of the act that changed them. One statement where no
    such return is open, else twelve at most for each collection.
    """
    after = {following for period in periods if (following := period_after(period))}
    rows = Return.objects.filter(_STANDS, unit__in=units, state__in=OPEN, collection__period__in=after)
    found = rows.select_related("collection__form", "unit").order_by("collection", "pk")
    for _pk, of in groupby(found.select_for_update(of=("self",)), key=attrgetter("collection_id")):
        returns = list(of)
        _compare(returns[0].collection, returns)


def _compare(collection: Collection, returns: Sequence[Return]) -> None:
    form, ids, cells = form_of(collection), indicator_ids(collection.form_id), cells_of(returns)
    last = last_period(collection, {r.unit_id for r in returns})
    standing: dict[int, list[Finding]] = {r.pk: [] for r in returns}
    for finding in Finding.objects.filter(return_of__in=returns):
        standing[finding.return_of_id].append(finding)
    anew, counted = [], []
    for r in returns:
        marks = check(form, cells[r.pk], UnitContext(last.get(r.unit.code)), AGAINST_LAST)
        compared, others = ([f for f in standing[r.pk] if (f.code in AGAINST_LAST) is of] for of in (True, False))
        anew.append(found_anew(r, marks, compared, ids))
        if count(r, [*marks, *others]):
            counted.append(r)
    store(anew)
    Return.objects.bulk_update(counted, ["errors", "warnings"])
