"""Until when the stages of a year's recognition are usually done: data, suggested and not verified."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from khuyenhoc.catalogue.loaders import DATA, read_facts
from khuyenhoc.catalogue.spec import Fact


class StageSpec(Fact, frozen=True, kw_only=True):
    """A stage, and the day and month by which it is usually over."""

    code: str
    month: int
    day: int

    def due_in(self, year: int) -> dt.date:
        return dt.date(year, self.month, self.day)


@cache
def stages(folder: Path = DATA) -> tuple[StageSpec, ...]:
    """In their order. CatalogueError on an unknown key."""
    return read_facts(folder / "stages.yaml", "stages", StageSpec)
