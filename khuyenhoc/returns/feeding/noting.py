"""Keeping what a register said when a return met it. Within the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.returns.feeding.models import RegisterFigure
from khuyenhoc.returns.feeding.rules import Registers
from khuyenhoc.returns.models import Return


def note_registers(return_: Return, registers: Registers, *, taken: bool, by: User) -> None:
    """Keeps what registers say beside a return's figures, or as its figures. One statement."""
    RegisterFigure.objects.bulk_create(
        _figures(return_, registers, taken=taken, by=by), update_conflicts=True, unique_fields=["return_of", "model"],
        update_fields=["on", "step", "total", "registered", "recognised", "taken", "at", "by"],
    )  # fmt: skip


def note_beside(said: Iterable[tuple[Return, Registers]], *, by: User) -> None:
    """Keeps what registers say beside the figures of many returns. One statement, none where no unit keeps a register."""
    rows = [row for return_, registers in said for row in _figures(return_, registers, taken=False, by=by)]
    if rows:
        RegisterFigure.objects.bulk_create(rows)


def _figures(return_: Return, registers: Registers, *, taken: bool, by: User) -> list[RegisterFigure]:
    now, on = clock.now(), return_.collection.period_ends
    return [
        RegisterFigure(
            return_of=return_, model=model, on=on, step_id=said.step, total=said.count.total,
            registered=said.count.registered, recognised=said.count.recognised, taken=taken, at=now, by=by,
        )
        for model, said in registers.items()
    ]  # fmt: skip
