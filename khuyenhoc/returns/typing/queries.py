"""What stands for a unit whose return is to be typed, and one return as it is being typed. Reads only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import held_roles
from khuyenhoc.access.rules import allows
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.conflicts.rules import Origin, contends
from khuyenhoc.returns.earlier.beside import figures_before
from khuyenhoc.returns.enums import IN_FORCE, OPEN, State
from khuyenhoc.returns.feeding.queries import registers_of_unit
from khuyenhoc.returns.feeding.rules import Registers, by_indicator
from khuyenhoc.returns.models import Cell, Collection, Return
from khuyenhoc.returns.typing.rules import Standing, Start, start
from khuyenhoc.returns.values import CellValue, LastPeriod, Stated, UnitContext
from khuyenhoc.units.facts import VILLAGES
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import UnitMap, facts

_DECIMALS: Final = re.compile(r"(\d[\d.,]*)[.,](\d+)")


@dataclass(frozen=True)
class Beginning:
    """What opening the pages for a unit means. `typed`: the return that is being typed; `open_`, `in_force`: what stands."""

    start: Start
    typed: Return | None
    open_: Return | None
    in_force: Return | None
    last_revision: int

    @property
    def model(self) -> Return | None:
        """The return with whose figures a new revision begins."""
        return {Start.MEND: self.open_, Start.REVISE: self.in_force}.get(self.start)


def beginning(by: User, collection: Collection, unit: Unit, map_: UnitMap) -> Beginning:
    """Two statements."""
    rows = Return.objects.filter(collection=collection, unit=unit).order_by("-revision")
    revisions = list(rows.select_related("collection__form", "unit", "file", "created_by", "conflict"))
    standing = [r for r in revisions if r.superseded_at is None]
    open_, in_force = (next((r for r in standing if r.state in states), None) for states in (OPEN, IN_FORCE))
    typed = _being_typed(by, revisions, open_)
    found = start(
        typed=typed is not None,
        open_=Standing(open_.state, Origin(open_.created_by_id, open_.file.run_id)) if open_ else None,
        is_accepted=in_force is not None,
        may_revise=allows(held_roles(by), Right.REVISE_ACCEPTED, map_.lineage(unit.code)),
        is_closed=collection.closed_at is not None,
        by=by.pk,
    )
    return Beginning(found, typed, open_, in_force, revisions[0].revision if revisions else 0)


def _being_typed(by: User, revisions: list[Return], open_: Return | None) -> Return | None:
    """The unit's draft that is typed; else one's own that contends with a file."""
    if open_ is not None and open_.state == State.DRAFT and open_.is_typed:
        return open_
    return next((r for r in revisions if r.is_typed and contends(r) and r.created_by_id == by.pk), None)


def cell_values(return_: Return) -> dict[str, CellValue]:
    """The cells of a return by indicator. One statement."""
    return cells_of([return_])[return_.pk]


def cells_of(returns: Sequence[Return]) -> dict[int, dict[str, CellValue]]:
    """The cells of returns by their rows and by indicator. One statement."""
    fields = ("return_of", "indicator__code", "stated", "value", "at", "raw", "step", "share")
    found: dict[int, dict[str, CellValue]] = {return_.pk: {} for return_ in returns}
    for pk, code, stated, value, at, raw, step, share in Cell.objects.filter(return_of__in=found).values_list(*fields):
        share = None if share is None else as_written(share, raw)
        found[pk][code] = CellValue(code, Stated(stated), value, at, raw, step, share)
    return found


def as_written(share: Decimal, raw: str) -> Decimal:
    """A share with as many decimals as its text has, by which checks compare it: its column fills them up with zeros. Pure."""
    for whole, decimals in _DECIMALS.findall(raw):
        if (written := Decimal(f"{re.sub(r'[.,]', '', whole)}.{decimals}")) == share:
            return written
    return share.quantize(Decimal(1)) if share == share.to_integral_value() else share.normalize()


def context_of(return_: Return, form: FormSpec, registers: Registers | None = None) -> UnitContext:
    """What the checks know of the return's unit besides it. Three statements; where `registers`, what its registers say, are
    not at hand, those of `registers_of_unit` as well."""
    before, villages = figures_before(return_), facts(VILLAGES, return_.collection.period_ends)
    registers = registers_of_unit(return_, form) if registers is None else registers
    known, counted = villages.get(return_.unit.code), by_indicator(form, registers)
    if before is None:
        return UnitContext(None, known, counted)
    values = {code: 0 if said.stated is Stated.NONE else said.value for code, said in before.said.items()}
    none_stated = frozenset(code for code, said in before.said.items() if said.stated is Stated.NONE)
    return UnitContext(LastPeriod(values, none_stated), known, counted)
