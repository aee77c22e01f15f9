"""The journal's events of what is done to a unit's register of a model."""

from __future__ import annotations

from khuyenhoc.audit.acts import record


def subject_of(unit: str, model: str) -> tuple[str, str]:
    """By what the journal knows the register of a unit (code)."""
    return "register", f"{unit}-{model}"


def note_on_register(*, by: str, act: str, unit: str, model: str, before: object = None, after: object = None) -> None:
    """One event, as `audit.acts.record` has it."""
    record(by=by, unit=unit, act=act, subject=subject_of(unit, model), before=before, after=after)
