"""What stands in the heads of tables."""

from __future__ import annotations

import pytest

from khuyenhoc.sheets.heads import is_column_numbers


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        (["A", "B", 1, 2], True), (["(1)", "(2)", "(3)"], True), ([1.0, 2.0, 3.0, 4.0], True),
        (["(1)", "(2)", "(3)=(2)/(1)"], True),
        ([1, "Dân số", 5], False), ([12, 7, 9], False), ([5, 6, 7], False), ([1, 2], False), ([], False),
    ],
)  # fmt: skip
def test_row_that_numbers_the_columns(row, numbers):
    assert is_column_numbers(row) is numbers
