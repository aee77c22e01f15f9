"""What is told, within its transaction, when a plan redraws the map and when that is undone: rooms above take what they keep of
units along. Whoever cannot raises UnitsRefused, and nothing is changed.
"""

from __future__ import annotations

from django.dispatch import Signal

redrawn = Signal()
"""`plan`: the plan as a value; `row`: the Reorganisation."""

undone = Signal()
"""`row`: the Reorganisation that is about to be undone."""
