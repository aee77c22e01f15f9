"""Which thresholds hold on a day, what was decided, and whether it has been used. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Max

from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.thresholds.models import ThresholdDecision
from khuyenhoc.returns.thresholds.rules import Moved, with_thresholds


def form_of(collection: Collection) -> FormSpec:
    """The form of a collection with the thresholds that hold on its period's last day. Two statements."""
    form = form_spec(collection.form_id)
    return form_on(form, collection.period_ends)


def form_on(form: FormSpec, day: dt.date) -> FormSpec:
    """A form with the thresholds that hold on a day. One statement."""
    rows = ThresholdDecision.objects.filter(
        collection__form__code=form.code, taken_back_at=None, valid_from__lte=day
    ).order_by("valid_from", "pk")
    return with_thresholds(form, moved_by(rows))


def moved_by(decisions: Iterable[ThresholdDecision]) -> tuple[Moved, ...]:
    """What decisions move, in the order given; those that were turned down move nothing."""
    return tuple(
        Moved(d.check_code, d.parameter, plain(d.replaced), plain(d.value)) for d in decisions if d.value is not None
    )


def plain(value: Decimal) -> Decimal:
    """Without the zeros that a column adds: 99.8, not 99.8000."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def decisions_of(form: str) -> list[ThresholdDecision]:
    """All that stand on the checks of a form (its code, any version), in the order in which they begin. One statement."""
    rows = ThresholdDecision.objects.filter(collection__form__code=form, taken_back_at=None)
    return list(rows.select_related("collection", "decided_by").order_by("valid_from", "pk"))


def last_used(form: str) -> dt.date | None:
    """The last day of the latest period of which a return was checked by a form; None before the first. One statement."""
    rows = Return.objects.filter(collection__form__code=form)
    found: dt.date | None = rows.aggregate(last=Max("collection__period_ends"))["last"]
    return found


def is_used(decision: ThresholdDecision, last: dt.date | None) -> bool:
    """Whether a return was checked by the threshold that was decided. `last`: as `last_used`."""
    return decision.valid_from is not None and last is not None and decision.valid_from <= last
