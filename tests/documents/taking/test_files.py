"""What is taken away as CSV, XLSX and Parquet is what was asked for: the same numbers, blank where nothing is, in any program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import python_calamine

from khuyenhoc.documents.taking import xlsx
from khuyenhoc.documents.taking.files import WRITERS
from khuyenhoc.documents.taking.table import EXACT, Column, LongTable

NAMES = ["Xã Thanh Tùng", '=HYPERLINK("x")', 'phường "A", B', "Xã <Đá> & Núi"]
ROWS = [
    ("Xã Thanh Tùng", 1520, Decimal("87.82")),
    ('=HYPERLINK("x")', None, None),
    ('phường "A", B', 0, Decimal(100)),
    ("Xã <Đá> & Núi", 2**53 + 1, Decimal("99.998")),
    ("Xã Thanh Tùng", -4, Decimal("-0.000001")),
]


def batches() -> Iterator[pa.RecordBatch]:
    """Three rows, then two, as a slice of a longer batch."""
    known = pa.array(NAMES)
    columns = [
        pa.DictionaryArray.from_arrays(pa.array([NAMES.index(row[0]) for row in ROWS], pa.int32()), known),
        pa.array([row[1] for row in ROWS], pa.int64()),
        pa.array([row[2] for row in ROWS], EXACT),
    ]
    whole = pa.RecordBatch.from_arrays(columns, ["Đơn vị", "Số, tổng", "Tỷ lệ"])
    yield whole.slice(0, 3)
    yield whole.slice(3)


TABLE = LongTable(
    "so-lieu", (Column("Đơn vị", "text"), Column("Số, tổng", "count"), Column("Tỷ lệ", "number")), 5, batches
)


def written(kind: str) -> io.BytesIO:
    out, told = io.BytesIO(), []
    WRITERS[kind](TABLE, out, lambda done, total: told.append((done, total)))
    assert told == [(3, 5), (5, 5)]
    out.seek(0)
    return out


def test_csv_opens_in_excel_with_its_accents() -> None:
    data = written("csv").getvalue()
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["Đơn vị", "Số, tổng", "Tỷ lệ"],
        ["Xã Thanh Tùng", "1520", "87.82"],
        ['\'=HYPERLINK("x")', "", ""],
        ['phường "A", B', "0", "100"],
        ["Xã <Đá> & Núi", "9007199254740993", "99.998"],
        ["Xã Thanh Tùng", "-4", "-0.000001"],
    ]


def test_neighbours_that_are_numbered_alike_are_columns_of_their_own_in_csv() -> None:
    numbers = pa.array([1, 0, 1], pa.int32())
    texts = [["a", 'b,"b"'], ["", "=1+1"], ["x", "y"]]
    columns = [pa.DictionaryArray.from_arrays(numbers, pa.array(one)) for one in texts]
    columns.insert(2, pa.DictionaryArray.from_arrays(pa.array([0, None, 0], pa.int32()), pa.array(["đ"])))
    names = ("một", "hai", "ba", "bốn")
    batch = pa.RecordBatch.from_arrays(columns, names)
    out = io.BytesIO()
    WRITERS["csv"](
        LongTable("t", tuple(Column(name, "text") for name in names), 6, lambda: iter([batch, batch])), out, None
    )
    rows = [['b,"b"', "'=1+1", "đ", "y"], ["a", "", "", "x"], ['b,"b"', "'=1+1", "đ", "y"]]
    assert list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""))) == [list(names), *rows, *rows]


def test_xlsx_is_read_by_two_programs_and_goes_on_in_a_next_sheet(monkeypatch) -> None:
    book = openpyxl.load_workbook(written("xlsx"))
    sheet = book["Bảng"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=4)] == [
        ["Đơn vị", "Số, tổng", "Tỷ lệ"], ["Xã Thanh Tùng", 1520, 87.82],
        ['=HYPERLINK("x")', None, None], ['phường "A", B', 0, 100],
    ]  # fmt: skip
    assert (sheet["A3"].data_type, sheet["B2"].number_format, sheet["A1"].font.b) == ("s", "#,##0", True)
    assert sheet.freeze_panes == "A2"
    assert sheet["B5"].value == str(2**53 + 1), "a spreadsheet program would round it"
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    read = python_calamine.CalamineWorkbook.from_filelike(written_in_parts())
    assert read.sheet_names == ["Bảng", "Bảng 2", "Bảng 3"]
    rows = [read.get_sheet_by_name(name).to_python() for name in read.sheet_names]
    assert [len(one) for one in rows] == [3, 3, 2]
    assert [row[0] for one in rows for row in one[1:]] == [row[0] for row in ROWS]


def written_in_parts() -> io.BytesIO:
    out = io.BytesIO()
    WRITERS["xlsx"](TABLE, out, None)
    out.seek(0)
    return out


def test_parquet_keeps_every_number_exact() -> None:
    read = pq.read_table(written("parquet"))
    assert read.column_names == ["Đơn vị", "Số, tổng", "Tỷ lệ"]
    assert list(zip(*(column.to_pylist() for column in read.columns), strict=True)) == ROWS
