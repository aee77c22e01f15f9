"""Parquet a batch at a time: for those who reckon on with programs. Exact: counts are whole, shares decimal."""

from __future__ import annotations

from typing import IO

import pyarrow.parquet as pq

from khuyenhoc.documents.taking.table import LongTable, Progress


def write_parquet(table: LongTable, target: IO[bytes], progress: Progress | None = None) -> None:
    """OSError where the target refuses."""
    done = 0
    with pq.ParquetWriter(target, table.schema, compression="zstd") as file:
        for batch in table.batches():
            file.write_batch(batch)
            done += batch.num_rows
            if progress:
                progress(done, table.rows)
