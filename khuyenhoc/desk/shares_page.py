"""What the page on which a divided unit's figures are apportioned shows: a line a figure, a box a part, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.inheritance import inherits
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec, SectionSpec
from khuyenhoc.returns.apportioning.queries import Waiting
from khuyenhoc.returns.apportioning.rules import Fault, Part, may_stay
from khuyenhoc.returns.earlier.figures import whole
from khuyenhoc.returns.earlier.judging import Faulty
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.enums import Inheritance
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised

HISTORY: Final = "giu"
"""How the box is called for what stays with the old unit."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a number is typed. `part`: the unit that gets it, None for the old one; `name`: of the field."""

    part: Part
    title: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A figure to apportion. `left`: what the boxes do not hold yet, None where none is filled in."""

    indicator: IndicatorSpec
    whole: int
    boxes: tuple[Box, ...]
    left: int | None
    done: bool
    stale: bool
    wrong: bool

    @property
    def over(self) -> int:
        """By how much the boxes hold more than there is."""
        return max(0, -(self.left or 0))


Typed = Mapping[str, str]


def field(indicator: str, part: Part) -> str:
    return f"so-{indicator}-{HISTORY if part is None else part}"


def lines(one: Waiting, form: FormSpec, typed: Typed, wrong: Sequence[Problem]) -> list[tuple[SectionSpec, list[Line]]]:
    """The figures by section, with what is typed, else what was apportioned."""
    hrefs = {problem.href for problem in wrong}
    found = [(s, [_line(one, i, typed, hrefs) for i in one.indicators if i.section == s.code]) for s in form.sections]
    return [(section, of) for section, of in found if of]


def _line(one: Waiting, indicator: IndicatorSpec, typed: Typed, hrefs: set[str]) -> Line:
    code, known = indicator.code, one.given.get(indicator.code)
    parts = [*one.split.parts, *([None] if may_stay(code, one.split.on) else [])]
    boxes = []
    for unit in parts:
        part = unit.code if unit else None
        value = known.shares.get(part) if known else None
        text = typed[name] if (name := field(code, part)) in typed else "" if value is None else format_count(value)
        boxes.append(Box(part, capitalised(unit.full_name) if unit else _("Giữ ở đơn vị cũ"), name, text))
    stated = [value for box in boxes if (value := _number(box.text, indicator)) is not None]
    left = one.amounts[code] - sum(stated) if stated else None
    wrong = any(f"#{box.name}" in hrefs for box in boxes)
    return Line(indicator, one.amounts[code], tuple(boxes), left, one.holds(code), code in one.stale, wrong)


def _number(text: str, indicator: IndicatorSpec) -> int | None:
    try:
        return whole(text, money=indicator.is_money) if text.strip() else None
    except Faulty:
        return None


def entered(one: Waiting, typed: Typed) -> tuple[dict[str, dict[Part, int | None]], list[Problem]]:
    """What was typed of each figure, those left out that say what holds already; and what is no number."""
    wanted: dict[str, dict[Part, int | None]] = {}
    problems: list[Problem] = []
    for indicator in one.indicators:
        of: dict[Part, int | None] = {}
        for part in (*(unit.code for unit in one.split.parts), None):
            name = field(indicator.code, part)
            text = typed.get(name, "").strip()
            try:
                of[part] = whole(text, money=indicator.is_money) if text else None
            except Faulty as faulty:
                problems.append(Problem(f"{indicator.label}: {faulty}", f"#{name}"))
        if not one.is_known(indicator.code, of):
            wanted[indicator.code] = of
    return wanted, problems


def problems_of(one: Waiting, faults: Sequence[Fault]) -> list[Problem]:
    """What does not add up, each with the box that it leads to: of a sum the first one of its line."""
    first = one.split.parts[0].code
    return [Problem(f.message, f"#{field(f.indicator, first if f.part == '' else f.part)}") for f in faults]


def staying(one: Waiting, form: FormSpec) -> list[tuple[IndicatorSpec, int]]:
    """The figures that stay the history of the old unit, and are not asked for."""
    return [
        (i, one.amounts[i.code])
        for i in form.typed
        if i.code in one.amounts and inherits(i.code, one.split.on) == Inheritance.KEEP
    ]
