"""The checks put together, and what a return's state allows. Pure: values in, verdict out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.checks import change, models, registers, single, sums
from khuyenhoc.returns.checks.view import CheckFunction, View
from khuyenhoc.returns.enums import MOVES, State
from khuyenhoc.returns.values import Cells, Mark, UnitContext

CHECKS: dict[str, CheckFunction] = {
    "K01": single.k01,
    "K02": models.k02,
    "K03": models.k03,
    "K04": sums.k04,
    "K05": change.k05,
    "K06": sums.k06,
    "K07": change.k07,
    "K08": change.k08,
    "K09": models.k09,
    "K10": models.k10,
    "K11": single.k11,
    "K12": change.k12,
    "K13": change.k13,
    "K14": models.k14,
    "K15": single.k15,
    "K16": sums.k16,
    "K17": sums.k17,
    "K18": registers.k18,
}

AGAINST_LAST: Final = frozenset({"K05", "K07", "K08", "K12", "K13"})
"""The checks that look at the period before, and what they look at in each other."""


def check(form: FormSpec, cells: Cells, context: UnitContext, only: Collection[str] | None = None) -> list[Mark]:
    """All marks on one return, errors first, in the order of the form's checks; of `only` some checks where they are given.
    KeyError for a check without a rule."""
    specs = [spec for spec in form.checks if only is None or spec.code in only]
    marks = [m for spec in specs for m in CHECKS[spec.code](View(form, cells, context, spec))]
    return sorted(marks, key=lambda m: m.level)


def may_move(before: State, after: State) -> bool:
    """Whether a return in one state may go to another."""
    return after in MOVES[before]
