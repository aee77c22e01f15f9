"""A long table as columns: what it is called, how many rows it has, and the rows, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import pyarrow as pa

DECIMALS: Final = 6
"""Of a share: two as a rule, more where two would print all for less than all."""
EXACT: Final = pa.decimal128(25, DECIMALS)
TYPES: Final = {"text": pa.dictionary(pa.int32(), pa.string()), "count": pa.int64(), "number": EXACT}

Kind = Literal["text", "count", "number"]
Progress = Callable[[int, int], None]
"""Is told (rows done, all rows) after each batch."""


@dataclass(frozen=True, slots=True)
class Column:
    """`number`: counts and shares together, or shares alone."""

    heading: str
    kind: Kind


@dataclass(frozen=True)
class LongTable:
    """`batches` gives the rows anew each time. A text column has one dictionary for all of its batches."""

    name: str
    columns: tuple[Column, ...]
    rows: int
    batches: Callable[[], Iterator[pa.RecordBatch]]

    @cached_property
    def schema(self) -> pa.Schema:
        return pa.schema([(column.heading, TYPES[column.kind]) for column in self.columns])
