"""Many files read in children, whatever one of them is."""

from __future__ import annotations

import pytest

from khuyenhoc.returns.intake.many import Reader, read_many
from khuyenhoc.returns.intake.pipeline import read_file
from khuyenhoc.sheets import sentences
from khuyenhoc.sheets.children import Guard
from tests.returns.intake.books import CLEAN, FORM, official


@pytest.fixture
def sources(tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    return [
        ("b.xlsx", official(CLEAN)),
        ("broken.xlsx", broken),
        ("gone.xlsx", tmp_path / "gone"),
        ("a.xlsx", official(CLEAN)),
    ]


@pytest.mark.parametrize("processes", [None, 0, 1])
def test_many_files_read_as_each_one_alone(processes, sources, index):
    readings = list(read_many(sources, Reader(FORM, index, "2023"), processes=processes))
    assert readings == [read_file(content, FORM, index, "2023", name) for name, content in sources]
    assert [r.outcome for r in readings] == ["read", "rejected", "rejected", "read"]


def test_file_that_takes_too_long_says_so_and_is_known_by_its_hash(sources, index):
    guard = Guard(seconds=0)
    (one,) = read_many(sources[:1], Reader(FORM, index, "2023"), processes=1, guard=guard)
    assert (one.outcome, one.reason) == ("rejected", sentences.STOPPED)
    assert (one.sha256, one.size) == (read_file(sources[0][1], FORM, index, "2023").sha256, len(sources[0][1]))
