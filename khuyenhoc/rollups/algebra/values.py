"""What a question about a figure is answered with. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.measures import Expression, MeasureError, Quotient, Sum
from khuyenhoc.vietnamese.numbers import format_count


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many returns state a figure, of how many that are owed."""

    stated: int
    owing: int

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.stated + other.stated, self.owing + other.owing)

    @property
    def is_complete(self) -> bool:
        return self.stated >= self.owing > 0

    @property
    def words(self) -> str:
        """ "214/235 đơn vị đã báo cáo"."""
        numbers = {"stated": format_count(self.stated), "owing": format_count(self.owing)}
        return _("%(stated)s/%(owing)s đơn vị đã báo cáo") % numbers


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number of something, over those who state it; None where nobody does. The only thing that adds up."""

    value: int | None
    measure: str
    coverage: Coverage

    def __add__(self, other: Amount) -> Amount:
        """What is missing adds nothing but stays missing in the coverage. MeasureError for amounts of something else."""
        if self.measure != other.measure:
            raise MeasureError(f"{other.measure} is not added to {self.measure}")
        values = [value for value in (self.value, other.value) if value is not None]
        return Amount(sum(values) if values else None, self.measure, self.coverage + other.coverage)


@dataclass(frozen=True, slots=True)
class Ratio:
    """An amount over another, times a number: a share, or so much a head."""

    part: Amount
    whole: Amount
    measure: str
    factor: Fraction = Fraction(1)

    @property
    def value(self) -> Fraction | None:
        """Exact; None ("không tính được") where one is missing, or the whole is 0."""
        part, whole = self.part.value, self.whole.value
        return None if part is None or not whole else Fraction(part, whole) * self.factor

    @property
    def coverage(self) -> Coverage:
        """That of the one that fewer state."""
        return min(self.part.coverage, self.whole.coverage, key=lambda c: c.stated)


Value = Amount | Ratio


def summed(amounts: Iterable[Amount]) -> Amount:
    """Over units. MeasureError for amounts of different things, TypeError for no amount at all, or for ratios."""
    return reduce(Amount.__add__, amounts)


def share(part: Amount, whole: Amount) -> Ratio:
    """In percent. MeasureError for amounts of different things."""
    if part.measure != whole.measure:
        raise MeasureError(f"{part.measure} has no share in {whole.measure}")
    return Ratio(part, whole, "%", Fraction(100))


def per_head(amount: Amount, heads: Amount) -> Ratio:
    """ "đồng/người". MeasureError for a share of like in like."""
    if amount.measure == heads.measure:
        raise MeasureError(f"{amount.measure} a {heads.measure} is a share")
    return Ratio(amount, heads, f"{amount.measure}/{heads.measure}")


def valued(expression: Expression, totals: Mapping[str, int | None], counted: Mapping[str, int], owing: int) -> Value:
    """An expression over the totals of one unit. `counted`: how many state each; `owing`: how many owe a return."""
    if isinstance(expression, Quotient):
        part, whole = (_amount(of, totals, counted, owing) for of in (expression.part, expression.whole))
        return Ratio(part, whole, expression.measure, expression.factor)
    return _amount(expression, totals, counted, owing)


def _amount(of: Sum, totals: Mapping[str, int | None], counted: Mapping[str, int], owing: int) -> Amount:
    stated = min((counted.get(code, 0) for code, _times in of.terms), default=0)
    return Amount(of.of(totals), of.measure, Coverage(stated, owing))
