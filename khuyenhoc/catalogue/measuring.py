"""The formulas of forms and targets, typed; and what is wrong with their units of measure. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from khuyenhoc.catalogue.formula import FormulaError, names_in
from khuyenhoc.catalogue.measures import OWING, UNITS, Expression, MeasureError, Sum, typed
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec, TargetSpec


def measure_of(indicator: IndicatorSpec) -> str | None:
    """What its sum counts; None for a share. The sum of an answer yes or no (1 or 0) counts the units that said yes."""
    if indicator.is_derived:
        return None
    return OWING if indicator.values and set(indicator.values) <= {0, 1} else indicator.unit


@lru_cache(maxsize=64)
def measures_of(form: FormSpec) -> dict[str, str | None]:
    """The unit of measure of each figure of a form, and of `units`."""
    return {i.code: measure_of(i) for i in form.indicators} | {UNITS: OWING}


@lru_cache(maxsize=1024)
def expression_of(form: FormSpec, code: str) -> Expression:
    """An indicator as it is computed from counted ones; of one that is counted, itself. KeyError, MeasureError."""
    indicator = form.by_code[code]
    return typed(indicator.formula or code, measures_of(form))


@lru_cache(maxsize=1024)
def expression_in(form: FormSpec, formula: str) -> Expression:
    """A formula over the figures of a form and `units`. FormulaError, MeasureError."""
    return typed(formula, measures_of(form))


def measure_faults(forms: Sequence[FormSpec], targets: Iterable[TargetSpec]) -> Iterator[str]:
    """What is wrong: a form's formula or part with other units of measure, no word on time, a target's measure of none."""
    for form in forms:
        for indicator in form.indicators:
            where = f"{form.code} {form.version}, {indicator.code}: "
            yield from (where + fault for fault in _indicator_faults(form, indicator))
    yield from (f"targets.yaml, {fault}" for fault in target_faults(forms, targets))


def target_faults(forms: Sequence[FormSpec], targets: Iterable[TargetSpec]) -> Iterator[str]:
    """What is wrong with targets: a measure of none, or in another unit of measure than the target."""
    for target in targets:
        if target.measure and (fault := _target_fault(forms, target)):
            yield f"{target.code}: {fault}"


def _indicator_faults(form: FormSpec, indicator: IndicatorSpec) -> Iterator[str]:
    if (indicator.over_time is None) != indicator.is_derived:
        yield "an indicator that is counted, and only that, says whether it is a flow or a stock (over_time)"
    formulas = (
        " + ".join(indicator.parts),
        indicator.equals,
        indicator.formula,
        indicator.part_of,
        indicator.opens_with,
    )
    for formula in filter(None, formulas):
        try:
            found = typed(formula, measures_of(form))
        except MeasureError as error:
            yield f"{formula}: {error}"
            continue
        if found.measure != indicator.unit:
            yield f"{formula} is in {found.measure}, not in {indicator.unit}"
        elif isinstance(found, Sum) == indicator.is_derived:
            yield f"{formula}: a share is a quotient, and anything else is not"


def _target_fault(forms: Iterable[FormSpec], target: TargetSpec) -> str | None:
    """Judged by the first form that has all of its figures. None where it is sound, or names what no form has."""
    names = set(names_in(target.measure or "")) - {UNITS}
    form = next((f for f in forms if names <= f.by_code.keys()), None)
    if form is None:
        return None
    try:
        found = expression_in(form, target.measure or "")
    except FormulaError as error:
        return f"{target.measure}: {error}"
    return None if found.measure == target.unit_of_measure else f"in {found.measure}, not in {target.unit_of_measure}"
