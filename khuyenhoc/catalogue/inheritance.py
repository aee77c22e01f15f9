"""What becomes of each figure of a unit that is divided: dated data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from khuyenhoc.catalogue.loaders import DATA, CatalogueError, read_facts
from khuyenhoc.catalogue.spec import Fact, FormSpec
from khuyenhoc.units.enums import Inheritance


class InheritanceSpec(Fact, frozen=True, kw_only=True):
    """For divisions on `valid_from` or later, before `valid_to`: what the parts take over of some indicators.

    `registry`: whose figures these are ("members", "fund" …); `transfer`: a balance, handed over with both sides booked.
    """

    code: str
    title: str
    registry: str
    inherits: Inheritance
    indicators: tuple[str, ...]
    transfer: bool = False
    valid_from: dt.date
    valid_to: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether it is the rule of divisions on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def read_inheritance(path: Path = DATA / "inheritance.yaml") -> tuple[InheritanceSpec, ...]:
    """All rules. CatalogueError on an unknown key, and where two rules say of one indicator what becomes of it on one day."""
    rules = read_facts(path, "inheritance", InheritanceSpec)
    if faults := list(_contradictions(rules)):
        raise CatalogueError("; ".join(f"{path.name}, {fault}" for fault in faults))
    return rules


def _contradictions(rules: Iterable[InheritanceSpec]) -> Iterator[str]:
    for one, other in combinations(rules, 2):
        both, later = sorted(set(one.indicators) & set(other.indicators)), max(one.valid_from, other.valid_from)
        if both and one.holds(later) and other.holds(later):
            yield f"{one.code} and {other.code}: both say what becomes of {both}"


def without_rule(forms: Iterable[FormSpec], rules: Iterable[InheritanceSpec], day: dt.date) -> list[str]:
    """The indicators that units fill in and of which no rule says what becomes of them on a day."""
    told = {indicator for rule in rules if rule.holds(day) for indicator in rule.indicators}
    return sorted({i.code for form in forms for i in form.typed} - told)


@cache
def rule_on(indicator: str, day: dt.date) -> InheritanceSpec | None:
    """The rule of an indicator for divisions on a day; None where there is none. The file is read once a process."""
    return next((rule for rule in _shipped() if indicator in rule.indicators and rule.holds(day)), None)


@cache
def _shipped() -> tuple[InheritanceSpec, ...]:
    return read_inheritance()


def inherits(indicator: str, day: dt.date) -> Inheritance:
    """What the parts of a unit that is divided on a day take over; it is asked where no rule says so."""
    rule = rule_on(indicator, day)
    return rule.inherits if rule else Inheritance.ASK
