"""Formulas with units of measure: parsed once into whole-number sums and quotients of them, or refused.

A formula is a sum of counted figures (QK01 + QK02 - QK03) or one such sum divided by another, times a number
(MH03 / MH01 * 100). Both are sums first: a total is computed from totals, a share from the counts of its whole and of its
part, so a sum of shares cannot be written down. Pure.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from msgspec import Struct

from khuyenhoc.catalogue.formula import FormulaError, parsed

UNITS: Final = "units"
"""In a target's measure: the number of units that owe a return."""
OWING: Final = "đơn vị báo cáo"
"""What `units` counts, and what the sum of an answer yes or no counts: no "đơn vị" that learns, which is an organisation."""
_NAMES: Final = {Fraction(1): "lần", Fraction(100): "%", Fraction(1000): "‰"}
"""How a quotient of like by like is called, by the number that it is multiplied by."""


class MeasureError(FormulaError):
    """The formula's units of measure do not go together; the message says which."""


class Sum(Struct, frozen=True):
    """Counted figures, each with the whole number that it is multiplied by: what may be added over units. `measure`: of all."""

    terms: tuple[tuple[str, int], ...]
    measure: str

    def of(self, totals: Mapping[str, int | None]) -> int | None:
        """The sum, exact; None where one of its figures is missing: missing is never zero."""
        found = 0
        for code, times in self.terms:
            if (value := totals.get(code)) is None:
                return None
            found += times * value
        return found

    def times(self, number: int) -> Sum:
        return Sum(tuple((code, number * n) for code, n in self.terms if number), self.measure)

    def plus(self, other: Sum) -> Sum:
        """MeasureError for another measure."""
        if self.measure != other.measure:
            raise MeasureError(f"{other.measure} is not added to {self.measure}")
        codes = dict(self.terms)
        for code, n in other.terms:
            codes[code] = codes.get(code, 0) + n
        return Sum(tuple((code, n) for code, n in codes.items() if n), self.measure)


class Quotient(Struct, frozen=True):
    """One sum over another, times a number: a share, or so much a head. It has no way to be added to anything."""

    part: Sum
    whole: Sum
    factor: Fraction = Fraction(1)

    @property
    def measure(self) -> str:
        """ "%" for like by like times a hundred, "đồng/người" for money by people. MeasureError for a number without a name."""
        like = self.part.measure == self.whole.measure
        name = _NAMES.get(self.factor) if like else f"{self.part.measure}/{self.whole.measure}"
        if name is None or (not like and self.factor != 1):
            raise MeasureError(f"{self.part.measure}/{self.whole.measure} * {self.factor} is no unit of measure")
        return name

    def of(self, totals: Mapping[str, int | None]) -> Fraction | None:
        """The value, exact; None ("không tính được") where a figure is missing or the whole is 0."""
        part, whole = self.part.of(totals), self.whole.of(totals)
        return None if part is None or not whole else Fraction(part, whole) * self.factor


Expression = Sum | Quotient
_Number = Fraction
_Value = Sum | Quotient | _Number


def codes_in(expression: Expression) -> tuple[str, ...]:
    """The figures that it is computed from, each once."""
    sums = (expression,) if isinstance(expression, Sum) else (expression.part, expression.whole)
    return tuple(dict.fromkeys(code for one in sums for code, _times in one.terms))


def typed(formula: str, measures: Mapping[str, str | None]) -> Expression:
    """The formula over figures with these units of measure. None as a measure: a share, which no formula is made of.

    MeasureError where they do not go together, where a sum is divided by nothing but a number, or where the divisor is
    always 0; FormulaError where it is no formula or names a figure that is not there.
    """
    found = _value(parsed(formula), measures)
    if isinstance(found, _Number):
        raise MeasureError(f"{formula!r} counts nothing")
    _ = found.measure  # has to have one
    return found


def _value(node: ast.expr, measures: Mapping[str, str | None]) -> _Value:
    match node:
        case ast.Name(id=code):
            return _figure(code, measures)
        case ast.Constant(value=int() as number):
            return Fraction(number)
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_value(left, measures), _value(right, measures))
    raise FormulaError(ast.dump(node))  # pragma: no cover - refused when parsed


def _figure(code: str, measures: Mapping[str, str | None]) -> Sum:
    if code not in measures:
        raise FormulaError(f"no figure {code}")
    if (measure := measures[code]) is None:
        raise MeasureError(f"{code} is a share: shares are made of counts, and nothing is made of shares")
    return Sum(((code, 1),), measure)


def _plus(left: _Value, right: _Value) -> _Value:
    match left, right:
        case (Sum(), Sum()):
            return left.plus(right)
        case (Fraction(), Fraction()):
            return left + right
        case (Quotient(), _) | (_, Quotient()):
            raise MeasureError("shares are not added: add their counts, then divide")
    raise MeasureError("a number without a unit of measure is not added to a figure")


def _minus(left: _Value, right: _Value) -> _Value:
    return _plus(left, _times(right, Fraction(-1)))


def _times(left: _Value, right: _Value) -> _Value:
    match left, right:
        case (Fraction(), Fraction()):
            return left * right
        case (Sum(), Fraction(denominator=1)):
            return left.times(int(right))
        case (Quotient(), Fraction()):
            return Quotient(left.part, left.whole, left.factor * right)
        case (Fraction(), Sum() | Quotient()):
            return _times(right, left)
    raise MeasureError("figures are multiplied by whole numbers, never by figures")


def _over(left: _Value, right: _Value) -> _Value:
    match left, right:
        case (_, Fraction(numerator=0)) | (_, Sum(terms=())):
            raise MeasureError("the divisor is always 0")
        case (Sum(), Sum()):
            return Quotient(left, right)
        case (Fraction() | Quotient(), Fraction()):
            return _times(left, 1 / right)
    raise MeasureError("a quotient is made of two sums of counted figures")


_OPERATIONS: Final[dict[type[ast.operator], Callable[[_Value, _Value], _Value]]] = {
    ast.Add: _plus,
    ast.Sub: _minus,
    ast.Mult: _times,
    ast.Div: _over,
}
