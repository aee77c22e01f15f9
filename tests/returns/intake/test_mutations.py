"""Damaged files: whatever is changed in one, it is read or refused with a sentence; nothing breaks, nothing hangs.

`make fuzz` does the same with a hundred thousand of them, in children with a limit on memory.
"""

from __future__ import annotations

import pytest

from tests.returns.intake.damage import FILES, WAYS, Mutation, mutation
from tests.returns.intake.fuzz import Attempt, Trial

COUNT = 2000


@pytest.mark.parametrize("start", range(0, COUNT, 500))
def test_a_damaged_file_is_read_or_refused(start: int) -> None:
    attempts = [Attempt(mutation(number)) for number in range(start, start + 500)]
    assert {(a.mutation.kind, a.mutation.way) for a in attempts} == {(kind, way) for kind in FILES for way in WAYS}
    trial = Trial()
    faults = [(attempt.mutation, fault) for attempt in attempts if (fault := trial(attempt).fault)]
    assert faults == []


@pytest.mark.parametrize(
    "once",
    [
        Mutation("xlsb", "retold", 111_554),
        Mutation("xlsb", "damaged_inside", 113_369),
        Mutation("ods", "retold", 210_332),
    ],
)
def test_what_once_took_the_process_with_it_is_refused(once: Mutation) -> None:
    # Records of an .xlsb that are cut short (133 GB asked for), an .ods that is no XML (no end).
    assert Trial()(Attempt(once)) == Attempt(once, outcome="rejected")


def test_the_same_number_is_the_same_file() -> None:
    assert mutation(7).content() == mutation(7).content() != mutation(39).content()
