"""CSV a batch at a time: UTF-8 with its mark, so that Excel reads the accents; blank is blank, numbers are plain."""

from __future__ import annotations

from functools import lru_cache
from typing import IO, Final

import pyarrow as pa
import pyarrow.compute as pc

from khuyenhoc.documents.taking.plain import digits, harmless, texts
from khuyenhoc.documents.taking.table import LongTable, Progress

MARK: Final = b"\xef\xbb\xbf"
END: Final = "\r\n"


def write_csv(table: LongTable, target: IO[bytes], progress: Progress | None = None) -> None:
    """OSError where the target refuses."""
    target.write(MARK)
    target.write((",".join(quoted(column.heading) for column in table.columns) + END).encode())
    done = 0
    for batch in table.batches():
        target.write(_lines(batch))
        done += batch.num_rows
        if progress:
            progress(done, table.rows)


@lru_cache(maxsize=65_536)
def quoted(text: str) -> str:
    """As a cell: in quotation marks where it has to be, and no formula for a spreadsheet program."""
    text = harmless(text)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


def _lines(batch: pa.RecordBatch) -> memoryview:
    """All rows one after the other: Arrow keeps the texts of a column in one piece, which is the file."""
    *first, last = (_cells(column) for column in batch.columns)
    joined = pc.binary_join_element_wise(*first, pc.binary_join_element_wise(last, END, ""), ",")
    return memoryview(joined.buffers()[2])


def _cells(column: pa.Array) -> pa.Array:
    if isinstance(column, pa.DictionaryArray):
        known = texts([quoted(text) for text in column.dictionary.to_pylist()])
        return pc.fill_null(known.take(column.indices), "")
    return pc.fill_null(digits(column), "")
