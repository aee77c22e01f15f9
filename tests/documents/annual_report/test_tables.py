from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from khuyenhoc.documents.annual_report.tables import aimed, reached
from khuyenhoc.rollups.figures import TargetResult, Verdict


def _target(value: str | None, actual: Fraction | None, unit: str = "%") -> TargetResult:
    aim = None if value is None else Decimal(value)
    return TargetResult("C", "T", aim, unit, actual, Verdict.MISSED, "", synthetic=False, status="verified", source="")


@pytest.mark.parametrize(
    ("value", "actual", "unit", "text"),
    [
        ("85", Fraction(45270200, 515481), "%", "87,82"),
        ("85", Fraction(85), "%", "85,00"),
        ("85", Fraction(84_998, 1000), "%", "84,998"),
        ("100", Fraction(99_999, 1000), "%", "99,999"),
        ("100000", Fraction(886_343_183, 10_000), "đồng/người", "88.634"),
        ("100000", Fraction(999_997, 10), "đồng/người", "99.999,7"),
        (None, Fraction(1, 3), "%", "0,33"),
        ("85", None, "%", "chưa tính được"),
    ],
)
def test_what_was_reached_never_looks_like_the_aim_where_it_is_not(
    value: str | None, actual: Fraction | None, unit: str, text: str
) -> None:
    assert reached(_target(value, actual, unit)) == text


@pytest.mark.parametrize(("value", "text"), [("85", "85"), ("99.50", "99,5"), ("100000", "100.000"), (None, "–")])
def test_the_aim_is_printed_as_it_was_set(value: str | None, text: str) -> None:
    assert aimed(_target(value, None)) == text
