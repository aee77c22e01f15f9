"""What was done to a list, as lines on a page: who, when, what, and whether it can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc.access.queries import full_names
from khuyenhoc.desk.recognition.addresses import undo_of
from khuyenhoc.desk.recognition.words import step_words
from khuyenhoc.recognition.models import Step
from khuyenhoc.recognition.moving import FINAL


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words. `undo`: the address that takes it back, "" where nobody may; `taken_back`: by whom, if it was."""

    what: str
    who: str
    at: dt.datetime
    undo: str
    taken_back: str
    taken_back_at: dt.datetime | None


def told(steps: Sequence[Step], *, keeps: bool, of_one: bool = False) -> list[Told]:
    """Steps in words, in their order. `keeps`: the reader may take them back; `of_one`: only those that are about one entry, for
    the page of one, where nobody expects to take back what was done to a whole list. One statement."""
    names = full_names({step.by for step in steps} | {step.taken_back_by for step in steps})
    return [
        Told(
            step_words(step), names.get(step.by, step.by), step.at,
            undo_of(step) if keeps and _is_open(step) and (step.number < 2 or not of_one) else "",
            names.get(step.taken_back_by, step.taken_back_by), step.taken_back_at,
        )
        for step in steps
    ]  # fmt: skip


def _is_open(step: Step) -> bool:
    return not step.taken_back_at and step.act not in FINAL
