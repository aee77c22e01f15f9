"""What registers say beside returns. Reads only."""

from __future__ import annotations

from collections.abc import Collection as Some

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.recognition.queries import figures_on
from khuyenhoc.recognition.rules import Count
from khuyenhoc.returns.feeding.models import RegisterFigure
from khuyenhoc.returns.feeding.rules import Beside, Registers, beside
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.values import Cells


def registers_of(collection: Collection, form: FormSpec, units: Some[str]) -> dict[str, Registers]:
    """What the registers of units (codes) say on the last day of the collection's period; units that keep none are left out.

    Four statements, one where none of them keeps a register; none where the form has no figure that registers count.
    """
    if not form.from_registers:
        return {}
    ends = collection.period_ends
    return dict(figures_on(ends.year, ends, units))


def registers_of_unit(return_: Return, form: FormSpec) -> Registers:
    """The same of a return's unit alone."""
    unit = return_.unit.code
    return registers_of(return_.collection, form, [unit]).get(unit, {})


def registers_beside(return_: Return, form: FormSpec, cells: Cells) -> list[Beside]:
    """The registers of a return's unit as they are now, beside its figures. Five statements, one where it keeps none."""
    return beside_of(return_, form, cells, registers_of_unit(return_, form))


def beside_of(return_: Return, form: FormSpec, cells: Cells, registers: Registers) -> list[Beside]:
    """The same where what the registers say is at hand. One statement, none for a unit that keeps none."""
    if not registers:
        return []
    said = RegisterFigure.objects.filter(return_of=return_, taken=True)
    taken: dict[str, Count] = {row.model: row.count for row in said}
    return beside(form, cells, registers, taken)
