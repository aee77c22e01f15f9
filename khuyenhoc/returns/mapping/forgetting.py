"""What is remembered is forgotten, and remembered again: a layout of files, or a name in a table."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.returns.errors import WrongState
from khuyenhoc.returns.mapping.models import KnownName, Layout

Kept = Layout | KnownName


def put_away(*, by: User, kept: Kept, already: str) -> None:
    """It is not used any more. WrongState, saying `already`, where it was not used before. Within the caller's act."""
    if kept.forgotten_at:
        raise WrongState(already)
    kept.forgotten_at, kept.forgotten_by = clock.now(), by
    kept.save(update_fields=["forgotten_at", "forgotten_by"])


def take_out(*, kept: Kept, taken: str) -> None:
    """It is used again. WrongState, saying `taken`, where another one took its place since. Within the caller's act."""
    kept.forgotten_at = kept.forgotten_by = None
    try:
        with transaction.atomic():
            kept.save(update_fields=["forgotten_at", "forgotten_by"])
    except IntegrityError as error:
        raise WrongState(taken) from error
