"""Formulas over indicators, as the catalogue's data writes them ("MH03 / MH01 * 100"), in exact arithmetic."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

Exact = int | Fraction
"""Whole as long as nothing is divided: whole numbers are many times as quick."""
_OPERATORS: dict[type[ast.operator], Callable[[Exact, Exact], Exact]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: Fraction,
}


class FormulaError(ValueError):
    """The text is not a formula: something other than codes, whole numbers and + - * / stands in it."""


@lru_cache(maxsize=512)
def parsed(formula: str) -> ast.expr:
    """Its tree, of names, whole numbers and the four operators only. FormulaError for anything else."""
    try:
        tree = ast.parse(formula, mode="eval").body
    except SyntaxError as error:
        raise FormulaError(f"not a formula: {formula!r}") from error
    _refuse_strangers(tree, formula)
    return tree


def _refuse_strangers(node: ast.expr, formula: str) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            _refuse_strangers(left, formula)
            _refuse_strangers(right, formula)
        case ast.Name() | ast.Constant(value=int()):
            pass
        case _:
            raise FormulaError(f"not a formula: {formula!r}")


@lru_cache(maxsize=512)
def names_in(formula: str) -> tuple[str, ...]:
    """The codes in a formula, in the order in which they stand, each once."""
    nodes = [n for n in ast.walk(parsed(formula)) if isinstance(n, ast.Name)]
    return tuple(dict.fromkeys(n.id for n in sorted(nodes, key=lambda n: n.col_offset)))


def evaluate(formula: str, values: Mapping[str, int | Fraction | None]) -> Fraction | None:
    """The formula's value, exact. None where a value is missing (or None) or a divisor is zero: not calculable."""
    if any(values.get(name) is None for name in names_in(formula)):
        return None
    try:
        return Fraction(_value(parsed(formula), values))
    except ZeroDivisionError:
        return None


def _value(node: ast.expr, values: Mapping[str, int | Fraction | None]) -> Exact:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_value(left, values), _value(right, values))
        case ast.Name(id=name):
            return values[name] or 0
        case ast.Constant(value=int() as number):
            return number
    raise FormulaError(ast.dump(node))  # pragma: no cover - refused when parsed
