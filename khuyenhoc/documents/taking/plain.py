"""What all files share: numbers as plain digits, text that no spreadsheet program takes for a formula."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Text that a spreadsheet program would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def digits(column: pa.Array) -> pa.Array:
    """Numbers as text: "1520", "87.82" without the zeros that say nothing; null stays null."""
    text = column.cast(pa.string())
    if not pa.types.is_decimal(column.type):
        return text
    return pc.utf8_rtrim(pc.utf8_rtrim(text, characters="0"), characters=".")


def texts(values: Sequence[str]) -> pa.StringArray:
    """Texts as a column, made from their bytes: `pa.array` would import pandas, for half a second and forty megabytes."""
    import numpy as np

    encoded = [value.encode() for value in values]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded)))


def text(value: str) -> pa.StringScalar:
    """A text as Arrow takes it; one of Python's would bring in pandas as well."""
    return texts([value])[0]


def whole_numbers(values: Any, there: Any) -> pa.Array:
    """An array of 64 bits as a column, null where `there` is not set."""
    import numpy as np

    return pa.Array.from_buffers(
        pa.int64(), values.size, [flags(there), pa.py_buffer(np.ascontiguousarray(values).ravel())]
    )


def flags(values: Any) -> pa.Buffer:
    """One bit each, as Arrow keeps what is null and what is true."""
    import numpy as np

    return pa.py_buffer(np.packbits(values.ravel(), bitorder="little"))
