"""What is said of data files that cannot be loaded."""

from __future__ import annotations


class CatalogueError(ValueError):
    """A data file does not hold what a catalogue file must hold; the message names file, line of data and fault."""
