"""The kinds of file that a table can be taken away as."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Final

from khuyenhoc.documents.taking.csv import write_csv
from khuyenhoc.documents.taking.parquet import write_parquet
from khuyenhoc.documents.taking.table import LongTable, Progress
from khuyenhoc.documents.taking.xlsx import write_xlsx

Write = Callable[[LongTable, IO[bytes], Progress | None], None]

WRITERS: Final[dict[str, Write]] = {"xlsx": write_xlsx, "csv": write_csv, "parquet": write_parquet}
MEDIA: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
