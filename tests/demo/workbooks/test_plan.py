"""Who sends what and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from msgspec import structs

from khuyenhoc.demo.workbooks.plan import plan
from khuyenhoc.demo.workbooks.sending import read_sending
from khuyenhoc.units.spec import UnitName


def test_the_same_seed_gives_the_same_plan(units: Sequence[UnitName]) -> None:
    sending = read_sending()
    assert plan(sending, units, 7) == plan(sending, units, 7)
    assert plan(sending, units, 7) != plan(sending, units, 8)


@pytest.mark.parametrize("seed", range(5))
def test_any_seed_gives_as_many_files_as_the_data_says(seed: int, units: Sequence[UnitName]) -> None:
    planned = plan(read_sending(), units, seed)
    assert len({p.path for p in planned}) == len(planned) == 235
    assert len({unit for p in planned for unit in p.units}) == 235
    assert Counter(p.fate for p in planned)["late"] == 11


def test_days_lie_in_the_round_that_the_data_gives(units: Sequence[UnitName]) -> None:
    sending = read_sending()
    for planned in plan(sending, units, 2023):
        first, last = sending.dates[planned.round]
        assert first <= planned.on <= last


def test_all_kinds_of_mistakes_are_made(units: Sequence[UnitName]) -> None:
    sending = read_sending()
    made = [p.fault for p in plan(sending, units, 2023) if p.fate == "faulty"]
    assert all(fault in made for fault in sending.faults)


@pytest.mark.parametrize("files", [100, 500])
def test_a_number_of_files_that_does_not_fit_is_refused(files: int, units: Sequence[UnitName]) -> None:
    with pytest.raises(ValueError, match=f"{files} files do not fit"):
        plan(structs.replace(read_sending(), files=files), units, 2023)
