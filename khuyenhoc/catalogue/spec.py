"""The catalogue's facts as frozen values: what the YAML files say, what the rules of the other rooms take.

Every fact carries `status` ("verified" or "unverified …" or "GAP") and `source` (where it was read). Unknown keys are
refused, so that a misspelt key in a data file is an error and never a silent default.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cached_property
from typing import Literal

from msgspec import Struct, structs

from khuyenhoc.catalogue.form_faults import form_faults
from khuyenhoc.catalogue.formula import FormulaError, names_in

MONEY = "đồng"
_YES_OR_NO = (0, 1)


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A fact with its provenance."""

    status: str
    source: str

    @property
    def is_verified(self) -> bool:
        """True where the fact was read in a public source and not contradicted."""
        return self.status == "verified"


class SectionSpec(Fact, frozen=True, kw_only=True):
    code: str
    title: str


class ModelSpec(Fact, frozen=True, kw_only=True):
    """A learning model: which indicators count its total, those registered, those recognised, and the share."""

    code: str
    title: str
    total: str
    registered: str
    recognised: str
    share: str


class IndicatorSpec(Fact, frozen=True, kw_only=True):
    """One line of a form. `unit` is its unit of measure ("người", "đồng", "%"); `formula` is over codes of indicators.
    `over_time`: a flow adds up over periods, a stock (what there is at the end of one) does not. `registry`: "family total"
    where it is a number of a register."""

    code: str
    section: str
    label: str
    unit: str
    adds_up: Literal["sum", "derived"]
    formula: str | None = None
    equals: str | None = None
    values: tuple[int, ...] | None = None
    part_of: str | None = None
    parts: tuple[str, ...] = ()
    opens_with: str | None = None
    over_time: Literal["flow", "stock"] | None = None
    steady: bool = False
    registry: str | None = None
    scope: str | None = None
    aliases: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def is_derived(self) -> bool:
        return self.adds_up == "derived"

    @property
    def counted_in(self) -> tuple[str, str] | None:
        """The model whose register it counts, and which of its numbers it is: ("family", "total"); None for other figures."""
        model, _space, number = (self.registry or "").partition(" ")
        return (model, number or "recognised") if model else None

    @property
    def is_yes_or_no(self) -> bool:
        """True where it says whether there is something: 1 or 0, and nothing else."""
        return self.values == _YES_OR_NO

    @property
    def seen_beside(self) -> str:
        """Whose figure of the period before stands beside it: that of the closing balance beside an opening one, else its own."""
        return self.opens_with or self.code

    @property
    def is_money(self) -> bool:
        """True for whole đồng that are counted up; an average per head is a share, not money."""
        return self.unit == MONEY


class CheckSpec(Fact, frozen=True, kw_only=True):
    """One check. `parameters` holds its thresholds; `level` is E (stops) or W (needs a reason)."""

    code: str
    level: Literal["E", "W"]
    marks: str
    rule: str
    title: str
    parameters: dict[str, int | str | list[str]] = {}

    def number(self, name: str) -> Decimal:
        """The threshold `name`. KeyError where the data does not state it."""
        return Decimal(str(self.parameters[name]))

    def with_threshold(self, name: str, value: Decimal) -> CheckSpec:
        """The check with another threshold."""
        return structs.replace(self, parameters={**self.parameters, name: format(value, "f")})


class FormSpec(Fact, frozen=True, kw_only=True):
    """A form in one version, with its sections, indicators in the order of the form, and checks."""

    code: str
    version: str
    period: Literal["year", "half-year", "quarter"]
    title: str
    level: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    opens_on: tuple[int, int] | None = None
    due_on: tuple[int, int] | None = None
    """(month, day) on which a year's collection usually opens and is due, in the year that it reports on."""
    opens_days: int | None = None
    due_days: int | None = None
    """Instead, for a part of a year: so many days after the period's end (negative: before) it opens and is due."""
    sections: tuple[SectionSpec, ...]
    models: tuple[ModelSpec, ...] = ()
    indicators: tuple[IndicatorSpec, ...]
    checks: tuple[CheckSpec, ...]

    def __post_init__(self) -> None:
        if fault := next(form_faults(self), ""):
            raise ValueError(fault)

    def usual_dates(self, ends: dt.date) -> tuple[dt.date, dt.date]:
        """The days on which the collection of a period that ends on a day usually opens and is due."""
        if self.opens_on and self.due_on:
            return dt.date(ends.year, *self.opens_on), dt.date(ends.year, *self.due_on)
        return ends + dt.timedelta(days=self.opens_days or 0), ends + dt.timedelta(days=self.due_days or 0)

    @cached_property
    def by_code(self) -> dict[str, IndicatorSpec]:
        return {i.code: i for i in self.indicators}

    @cached_property
    def check(self) -> dict[str, CheckSpec]:
        return {c.code: c for c in self.checks}

    @cached_property
    def typed(self) -> tuple[IndicatorSpec, ...]:
        """The indicators that a unit fills in: all that are not derived."""
        return tuple(i for i in self.indicators if not i.is_derived)

    @cached_property
    def from_registers(self) -> dict[str, tuple[str, str]]:
        """The indicators that count what stands in a register, with its model and which of its numbers they are."""
        return {i.code: found for i in self.typed if (found := i.counted_in)}

    @cached_property
    def parts_of(self) -> dict[str, tuple[str, ...]]:
        """The indicators that are part of another one, by its code."""
        return {w: tuple(i.code for i in self.typed if i.part_of == w) for w in (i.part_of for i in self.typed) if w}

    @cached_property
    def sums(self) -> tuple[tuple[IndicatorSpec, str], ...]:
        """The indicators that equal a formula over others that are filled in, each with its formula."""
        return tuple((i, f) for i in self.typed if (f := " + ".join(i.parts) or i.equals))

    def __hash__(self) -> int:
        return hash((self.code, self.version))


class InstrumentSpec(Fact, frozen=True, kw_only=True):
    """A legal instrument (văn bản). `date` is None where no public source gave the day; `misprints` are known ones."""

    code: str
    number: str
    kind: str
    issuer: str
    title: str
    date: dt.date | None = None
    date_status: str | None = None
    continues: str | None = None
    replaces: str | None = None
    misprints: tuple[str, ...] = ()


class TargetSpec(Fact, frozen=True, kw_only=True):
    """A target (chỉ tiêu): `measure` is a formula over indicators and `units` (the number of units that owe a return).

    `value` is None where the source is a GAP. `unit` is the code of the unit that it binds, None for all. `shared_from`: the
    target of the unit above of which this is a part, `shared_by`: the rule by which it was shared out.
    """

    code: str
    title: str
    instrument: str | None = None
    unit: str | None = None
    period: str | None = None
    by: int | None = None
    group: str | None = None
    model: tuple[str, ...] = ()
    measure: str | None = None
    unit_of_measure: str = "%"
    comparator: Literal["at_least", "at_most"] = "at_least"
    value: Decimal | None = None
    synthetic: bool = False
    shared_from: str | None = None
    shared_by: str | None = None

    def __post_init__(self) -> None:
        try:
            names_in(self.measure or "0")
        except FormulaError as error:
            raise ValueError(f"measure: {error}") from error


class BoundSpec(Fact, frozen=True, kw_only=True):
    """A plausible upper bound of an indicator's total for one unit, used for flags on totals, never to stop a figure."""

    code: str
    unit: str
    indicator: str
    at_most: int
    message: str
