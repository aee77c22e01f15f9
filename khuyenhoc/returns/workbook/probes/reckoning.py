"""What a check sees in the workbook: cells instead of values; the counterpart of `returns.checks.view`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from khuyenhoc.catalogue.spec import CheckSpec, FormSpec
from khuyenhoc.returns.workbook.expressions import dotted, joined, number, quoted
from khuyenhoc.returns.workbook.layout import SHEET, Column, Hidden, Layout, address


@dataclass(frozen=True, slots=True)
class Probe:
    """A mark that a check may set. `when` and `says` are formulas; `at_first`: what it says while nothing is filled in."""

    check: str
    level: str
    on: str | None
    when: str
    says: str
    at_first: str = ""

    @property
    def text(self) -> str:
        """The formula of its cell: the sentence where the mark is set, else nothing."""
        return f'IF({self.when},{self.says},"")'


@dataclass(frozen=True)
class Reckoning:
    """The cells of one workbook in front of one check."""

    layout: Layout
    spec: CheckSpec

    @property
    def form(self) -> FormSpec:
        return self.layout.form

    def cell(self, code: str, column: Hidden) -> str:
        """An indicator's cell on the hidden sheet."""
        return address(self.layout.row_of[code], column)

    def state(self, code: str) -> str:
        return self.cell(code, Hidden.STATE)

    def value(self, code: str) -> str:
        """The figure that counts; its cell holds "" where there is none."""
        return self.cell(code, Hidden.VALUE)

    def written(self, code: str) -> str:
        """The cell that is filled in."""
        return written(self.layout, code)

    @property
    def compares(self) -> bool:
        """Whether there are figures of the period before. Those of one indicator may be missing all the same."""
        return self.layout.compares

    def is_number(self, *codes: str) -> str:
        """Whether all of them have a figure that counts."""
        if len(codes) == 1:
            return f"ISNUMBER({self.value(codes[0])})"
        return f"COUNT({','.join(map(self.value, codes))})={len(codes)}"

    def label(self, code: str) -> str:
        return quoted(self.form.by_code[code].label)

    def shown(self, code: str, piece: str | None = None) -> str:
        """A figure as a sentence shows it: "1.520", "36.700.000 đồng"; `piece`: another one in the same unit."""
        count = dotted(piece or self.value(code))
        return f"{count}&{quoted(' đồng')}" if self.form.by_code[code].is_money else count

    def threshold(self, name: str) -> str:
        """A number of the check's data."""
        return number(Fraction(self.spec.number(name)))

    def mark(self, on: str | None, when: str, message: str, *, level: str | None = None, **parts: str) -> Probe:
        return Probe(self.spec.code, level or self.spec.level, on, when, joined(message, **parts))


def written(layout: Layout, code: str) -> str:
    """The address, from another sheet, of the cell that is filled in."""
    return f"'{SHEET}'!{address(layout.row_of[code], Column.VALUE)}"
