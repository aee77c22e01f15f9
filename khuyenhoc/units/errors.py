"""Why an act of this room was not done."""

from __future__ import annotations


class UnitsRefused(Exception):
    """The message is a sentence for the screen that says what to do."""
