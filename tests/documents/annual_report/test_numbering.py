from __future__ import annotations

import pytest

from khuyenhoc.documents.annual_report.numbering import roman


@pytest.mark.parametrize(("number", "letters"), [(1, "I"), (2, "II"), (4, "IV"), (9, "IX"), (14, "XIV"), (39, "XXXIX")])
def test_annexes_are_counted_in_roman_numbers(number: int, letters: str) -> None:
    assert roman(number) == letters
