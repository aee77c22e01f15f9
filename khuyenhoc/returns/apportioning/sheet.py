"""The sheet on which the figures of many divided units are apportioned: a row a part, a column a figure. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.returns.apportioning.queries import Waiting
from khuyenhoc.returns.apportioning.rules import Part, faults, may_stay
from khuyenhoc.returns.earlier.figures import whole
from khuyenhoc.returns.earlier.judging import Faulty
from khuyenhoc.returns.errors import Refused
from khuyenhoc.sheets.grid import cell_name
from khuyenhoc.units.lines import heading_at
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import capitalised, fold

STATED, STAYS, LEFT = "Đã báo cáo", "Giữ ở đơn vị cũ", "Còn phải phân bổ"
"""What the rows of a unit are called that are for none of its parts."""
HEADER: Final = ("Mã đơn vị cũ", "Đơn vị cũ", "Mã đơn vị nhận", "Đơn vị nhận")
Value = str | int | None


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong at a cell of the sheet ("E7"; "" for the sheet as a whole)."""

    cell: str
    message: str

    def __str__(self) -> str:
        return (
            _("Ô %(cell)s: %(message)s") % {"cell": self.cell, "message": self.message} if self.cell else self.message
        )


@dataclass
class Read:
    """What a sheet says: by unit, indicator and part. A figure that says what holds already is left out."""

    wanted: dict[str, dict[str, dict[Part, int | None]]] = field(default_factory=dict)
    faults: list[SheetFault] = field(default_factory=list)


def columns(waiting: Iterable[Waiting], form: FormSpec) -> list[IndicatorSpec]:
    """The figures that any of the units has to apportion, in the order of the form."""
    codes = {i.code for one in waiting for i in one.indicators}
    return [i for i in form.typed if i.code in codes]


def table(waiting: Sequence[Waiting], form: FormSpec) -> tuple[list[str], list[list[Value]]]:
    """The header and the rows of a sheet to be filled in: what was stated, what each part gets (as known), what is left."""
    indicators = columns(waiting, form)
    header = [*HEADER, *(f"{i.code} {i.label} ({i.unit})" for i in indicators)]
    return header, [row for one in waiting for row in _rows(one, indicators)]


def _rows(one: Waiting, indicators: Sequence[IndicatorSpec]) -> list[list[Value]]:
    known, own = {i.code for i in one.indicators}, [one.split.unit.code, capitalised(one.split.unit.full_name)]
    stated: list[Value] = [*own, None, STATED, *(one.amounts[i.code] if i.code in known else None for i in indicators)]
    parts = [
        [*own, u.code, capitalised(u.full_name), *(_given(one, i, u) for i in indicators)] for u in one.split.parts
    ]
    stays = [*own, _("giữ"), STAYS, *(_given(one, i, None) for i in indicators)]
    may = any(may_stay(i.code, one.split.on) for i in one.indicators)
    left = [None if i.code not in known else 0 if one.holds(i.code) else one.amounts[i.code] for i in indicators]
    return [stated, *parts, *([stays] if may else []), [*own, None, LEFT, *left]]


def _given(one: Waiting, indicator: IndicatorSpec, part: UnitName | None) -> Value:
    return one.given[indicator.code].shares.get(part.code if part else None) if one.holds(indicator.code) else None


def read_sheet(rows: Sequence[Sequence[str]], waiting: Sequence[Waiting], form: FormSpec) -> Read:
    """What a filled sheet says, with everything that is wrong, cell by cell. Refused where it is no such sheet."""
    top = heading_at(rows, lambda row: {fold(HEADER[0]), fold(HEADER[2])} <= set(map(fold, row)))
    if top is None:
        text = _("Bảng phải có dòng tiêu đề với các cột “%s” và các cột chỉ tiêu. Tải lại bảng mẫu rồi điền vào đó.")
        raise Refused(text % "”, “".join(HEADER))
    reader = _Reader(rows, top, {one.split.unit.code: one for one in waiting}, form)
    for number in range(top + 1, len(rows)):
        reader.take(number)
    reader.judge()
    return reader.read


class _Reader:
    """Takes the sheet row by row and remembers where each number stood."""

    def __init__(self, rows: Sequence[Sequence[str]], top: int, waiting: Mapping[str, Waiting], form: FormSpec) -> None:
        self.rows, self.waiting, self.form, self.read = rows, waiting, form, Read()
        heads = [fold(cell) for cell in rows[top]]
        self.old, self.new, self.name = (
            heads.index(fold(HEADER[n])) if fold(HEADER[n]) in heads else -1 for n in (0, 2, 3)
        )
        codes = [cell.strip().split(" ")[0].upper() for cell in rows[top]]
        self.figures = {column: code for column, code in enumerate(codes) if code in form.by_code}
        self.places: dict[tuple[str, Part], int] = {}
        self.first: dict[str, int] = {}

    def cell(self, number: int, column: int) -> str:
        row = self.rows[number]
        return row[column].strip().lstrip("'") if 0 <= column < len(row) else ""

    def fault(self, number: int, column: int, message: str) -> None:
        self.read.faults.append(SheetFault(cell_name(number, max(column, 0)), message))

    def take(self, number: int) -> None:
        unit, part = self.cell(number, self.old), self.cell(number, self.new)
        filled = {column: text for column in self.figures if (text := self.cell(number, column))}
        if not unit and not part and not filled:
            return
        one = self.waiting.get(unit)
        self.first.setdefault(unit, number)
        if one is None:
            if filled:
                self.fault(
                    number, self.old, _("Đơn vị mã “%s” không có số liệu phải phân bổ ở kỳ và ngày chia này.") % unit
                )
            return
        if not part:
            if filled and fold(self.cell(number, self.name)) not in (fold(STATED), fold(LEFT)):
                self.fault(number, self.new, _("Thiếu mã đơn vị nhận."))
            return
        to = None if fold(part) == "giu" else part
        if (unit, to) in self.places:
            self.fault(number, self.new, _("Trùng với dòng %s. Giữ lại một dòng.") % (self.places[unit, to] + 1))
            return
        self.places[unit, to] = number
        for column, code in self.figures.items():
            self._number(number, column, unit, code, to)

    def _number(self, number: int, column: int, unit: str, code: str, to: Part) -> None:
        of = self.read.wanted.setdefault(unit, {}).setdefault(code, {})
        text = self.cell(number, column)
        try:
            of[to] = whole(text, money=self.form.by_code[code].is_money) if text else None
        except Faulty as faulty:
            of[to] = None
            self.fault(number, column, str(faulty))

    def judge(self) -> None:
        """Leaves out what holds already, and says at which cell a figure does not add up."""
        for unit, figures in self.read.wanted.items():
            one = self.waiting[unit]
            for code in [code for code, shares in figures.items() if one.is_known(code, shares)]:
                del figures[code]
            if self.read.faults:
                continue
            for fault in faults(one.split, self.form, one.amounts, figures):
                column = next(c for c, code in self.figures.items() if code == fault.indicator)
                row = self.places.get((unit, fault.part)) if fault.part != "" else None
                self.fault(self.first[unit] if row is None else row, column, fault.message)
