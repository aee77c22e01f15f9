"""Warnings that most units carry with an accepted reason, and what another threshold would leave of them. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count

from khuyenhoc.catalogue.learning import ShareSpec, StepSpec, learning
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.catalogue.spec import CheckSpec, FormSpec, IndicatorSpec
from khuyenhoc.returns.checks.view import View
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Cell, Collection, Finding, Return
from khuyenhoc.returns.rules import CHECKS
from khuyenhoc.returns.situation import last_period
from khuyenhoc.returns.thresholds.models import ThresholdDecision
from khuyenhoc.returns.thresholds.queries import decisions_of, last_used, moved_by
from khuyenhoc.returns.thresholds.rules import with_thresholds
from khuyenhoc.returns.values import Cells, CellValue, Stated, UnitContext
from khuyenhoc.units.facts import VILLAGES
from khuyenhoc.units.queries import facts

Units = Mapping[str, tuple[Cells, UnitContext]]
"""The accepted figures of each unit, with what the checks know of it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What one value of a threshold would leave: units still marked at the indicator, and marks of the check in all."""

    value: Decimal
    units: int
    marks: int


@dataclass(frozen=True)
class Proposal:
    """A threshold that may be moved: what it will be next, and each looser value tried. `proposed`: the first that suffices.

    `decision`: what was decided about it for this collection.
    """

    step: StepSpec
    current: Decimal
    now: Trial
    trials: tuple[Trial, ...]
    proposed: Trial | None
    decision: ThresholdDecision | None = None


@dataclass(frozen=True)
class Ordinary:
    """A warning that `marked` of `accepted` units carry with a reason. `indicator` None: it is on the whole return."""

    check: CheckSpec
    indicator: IndicatorSpec | None
    marked: int
    accepted: int
    proposals: tuple[Proposal, ...] = field(default=())
    is_eased: bool = False
    """Whether a threshold of the check has been moved since, for whatever indicator."""

    @property
    def code(self) -> str:
        """The indicator's code; "" for the whole return."""
        return self.indicator.code if self.indicator else ""

    @property
    def percent(self) -> Fraction:
        return Fraction(self.marked * 100, self.accepted)


@dataclass(frozen=True)
class Learned:
    """What a collection teaches: `share` by which it is judged (None: too early), `accepted` units, from when on to change."""

    share: ShareSpec | None
    accepted: int
    ordinary: tuple[Ordinary, ...]
    since: dt.date


def learned(collection: Collection) -> Learned:
    """Three statements where nothing is ordinary, nine otherwise, however many units and warnings."""
    share, since = learning().share_on(collection.period_ends), collection.period_ends + dt.timedelta(days=1)
    in_force = Return.objects.filter(collection=collection, state__in=IN_FORCE, superseded_at=None)
    accepted = in_force.count()
    if share is None or accepted < share.units_at_least:
        return Learned(share, accepted, (), since)
    form = form_spec(collection.form_id)
    rows = (
        Finding.objects.filter(return_of__in=in_force, level="W").exclude(reason="").order_by("code", "indicator__code")
    )
    counted = rows.values_list("code", "indicator__code").annotate(units=Count("return_of", distinct=True))
    often = [(c, i, n) for c, i, n in counted if Fraction(n * 100, accepted) >= Fraction(share.percent)]
    if not often:
        return Learned(share, accepted, (), since)
    since = max(since, (last_used(form.code) or collection.period_ends) + dt.timedelta(days=1))
    decided = decisions_of(form.code)
    form = with_thresholds(form, moved_by(decided))
    own = [d for d in decided if d.collection_id == collection.pk]
    weighing = _Weighing(form, share, _units(collection), accepted, own)
    return Learned(share, accepted, tuple(weighing.ordinary(c, i, n) for c, i, n in often), since)


def _units(collection: Collection) -> Units:
    rows = Cell.objects.filter(
        return_of__collection=collection, return_of__state__in=IN_FORCE, return_of__superseded_at=None
    )
    found: dict[str, dict[str, CellValue]] = {}
    fields = ("return_of__unit__code", "indicator__code", "stated", "value", "at", "raw", "step", "share")
    for unit, code, stated, *rest in rows.values_list(*fields):
        found.setdefault(unit, {})[code] = CellValue(code, Stated(stated), *rest)
    last, villages = last_period(collection), facts(VILLAGES, collection.period_ends)
    return {unit: (cells, UnitContext(last.get(unit), villages.get(unit))) for unit, cells in found.items()}


@dataclass(frozen=True)
class _Weighing:
    """By what a warning that is ordinary is judged: the form as it will be, the accepted figures, what has been decided."""

    form: FormSpec
    share: ShareSpec
    units: Units
    accepted: int
    decided: Sequence[ThresholdDecision]

    def ordinary(self, code: str, indicator: str | None, marked: int) -> Ordinary:
        check = self.form.check[code]
        steps = [step for step in learning().steps_of(code) if step.parameter in check.parameters]
        found = (self._proposal(check, step, indicator) for step in steps)
        # A threshold that changes nothing here is none to speak of.
        useful = tuple(p for p in found if p.decision or any(t.units < p.now.units for t in p.trials))
        eased = any(d.check_code == code and d.is_adopted for d in self.decided)
        spec = self.form.by_code[indicator] if indicator else None
        return Ordinary(check, spec, marked, self.accepted, useful, eased)

    def _proposal(self, check: CheckSpec, step: StepSpec, indicator: str | None) -> Proposal:
        key = (check.code, step.parameter, indicator or "")
        decision = next((d for d in self.decided if (d.check_code, d.parameter, d.indicator) == key), None)
        return replace(propose(self.form, check, step, indicator, self.share, self.units), decision=decision)


def propose(
    form: FormSpec, check: CheckSpec, step: StepSpec, indicator: str | None, share: ShareSpec, units: Units
) -> Proposal:
    """Every value of a step tried on the accepted figures. Pure."""
    current = check.number(step.parameter)
    trials = tuple(
        tried(form, check, step.parameter, value, indicator, units) for value in step.values if value > current
    )
    enough = (t for t in trials if Fraction(t.units * 100, len(units)) < Fraction(share.percent))
    return Proposal(
        step, current, tried(form, check, step.parameter, current, indicator, units), trials, next(enough, None)
    )


def tried(
    form: FormSpec, check: CheckSpec, parameter: str, value: Decimal, indicator: str | None, units: Units
) -> Trial:
    """What a check would mark with one threshold changed. Pure."""
    changed = check.with_threshold(parameter, value)
    found = [
        [m.indicator for m in CHECKS[check.code](View(form, cells, context, changed)) if m.level == "W"]
        for cells, context in units.values()
    ]
    return Trial(value, sum(indicator in marks for marks in found), sum(map(len, found)))
