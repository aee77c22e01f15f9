"""What a return's page says of returns that were kept beside it: contenders, choices made, imports taken back."""

from __future__ import annotations

from dataclasses import dataclass

from khuyenhoc.returns.conflicts.models import Conflict
from khuyenhoc.returns.detail import Detail
from khuyenhoc.returns.enums import OPEN
from khuyenhoc.returns.models import IntakeRun, Return


@dataclass(frozen=True)
class Kept:
    """`rival`: the return to compare this one with, while a choice waits. `choices`: (revision chosen, the decision).

    `taken_back`: the import with which this return was taken back.
    """

    rival: Return | None
    choices: tuple[tuple[Return, Conflict], ...]
    taken_back: IntakeRun | None

    @property
    def is_contested(self) -> bool:
        return self.rival is not None


def kept(detail: Detail) -> Kept:
    """From what has been read for the page: no statement."""
    return_ = detail.return_
    decided = [c for r in detail.revisions if (c := getattr(r, "conflict", None)) and c.decided_at]
    revisions = {r.pk: r for r in detail.revisions}
    own = [c for c in decided if return_.pk in (c.contender_id, c.against_id) and c.chosen_id in revisions]
    choices = tuple((revisions[c.chosen_id or 0], c) for c in own)
    return Kept(rival_of(detail), choices, return_.file.run if return_.withdrawn_at else None)


def rival_of(detail: Detail) -> Return | None:
    """For a contender what stands, for what stands the first contender."""
    pk, contenders = detail.return_.pk, detail.contenders
    if any(r.pk == pk for r in contenders):
        return next((r for r in detail.revisions if r.superseded_at is None and r.state in OPEN), None)
    return contenders[0] if contenders and detail.is_open and detail.return_.state in OPEN else None
