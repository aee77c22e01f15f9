"""`python -m tests.returns.intake.fuzz [--count N] [--start N]`: damaged files in children with limits on memory and time.

Ends with 1 where one of them broke the reader, hung, or was read to something that is no reading; such files are kept in
build/fuzz/ under the number by which `mutation(number)` makes them again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from khuyenhoc.returns.intake.pipeline import read_file
from khuyenhoc.returns.intake.readings import FileReading
from khuyenhoc.returns.values import Stated
from khuyenhoc.sheets.children import Guard, in_children
from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.units.spec import read_units
from tests.returns.intake.books import FORM
from tests.returns.intake.damage import Mutation, mutation

LONGEST = 5.0
"""Seconds that reading one file may take."""
MEMORY = 1024**3
"""Bytes of address space for a child."""
KEPT = Path("build") / "fuzz"
OUTCOMES = {"read", "needs_mapping", "rejected"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A mutation and what became of it: the outcome and, where something is wrong with that, what."""

    mutation: Mutation
    outcome: str = ""
    fault: str = ""


class Trial:
    """Reads a mutation. It can be sent to a child, which reads the map of units once."""

    @cached_property
    def _units(self) -> UnitIndex:
        return UnitIndex(read_units("30", 2023).units)

    def __call__(self, attempt: Attempt) -> Attempt:
        content = attempt.mutation.content()
        started = time.perf_counter()
        try:
            reading = read_file(content, FORM, self._units, "2023", "bao cao.xlsx")
        except Exception as error:
            return replace(attempt, fault=f"{type(error).__name__}: {error}")
        return replace(attempt, outcome=reading.outcome, fault=_fault(reading, time.perf_counter() - started))


def _fault(reading: FileReading, took: float) -> str:
    if took > LONGEST:
        return f"took {took:.1f} s"
    if reading.outcome not in OUTCOMES or bool(reading.reason) is (reading.outcome == "read"):
        return f"outcome {reading.outcome!r} with the reason {reading.reason!r}"
    cells = [cell for one in reading.returns for cell in one.cells.values()]
    if any(set(one.cells) != set(FORM.by_code) for one in reading.returns):
        return "a return without all of its cells"
    if any((cell.value is None) is (cell.stated is Stated.VALUE) for cell in cells):
        return "a cell that states a value and has none, or the reverse"
    return ""


def lost(attempt: Attempt) -> Attempt:
    return replace(attempt, fault="the child died or hung")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.returns.intake.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--start", type=int, default=0, help="number of the first mutation")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args(arguments)
    attempts = (Attempt(mutation(number)) for number in range(given.start, given.start + given.count))
    guard = Guard(seconds=2 * LONGEST, memory=MEMORY)
    outcomes: Counter[str] = Counter()
    for attempt in in_children(Trial(), attempts, lost, given.processes, guard):
        outcomes[attempt.outcome if not attempt.fault else "fault"] += 1
        if attempt.fault:
            _keep(attempt)
        if outcomes.total() % 5000 == 0:
            print(f"{outcomes.total()}: {dict(outcomes)}", flush=True)
    print(f"{outcomes.total()} damaged files: {dict(outcomes)}")
    return 1 if outcomes["fault"] else 0


def _keep(attempt: Attempt) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / str(attempt.mutation.number)).write_bytes(attempt.mutation.content())
    print(f"{attempt.mutation}: {attempt.fault}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
