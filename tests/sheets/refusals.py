"""Why a file is not read."""

from __future__ import annotations

import pytest
from msgspec import structs

from khuyenhoc.sheets.limits import DEFAULT, Refused
from khuyenhoc.sheets.reader import read_workbook


def refusal(data: bytes, **limits: int) -> str:
    """The sentence with which a file is refused, under other limits where some are given."""
    with pytest.raises(Refused) as refused:
        read_workbook(data, limits=structs.replace(DEFAULT, **limits))
    return str(refused.value)
