"""What is read back of cells is what the file said, to the decimal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khuyenhoc.returns.models import Cell
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.typing.queries import as_written, cell_values
from khuyenhoc.returns.values import UnitContext


@pytest.mark.parametrize(
    ("raw", "share"),
    [
        ("18,8", "18.8"), ("18,80 %", "18.80"), ("0,1875", "0.1875"), ("khoảng 18.75", "18.75"), ("1.250", "1250"),
        ("1.250,5", "1250.5"), ("100", "100"), ("36,00", "36.00"), ("", "0.5"),
    ],
)  # fmt: skip
def test_a_share_has_the_decimals_of_its_text(raw: str, share: str) -> None:
    assert str(as_written(Decimal(share).quantize(Decimal("1e-8")), raw)) == share


@pytest.mark.parametrize(("raw", "marked"), [("18,8", []), ("18,80", ["K16"]), ("18,75", [])])
def test_a_share_read_back_is_compared_within_its_rounding(draft, form, raw, marked):
    return_ = draft()  # 1.500 members of 8.000 people: 18,75 %
    Cell.objects.update_or_create(
        return_of=return_, indicator=return_.collection.form.indicators.get(code="HV04"),
        defaults={"stated": "share", "value": None, "at": "Báo cáo!D9", "raw": raw, "share": Decimal(raw.replace(",", "."))},
    )  # fmt: skip
    assert [m.code for m in check(form, cell_values(return_), UnitContext())] == marked
