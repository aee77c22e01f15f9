"""What somebody looks at, as its address says it: read from an address, written as one, put as a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from khuyenhoc.desk import maps
from khuyenhoc.desk.over_time import FIRST, LAST
from khuyenhoc.documents.taking.figures import Shape
from khuyenhoc.rollups.explorer.queries import Question
from khuyenhoc.rollups.stated import stated_periods
from khuyenhoc.rollups.years import span

INDICATOR, UNIT, BELOW, COLUMNS, SORT = "chi-tieu", "don-vi", "duoi", "cot", "xep"
NAME: Final = "ten"
"""The order of names; otherwise that of a column, by its period or indicator, or "" for that of the map."""


@dataclass(frozen=True, slots=True)
class View:
    """`below` as in `Question`. `first`, `last`: "" for as far as there are periods. `map`: as `maps.MAP` is given."""

    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    below: str = ""
    first: str = ""
    last: str = ""
    map: str = ""
    shape: Shape = Shape.PERIODS
    sort: str = ""

    @property
    def query(self) -> str:
        """All of it as an address carries it: what is not said in it is as it is without being said."""
        pairs = [*((INDICATOR, code) for code in self.indicators), *((UNIT, code) for code in self.units)]
        rest = {BELOW: self.below, FIRST: self.first, LAST: self.last, maps.MAP: self.map, SORT: self.sort}
        pairs += [(name, value) for name, value in rest.items() if value]
        return urlencode([*pairs, (COLUMNS, self.shape.value)])

    def as_list(self) -> View:
        """The same, a row for each figure: for a file that is reckoned on with."""
        return replace(self, shape=Shape.LIST)

    def question(self) -> Question:
        """NoSuchPeriod for a period without figures; Http404 for a map of no day. Two statements."""
        periods = span(stated_periods(), self.first or None, self.last or None)
        return Question(self.indicators, self.units, tuple(periods), self.below, maps.day_of(self.map))


def view_of(address: str) -> View:
    """Of an address, or of what stands in it behind the question mark. What makes no sense in it is left out."""
    found = parse_qs(urlsplit(address).query if "?" in address else address)

    def one(name: str) -> str:
        return found.get(name, [""])[-1].strip()

    shape = one(COLUMNS)
    return View(
        each(found.get(INDICATOR, ())), each(found.get(UNIT, ())), one(BELOW), one(FIRST), one(LAST), one(maps.MAP),
        Shape(shape) if shape in set(Shape) else Shape.PERIODS, one(SORT),
    )  # fmt: skip


def each(values: Iterable[str]) -> tuple[str, ...]:
    """Each code once, in the order in which they were given."""
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
