"""Mistakes of first files: each is found by the check that it names, or by nobody but the officer."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.faults import FaultSpec, spoil
from khuyenhoc.demo.figures import Figure
from khuyenhoc.demo.findings import marks_on
from khuyenhoc.demo.workbooks.sending import read_sending
from khuyenhoc.returns.values import Stated

FAULTS = read_sending().faults


@pytest.mark.parametrize("spec", FAULTS, ids=[f"{s.check}-{s.indicator}" for s in FAULTS])
def test_its_check_marks_its_cell_in_every_commune(
    spec: FaultSpec, figures: Mapping[str, Mapping[str, Figure]], form: FormSpec
) -> None:
    for unit, row in figures.items():
        before = {(m.code, m.indicator) for m in marks_on(form, row)}
        after = {(m.code, m.indicator) for m in marks_on(form, spoil(row, spec, Random(unit)))}
        assert after - before >= ({(spec.check, spec.indicator)} if spec.check else set()) - before
        assert spec.check is not None or after == before


@pytest.mark.parametrize("spec", FAULTS, ids=[f"{s.check}-{s.indicator}" for s in FAULTS])
def test_a_fault_changes_a_copy(spec: FaultSpec, figures: Mapping[str, Mapping[str, Figure]]) -> None:
    row = next(iter(figures.values()))
    kept = dict(row)
    assert spoil(row, spec, Random(1)) != kept
    assert row == kept


def test_a_blank_and_a_text_are_written_as_they_are() -> None:
    row: dict[str, int | Stated | str] = {"A": 1, "B": 2}
    assert spoil(row, FaultSpec(indicator="A", sentence="", blank=("A",)), Random(1)) == {"A": Stated.BLANK, "B": 2}
    assert spoil(row, FaultSpec(indicator="A", sentence="", set="A", text="x"), Random(1)) == {"A": "x", "B": 2}
    assert spoil(row, FaultSpec(indicator="A", sentence="", swap=("A", "B")), Random(1)) == {"A": 2, "B": 1}


def test_a_fault_over_a_cell_without_a_number_is_refused() -> None:
    spec = FaultSpec(indicator="A", sentence="", set="A", of="B", add=(1, 2))
    with pytest.raises(TypeError, match="B states no number"):
        spoil({"A": 1, "B": Stated.NONE}, spec, Random(1))


def test_a_fault_that_changes_nothing_or_in_two_ways_is_refused() -> None:
    with pytest.raises(ValueError, match="exactly one way"):
        FaultSpec(indicator="A", sentence="")
    with pytest.raises(ValueError, match="exactly one way"):
        FaultSpec(indicator="A", sentence="", blank=("A",), swap=("A", "B"))
