"""Asking for figures. Statements are those of the books of each period that is asked for, and one for the periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.measures import UNITS, Expression, Quotient, Sum, codes_in
from khuyenhoc.catalogue.measuring import expression_in, expression_of
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.rollups.algebra.periods import Spanned, in_order, kind_of, over
from khuyenhoc.rollups.algebra.values import Amount, Ratio, Value, valued
from khuyenhoc.rollups.books import Books, NoSuchPeriod, books
from khuyenhoc.rollups.stated import code_in
from khuyenhoc.vietnamese.periods import Period, period_of


class NoSuchLevel(LookupError):
    """The map has no units of that level below the unit; `args[1]` are those that it has."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Whose map and what counts: of the period's end where `as_of` is None; only what is accepted, or what was sent as well."""

    as_of: dt.date | None = None
    with_submitted: bool = False

    def books(self, period: str) -> Books:
        """NoSuchPeriod."""
        return books(period, self.as_of, with_submitted=self.with_submitted)


ACCEPTED = Asking()


def expression(form: FormSpec, figure: str) -> Expression:
    """An indicator by its code, or a formula over indicators.

    KeyError for a figure that the form has not; FormulaError for what is no formula, MeasureError where its units of measure do
    not go together.
    """
    if figure in form.by_code:
        return expression_of(form, figure)
    if unknown := [code for code in names_in(figure) if code not in form.by_code and code != UNITS]:
        raise KeyError(unknown[0])
    return expression_in(form, figure)


def value(figure: str, unit: str, period: str, asking: Asking = ACCEPTED) -> Value:
    """NoSuchPeriod, KeyError for a unit or figure that is not there, FormulaError."""
    found = asking.books(period)
    return _value(found, expression(found.form, figure), unit)


def below(figure: str, unit: str, period: str, level: str | None = None, asking: Asking = ACCEPTED) -> dict[str, Value]:
    """Of the units right below one, or of all those of a level, in the order of the map. As `value`; NoSuchLevel."""
    found = asking.books(period)
    asked = expression(found.form, figure)
    found.unit(unit)
    map_ = found.map_with(unit)
    if level is None:
        codes: Sequence[str] = map_.children.get(unit, ())
    else:
        codes = [u.code for u in map_.below(unit, level)]
        if not codes:
            raise NoSuchLevel(level, sorted({u.level for u in map_.below(unit)}))
    return {code: _value(found, asked, code) for code in codes}


def series(figure: str, unit: str, periods: Sequence[str], asking: Asking = ACCEPTED) -> dict[Period, Value]:
    """By period. The figure is one of the last period's form, and goes by the codes that it has in those before; where there is
    none, or no collection, or the unit was not there, it is missing. ValueError for a code of no period."""
    named = [_period(code) for code in periods]
    last = asking.books(max(named, key=lambda period: period.ends).code)
    asked = expression(last.form, figure)
    last.unit(unit)
    return {period: _then(asked, last.form, unit, period, asking) for period in named}


def over_periods(figure: str, unit: str, periods: Sequence[str], asking: Asking = ACCEPTED) -> Spanned:
    """A figure over periods: flows add up, stocks do not, a ratio is that of its two sums. NotOverTime, and as `series`."""
    values = series(figure, unit, periods, asking)
    last = asking.books(in_order(values)[-1].code)
    asked = expression(last.form, figure)
    if isinstance(asked, Quotient):
        parts = {p: v.part for p, v in values.items() if isinstance(v, Ratio)}
        wholes = {p: v.whole for p, v in values.items() if isinstance(v, Ratio)}
        found: Value = Ratio(
            over(kind_of(last.form, _codes(asked.part)), parts), over(kind_of(last.form, _codes(asked.whole)), wholes),
            asked.measure, asked.factor,
        )  # fmt: skip
    else:
        found = over(kind_of(last.form, _codes(asked)), {p: v for p, v in values.items() if isinstance(v, Amount)})
    return Spanned(found, len(values), sum(v.value is not None for v in values.values()))


def _codes(of: Sum) -> list[str]:
    return [code for code, _times in of.terms]


def _value(found: Books, asked: Expression, unit: str) -> Value:
    found.unit(unit)
    owing = found.counts.get(unit, (0, 0, 0))[0]
    totals: Mapping[str, int | None] = {**found.totals.get(unit, {}), UNITS: owing}
    return valued(asked, totals, {**found.counted.get(unit, {}), UNITS: owing}, owing)


def _then(asked: Expression, form: FormSpec, unit: str, period: Period, asking: Asking) -> Value:
    try:
        found = asking.books(period.code)
    except NoSuchPeriod:
        return valued(asked, {}, {}, 0)
    own = _carried(asked, form, found.form)
    if own is None or unit not in {*found.map.units, *found.grounds.then.units}:
        return valued(asked, {}, {}, found.counts.get(unit, (0, 0, 0))[0])
    return _value(found, own, unit)


def _carried(asked: Expression, form: FormSpec, other: FormSpec) -> Expression | None:
    """The same by the codes of another version of the form; None where it has one of them not."""
    codes = {code: code if code == UNITS else _in(form, other, code) for code in codes_in(asked)}
    if None in codes.values():
        return None

    def renamed(of: Sum) -> Sum:
        return Sum(tuple((str(codes[code]), times) for code, times in of.terms), of.measure)

    if isinstance(asked, Quotient):
        return replace(asked, part=renamed(asked.part), whole=renamed(asked.whole))
    return renamed(asked)


def _in(form: FormSpec, other: FormSpec, code: str) -> str | None:
    found = code_in(other, form, code)
    return found if found in other.by_code else None


def _period(code: str) -> Period:
    if found := period_of(code):
        return found
    raise ValueError(code)
