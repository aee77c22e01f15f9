"""Which criteria sets there are, and which one holds. Reads only; frozen values, rebuilt from the rows."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from msgspec import convert

from khuyenhoc.catalogue.criteria.spec import Area, CriteriaSetSpec, Model
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.units.dated import in_force


def criteria_sets() -> tuple[CriteriaSetSpec, ...]:
    """All that hold, held, or will hold; no drafts. One statement."""
    rows = CriteriaSet.objects.filter(is_draft=False).values_list("spec", flat=True)
    return tuple(convert(spec, CriteriaSetSpec) for spec in rows)


def criteria_set(code: str) -> CriteriaSetSpec:
    """One by its code, a draft too. CriteriaSet.DoesNotExist. One statement."""
    return convert(CriteriaSet.objects.values_list("spec", flat=True).get(code=code), CriteriaSetSpec)


def criteria_in_force(model: Model, scope: str, on: dt.date, *, area: Area = "ordinary") -> CriteriaSetSpec | None:
    """The set that holds for a model on a day; None where there is none. One statement.

    `scope`: of communities the code of the level whose units are meant, "" for villages; "" for the other models. `area`: in
    which the one stands that is scored. Of two that hold, the one that began last.
    """
    rows = CriteriaSet.objects.filter(in_force(on), Q(area="") | Q(area=area), model=model, scope=scope, is_draft=False)
    spec = rows.order_by("-valid_from", "-area").values_list("spec", flat=True).first()
    return None if spec is None else convert(spec, CriteriaSetSpec)
