"""Why the portal did not do what was asked. The texts are sentences for the screen."""

from __future__ import annotations


class CannotPublish(ValueError):
    """The article stays as it was. `faults` are sentences, each naming what is wrong and what to do."""

    def __init__(self, faults: tuple[str, ...], page: int) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults
        self.page = page


class AlreadyPublished(ValueError):
    """The year's or the decision's article is before the public: it is not drafted again over the heads of its readers."""


class NotAnnounced(ValueError):
    """The public reads nothing of the decision yet, so no article tells of it."""
