"""Why an act of this room was not done."""

from __future__ import annotations


class RecognitionRefused(Exception):
    """Nothing was changed. The message is a sentence for the screen that says what to do."""
