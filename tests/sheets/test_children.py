"""Reading in children: in order, whatever dies or hangs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import active_children
from pathlib import Path

import pytest

from khuyenhoc.sheets.children import Guard, Workers, in_children, start_server
from tests.sheets.errands import work

ROOT = Path(__file__).resolve().parents[2]
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
    (tmp_path / "csv.py").write_text("raise SystemExit('sent by somebody')")
    asked = "from khuyenhoc.sheets.children import *; bring_in('khuyenhoc.sheets.warm')"
    asked += "; print(*in_children(str.upper, ['a'], str, 1, Guard()))"
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


def processes() -> int:
    return len(active_children())


def test_work_begins_before_all_is_given_and_more_children_come_with_more_items():
    before = processes()
    with Workers(work, lost, PATIENT, processes=2, ahead=4, few=3) as workers:
        begun = []
        for item in ("1", "2", "3", "4", "5"):
            workers.give(item)
            begun.append(processes() - before)
        assert begun == [1, 1, 1, 2, 2]
        for item in ("dies", "6"):  # after the counting, in which a child that is dead already would be missed
            workers.give(item)
        assert list(workers.results()) == ["done 1", "done 2", "done 3", "done 4", "done 5", "lost dies", "done 6"]
        workers.give("7")
        assert list(workers.results()) == ["done 7"], "each result once"
    assert processes() == before


def test_what_was_given_and_is_not_asked_for_goes_with_its_children():
    before = processes()
    with Workers(work, lost, PATIENT, processes=2) as workers:
        for item in ("hangs", "1", "hangs"):
            workers.give(item)
        assert processes() == before + 2
    assert processes() == before
