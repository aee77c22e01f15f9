"""Whether a return that comes in may take the place of the one that is open. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from khuyenhoc.returns.enums import State

if TYPE_CHECKING:
    from khuyenhoc.returns.models import Return


class Origin(Struct, frozen=True):
    """Where a return came from: the account (its row), and the intake run; None for one typed on the pages."""

    by: int
    run: int | None


def clashes(state: str, standing: Origin, incoming: Origin) -> bool:
    """Two hands on one return: another person's, a page's and a file's, or two files of one sending.

    What was sent back waits for whatever comes; and whoever sends again means the newer one.
    """
    if state not in (State.DRAFT, State.SUBMITTED):
        return False
    return standing.by != incoming.by or standing.run in (None, incoming.run)


def stood(return_: Return) -> bool:
    """Whether a revision (read with its `conflict`) ever stood: a contender that nobody chose did not."""
    conflict = getattr(return_, "conflict", None)
    return conflict is None or conflict.chosen_id == return_.pk


def contends(return_: Return) -> bool:
    """Whether a revision (read with its `conflict`) waits to be chosen or not."""
    conflict = getattr(return_, "conflict", None)
    is_gone = return_.withdrawn_at is not None or return_.superseded_by_id is not None
    return conflict is not None and conflict.decided_at is None and not is_gone
