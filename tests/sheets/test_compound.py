"""The stream of an old workbook: found whole, and broken chains told apart from endless ones."""

from __future__ import annotations

import struct

import pytest

from khuyenhoc.sheets.compound import BrokenCompound, workbook_stream
from tests.sheets.files import biff, compound

STREAM = biff([["a", 1.0]])
TABLE = 512
FIRST_OF_STREAM = TABLE + 2 * 4


@pytest.mark.parametrize("name", ["Workbook", "Book"])
def test_stream_is_found_by_either_name(name):
    assert workbook_stream(compound(STREAM, name)).startswith(STREAM)


def test_long_stream_is_put_together_in_order():
    stream = b"".join(struct.pack("<I", n) for n in range(8000))
    assert workbook_stream(compound(stream)) == stream


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        compound(STREAM)[:600],
        compound(STREAM, "Something"),
        compound(STREAM)[:-1000],
        compound(STREAM)[:30] + b"\x63" + compound(STREAM)[31:],
    ],
)
def test_broken_file_is_told(broken):
    with pytest.raises(BrokenCompound):
        workbook_stream(broken)


@pytest.mark.parametrize("after", [2, 3, 9_999])
def test_chain_that_returns_or_leads_nowhere_ends(after):
    data = bytearray(compound(STREAM))
    struct.pack_into("<I", data, FIRST_OF_STREAM + 4, after)
    with pytest.raises(BrokenCompound):
        workbook_stream(bytes(data))
