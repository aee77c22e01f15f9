"""CSV a batch at a time: UTF-8 with its mark, so that Excel reads the accents; blank is blank, numbers are plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import IO, Final

import pyarrow as pa
import pyarrow.compute as pc

from khuyenhoc.documents.taking.plain import digits, harmless, text, texts
from khuyenhoc.documents.taking.table import LongTable, Progress

MARK: Final = b"\xef\xbb\xbf"
END: Final = "\r\n"
BLANK, COMMA, LINE_END = (text(one) for one in ("", ",", END))


def write_csv(table: LongTable, target: IO[bytes], progress: Progress | None = None) -> None:
    """OSError where the target refuses."""
    target.write(MARK)
    target.write((",".join(quoted(column.heading) for column in table.columns) + END).encode())
    done, known = 0, _Texts()
    for batch in table.batches():
        target.write(_lines(batch, known))
        done += batch.num_rows
        if progress:
            progress(done, table.rows)


@lru_cache(maxsize=65_536)
def quoted(text: str) -> str:
    """As a cell: in quotation marks where it has to be, and no formula for a spreadsheet program."""
    text = harmless(text)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


class _Texts:
    """Text columns as they are written. What neighbours say of one thing, as a unit's code, name and level, is joined once."""

    def __init__(self) -> None:
        self.joined: dict[tuple[int, ...], tuple[pa.Array, list[pa.Array]]] = {}

    def cells(self, batch: pa.RecordBatch) -> Iterator[pa.Array]:
        """The columns, neighbours that are numbered alike as one."""
        for numbered, group in groupby(batch.columns, _numbered):
            columns = list(group)
            if numbered:
                yield self._known(columns).take(columns[0].indices)
            else:
                yield from (digits(column) for column in columns)

    def _known(self, columns: Sequence[pa.DictionaryArray]) -> pa.Array:
        known = [column.dictionary for column in columns]
        key = tuple(one.buffers()[-1].address for one in known)
        if key not in self.joined:  # what the addresses stand for is held as well, so that they stand for nothing else
            quotes = (texts([quoted(text) for text in one.to_pylist()]) for one in known)
            self.joined[key] = _joined(*quotes, COMMA), known
        return self.joined[key][0]


def _numbered(column: pa.Array) -> tuple[int, ...]:
    """By which numbers the texts of a column are found, and in how long a list; () for a column of numbers.

    A column with blanks stands for itself: of several together one blank would be left.
    """
    if not isinstance(column, pa.DictionaryArray):
        return ()
    if column.null_count:
        return (id(column),)
    buffers = (buffer.address if buffer else 0 for buffer in column.indices.buffers())
    return *buffers, column.indices.offset, len(column.dictionary)


def _lines(batch: pa.RecordBatch, known: _Texts) -> memoryview:
    """All rows one after the other: Arrow keeps the texts of a column in one piece, which is the file."""
    *first, last = known.cells(batch)
    joined = _joined(*first, _joined(last, LINE_END, BLANK), COMMA)
    return memoryview(joined.buffers()[2])


def _joined(*columns_and_between: pa.Array | pa.Scalar) -> pa.Array:
    """Blank is blank."""
    return pc.binary_join_element_wise(*columns_and_between, null_handling="replace", null_replacement="")
