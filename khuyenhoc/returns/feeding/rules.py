"""Which figures of a form a register counts, and how what it says stands to what a return says. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.rules import Count, Figure
from khuyenhoc.returns.values import REGISTER, CellValue, Stated

Registers = Mapping[LearningModel, Figure]
"""What the registers of one unit say on a period's last day."""


def by_indicator(form: FormSpec, registers: Registers) -> dict[str, int]:
    """The number of each figure of the form that one of the registers counts."""
    return {
        code: getattr(registers[LearningModel(model)].count, number)
        for code, (model, number) in form.from_registers.items()
        if model in registers
    }


def cells_from(form: FormSpec, registers: Registers) -> dict[str, CellValue]:
    """The same as cells that say where they are from."""
    return {
        code: CellValue(code, Stated.VALUE, number, f"{REGISTER}!{code}", str(number))
        for code, number in by_indicator(form, registers).items()
    }


class Pair(Struct, frozen=True):
    """A figure as the return states it and as the register counts it now; `then`: as it counted when the return took it."""

    indicator: IndicatorSpec
    cell: CellValue
    now: int
    then: int | None

    @property
    def differs(self) -> bool:
        return self.cell.counted != self.now

    @property
    def has_moved(self) -> bool:
        """Whether it came from the register, which counts otherwise now."""
        return self.cell.is_from_register and self.differs


class Beside(Struct, frozen=True):
    """A model's register beside the figures of a return."""

    model: LearningModel
    now: Figure
    pairs: tuple[Pair, ...]

    @property
    def differing(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.differs]

    @property
    def is_taken(self) -> bool:
        """Whether all of its figures came from the register."""
        return all(pair.cell.is_from_register for pair in self.pairs)

    @property
    def has_moved(self) -> bool:
        """Whether what the return took from the register is not what the register says now; nothing else differs."""
        return bool(self.differing) and all(pair.has_moved for pair in self.differing)


def beside(
    form: FormSpec, cells: Mapping[str, CellValue], registers: Registers, taken: Mapping[str, Count]
) -> list[Beside]:
    """Each register beside the figures of a return that it counts. `taken`: what it said before, by model."""
    found: dict[LearningModel, list[Pair]] = {}
    for code, (name, number) in form.from_registers.items():
        model = LearningModel(name)
        if model in registers:
            then = getattr(taken[model], number) if model in taken else None
            cell = cells.get(code, CellValue(code, Stated.BLANK))
            pair = Pair(form.by_code[code], cell, getattr(registers[model].count, number), then)
            found.setdefault(model, []).append(pair)
    return [Beside(model, registers[model], tuple(pairs)) for model, pairs in found.items()]
