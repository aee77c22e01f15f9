"""When a total or a series is odd: rules as dated data, each with its source and how certain its findings are."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import cache
from typing import Final, Literal

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.loaders import DATA, read_facts
from khuyenhoc.catalogue.spec import Fact, FormSpec

Kind = Literal[
    "order",
    "sums",
    "nearly_all",
    "bound",
    "villages",
    "ratio",
    "spike",
    "jump",
    "course",
    "peers",
    "still",
    "round",
    "digits",
]
Certainty = Literal["certain", "likely", "possible"]
OF_CHECK: Final = "@"
"""What a parameter begins with that is one of the check's."""


class OddityRuleSpec(Fact, frozen=True, kw_only=True):
    """One rule; `data/oddities.yaml` says what each key means."""

    code: str
    kind: Kind
    title: str
    certainty: Certainty
    weight: int
    valid_from: dt.date
    valid_to: dt.date | None = None
    check: str | None = None
    answered_by: tuple[str, ...] = ()
    indicator: str | None = None
    measure: str | None = None
    unit: str = ""
    words: str = ""
    parameters: dict[str, int | str | list[str]] = {}

    def holds(self, on: dt.date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    def suits(self, form: FormSpec) -> bool:
        """Whether a form has the check and the figures that the rule is about."""
        if self.check and self.check not in form.check:
            return False
        return not self.measure or set(names_in(self.measure)) <= form.by_code.keys()

    def limit(self, name: str, form: FormSpec) -> Fraction | None:
        """The threshold `name`; where it is one of the check's, as it stands in the form. None where the rule has none."""
        value = self.parameters.get(name)
        if isinstance(value, str) and value.startswith(OF_CHECK):
            return Fraction(form.check[self.check or ""].number(value.removeprefix(OF_CHECK)))
        return None if value is None else Fraction(str(value))

    def number(self, name: str) -> Fraction:
        """The threshold `name` of the rule itself. KeyError where the data does not state it."""
        return _exact(str(self.parameters[name]))

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """A list of the rule, each entry parted at its first space: ("MH21", "MH21 / HV03")."""
        stated = self.parameters.get(name, [])
        parted = (one.partition(" ") for one in (stated if isinstance(stated, list) else []))
        return tuple((first, rest) for first, _space, rest in parted)


@cache
def _exact(number: str) -> Fraction:
    """Read once: the rules ask for the same few thresholds for each figure."""
    return Fraction(number)


@cache
def oddity_rules() -> tuple[OddityRuleSpec, ...]:
    """All of them, in the order of the file. CatalogueError as in `read_catalogue`. Read once a process."""
    return read_facts(DATA / "oddities.yaml", "oddities", OddityRuleSpec)


def rules_on(form: FormSpec, day: dt.date) -> tuple[OddityRuleSpec, ...]:
    """The rules that hold on a day and that a form has the figures for."""
    return tuple(rule for rule in oddity_rules() if rule.holds(day) and rule.suits(form))
