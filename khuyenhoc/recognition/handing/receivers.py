"""Plans that redraw the map, and their undoing, take the registers along."""

from __future__ import annotations

from typing import Any

from khuyenhoc.units.reorganising import signals


def connect() -> None:
    """Called once, when the programme starts."""
    signals.redrawn.connect(_redrawn)
    signals.undone.connect(_undone)


def _redrawn(plan: Any, row: Any, **kwargs: Any) -> None:
    from khuyenhoc.recognition.handing.acts import hand_registers

    hand_registers(plan=plan, row=row)


def _undone(row: Any, **kwargs: Any) -> None:
    from khuyenhoc.recognition.handing.acts import take_back_registers

    take_back_registers(row=row)
