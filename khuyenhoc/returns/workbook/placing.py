"""Which cell of the hidden sheet each probe has, and the formulas that count and tell what the probes found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from khuyenhoc.returns.workbook.expressions import joined, quoted
from khuyenhoc.returns.workbook.layout import RECKONING, Hidden, Layout, address, span
from khuyenhoc.returns.workbook.probes import probes
from khuyenhoc.returns.workbook.probes.reckoning import Probe
from khuyenhoc.returns.workbook.statements import BLANK

ERROR, WARNING, GOOD, EMPTY = "✖", "▲", "✔", "○"
"""The signs before a verdict: nothing is said by colour alone."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A probe and its cell, rows and columns from 0."""

    probe: Probe
    row: int
    column: int

    @property
    def cell(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True)
class Placing:
    """The probes of one workbook in their cells: those of an indicator in its own row."""

    layout: Layout

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        taken: defaultdict[int, int] = defaultdict(lambda: Hidden.CHECKS)
        found = []
        for probe in probes(self.layout):
            row = self.layout.row_of[probe.on] if probe.on else self.layout.last
            found.append(Placed(probe, row, taken[row]))
            taken[row] += 1
        return tuple(found)

    @cached_property
    def by_row(self) -> dict[int, list[Placed]]:
        rows: defaultdict[int, list[Placed]] = defaultdict(list)
        for placed in self.placed:
            rows[placed.row].append(placed)
        return dict(rows)

    def of(self, row: int, level: str) -> list[str]:
        """The cells of a row's probes of one level."""
        return [p.cell for p in self.by_row.get(row, ()) if p.probe.level == level]

    def counted(self, row: int, level: str) -> str:
        """How many marks of a level stand in a row."""
        return "+".join(f'({cell}<>"")' for cell in self.of(row, level)) or "0"

    def first_errors(self, row: int) -> int:
        """How many errors stand in a row while nothing is filled in."""
        return sum(bool(p.probe.at_first) for p in self.by_row.get(row, ()) if p.probe.level == "E")

    def verdict(self, row: int, *, typed: bool) -> str:
        """What is said beside a line: its errors, its warnings and whether they are answered, or that all is well."""
        parts = [*self._errors_said(row), *self._warnings_said(row)]
        if not typed:
            return "&".join(parts) or quoted("")
        nothing = f"{self._at(row, Hidden.ERRORS)}+{self._at(row, Hidden.WARNINGS)}=0"
        parts.append(f'IF({nothing},{quoted(all_is_well())},"")')
        return f"IF({self._at(row, Hidden.STATE)}={BLANK},{quoted(empty())},{'&'.join(parts)})"

    def _errors_said(self, row: int) -> Iterator[str]:
        if cells := self.of(row, "E"):
            number, line = self._at(row, Hidden.ERRORS), f'IF({self._at(row, Hidden.WARNINGS)}>0,CHAR(10),"")'
            yield f'IF({number}>0,{quoted(ERROR + " ")}&{_together(cells)}&{line},"")'

    def _warnings_said(self, row: int) -> Iterator[str]:
        if cells := self.of(row, "W"):
            ask, thank = quoted(f" → {_('Ghi lý do.')}"), quoted(f" {GOOD} {_('Đã ghi lý do.')}")
            told = f"{_together(cells)}&IF({self._at(row, Hidden.UNANSWERED)}>0,{ask},{thank})"
            yield f'IF({self._at(row, Hidden.WARNINGS)}>0,{quoted(WARNING + " ")}&{told},"")'

    def total(self, column: Hidden) -> str:
        """The sum of a column over all lines."""
        return f"SUM({span(self.layout.first, self.layout.last, column)})"

    @property
    def first_errors_in_all(self) -> int:
        """How many errors stand in the workbook while nothing is filled in."""
        return sum(self.first_errors(row) for row in self.by_row)

    @property
    def first_ready(self) -> str:
        """What the workbook says of itself while nobody has filled in anything."""
        if not self.layout.fed:
            return begin_words()
        return f"{ERROR} {rest_words() % {'e': self.first_errors_in_all, 'w': 0}}"

    def _at(self, row: int, column: Hidden) -> str:
        return f"{RECKONING}!{address(row, column)}"


def _together(cells: Sequence[str]) -> str:
    listed = '&" "&'.join(f"{RECKONING}!{cell}" for cell in cells)
    return f"TRIM({listed})" if len(cells) > 1 else listed


def empty() -> str:
    """What is said beside a line that is not filled in yet."""
    return f"{EMPTY} {_('Chưa ghi')}"


def all_is_well() -> str:
    """What is said beside a line with which nothing is wrong."""
    return f"{GOOD} {_('Được')}"


def ready(errors: str, unanswered: str, filled: str) -> str:
    """The formula of the cell that says whether the workbook can be sent, from cells with what is left to do and what is done."""
    rest = joined(rest_words(), e=errors, w=unanswered)
    sign = f"IF({errors}>0,{quoted(ERROR + ' ')},{quoted(WARNING + ' ')})"
    told = f"IF({errors}+{unanswered}=0,{quoted(ready_words())},{sign}&{rest})"
    return f"IF({filled}=0,{quoted(begin_words())},{told})"


def rest_words() -> str:
    """What the cell says while something is left to do: `e` errors, `w` warnings without a reason."""
    return _("CÒN %(e)s LỖI, %(w)s CẢNH BÁO CHƯA GHI LÝ DO")


def begin_words() -> str:
    """What the cell says before anything is filled in."""
    return f"{EMPTY} {_('BẮT ĐẦU: GHI SỐ VÀO CÁC Ô MÀU VÀNG')}"


def ready_words() -> str:
    """What the cell says where nothing is left to do."""
    return f"{GOOD} {_('SẴN SÀNG GỬI')}"
