"""What could not be told of a return."""

from __future__ import annotations

from msgspec import Struct


class Doubt(Struct, frozen=True):
    """Something that has to be asked: at which cell, what stands there, the question, and indicators to offer (codes).

    `extra`: it may be a line that the form does not have, so that it matters only while one of the form's is missing.
    """

    at: str
    text: str
    sentence: str
    candidates: tuple[str, ...] = ()
    extra: bool = False
