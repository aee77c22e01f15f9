"""Who sends a workbook and what it says, ready to be laid out by any shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from khuyenhoc.catalogue.formula import evaluate, names_in
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.demo.findings import Written
from khuyenhoc.returns.values import Stated
from khuyenhoc.units.spec import UnitName


@dataclass(frozen=True)
class Sender:
    """One unit with its district and what it writes, by indicator."""

    unit: UnitName
    district: UnitName
    row: Mapping[str, Written]

    @property
    def habit(self) -> int:
        """A number that tells senders of one shape apart: their small habits, always the same for the same unit."""
        return int(self.unit.code) // 3  # official codes mostly go up in steps of three

    def counted(self, code: str) -> int | None:
        """The figure as a number for a formula: 0 for "không có", None where no number is written."""
        written = self.row.get(code)
        if isinstance(written, Stated):
            return 0 if written is Stated.NONE else None
        return written if isinstance(written, int) else None

    def share(self, indicator: IndicatorSpec) -> Fraction | None:
        """A derived indicator as the sender computes it; None where it cannot be computed."""
        formula = indicator.formula or ""
        return evaluate(formula, {code: self.counted(code) for code in names_in(formula)})


@dataclass(frozen=True)
class Letter:
    """What a shape lays out: the form, the year, the day of signing, those who send."""

    form: FormSpec
    year: str
    on: dt.date
    senders: tuple[Sender, ...]

    @property
    def first(self) -> Sender:
        return self.senders[0]
