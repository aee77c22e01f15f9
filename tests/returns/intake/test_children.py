"""Reading in children: in order, whatever dies or hangs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.children import Guard, in_children, start_server
from khuyenhoc.returns.intake.many import read_many
from khuyenhoc.returns.intake.pipeline import read_file
from tests.returns.intake.books import CLEAN, FORM, official
from tests.returns.intake.errands import work

ROOT = Path(__file__).resolve().parents[3]
PATIENT = Guard(seconds=60)


def lost(item: str) -> str:
    return f"lost {item}"


@pytest.mark.parametrize("ahead", [1, 8])
@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_items(processes, ahead):
    items = ["is slow", *map(str, range(100))]
    assert list(in_children(work, items, lost, processes, PATIENT, ahead)) == [f"done {i}" for i in items]


@pytest.mark.parametrize("ahead", [1, 3, 8])
def test_what_dies_fails_or_takes_too_much_memory_takes_nothing_with_it(ahead):
    items = ["1", "dies", "2", "fails", "3", "eats", "4", "dies", "dies", "5"]
    expected = [f"{'done' if i.isdigit() else 'lost'} {i}" for i in items]
    assert list(in_children(work, items, lost, 2, PATIENT, ahead)) == expected


@pytest.mark.parametrize("ahead", [1, 8])
def test_what_hangs_is_ended_and_the_rest_is_done(ahead):
    started = time.monotonic()
    results = list(in_children(work, ["1", "hangs", "2"], lost, 1, Guard(seconds=1), ahead))
    assert results == ["done 1", "lost hangs", "done 2"]
    assert time.monotonic() - started < 30


def test_no_items_need_no_children():
    assert list(in_children(work, [], lost, 2, PATIENT)) == []


def test_nothing_is_brought_in_from_the_folder_that_one_stands_in(tmp_path):
    (tmp_path / "yaml.py").write_text("raise SystemExit('sent by somebody')")
    asked = "from khuyenhoc.returns.intake.children import *; print(*in_children(str.upper, ['a'], str, 1, Guard()))"
    around = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, env=around, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("A\n", "")


def test_threads_that_ask_at_once_leave_the_environment_as_it_was():
    before, faults = dict(os.environ), []

    def ask(_number):
        for _ in range(100):
            try:
                start_server()
            except KeyError as fault:
                faults.append(fault)

    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(ask, range(4)))
    finally:
        sys.setswitchinterval(often)
    assert (faults, dict(os.environ)) == ([], before)


def test_children_end_with_whoever_stops_asking():
    results = in_children(work, map(str, range(50)), lost, 2, PATIENT)
    assert next(results) == "done 0"
    results.close()
    assert next(results, None) is None


# Files


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
    readings = list(read_many(sources, form=FORM, units=index, period="2023", processes=processes))
    assert readings == [read_file(content, FORM, index, "2023", name) for name, content in sources]
    assert [r.outcome for r in readings] == ["read", "rejected", "rejected", "read"]


def test_file_that_takes_too_long_says_so_and_is_known_by_its_hash(sources, index):
    guard = Guard(seconds=0)
    (one,) = read_many(sources[:1], form=FORM, units=index, period="2023", processes=1, guard=guard)
    assert (one.outcome, one.reason) == ("rejected", sentences.STOPPED)
    assert (one.sha256, one.size) == (read_file(sources[0][1], FORM, index, "2023").sha256, len(sources[0][1]))
