"""What an act on returns may refuse. Each message is a whole sentence for the screen that says what to do."""

from __future__ import annotations


class Refused(Exception):
    """The act was not done and nothing was changed."""


class NotReady(Refused):
    """A return cannot be sent yet: errors stand, or a warning has no reason."""


class WrongState(Refused):
    """A return is not in a state from which the move is possible; perhaps somebody else was quicker."""


class Closed(Refused):
    """The collection is closed."""
