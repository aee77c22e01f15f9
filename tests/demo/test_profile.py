"""The demonstration's data files: complete, marked synthetic, refused where they say something unknown."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec import ValidationError, convert

from khuyenhoc.catalogue.formula import evaluate
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.profile import Line, read_profile, read_published, read_targets


def test_every_typed_indicator_has_a_line(form: FormSpec) -> None:
    lines = read_profile().lines
    drawn = {line.code for line in lines} | {part for line in lines for part in line.parts or {}}
    assert drawn == {indicator.code for indicator in form.typed}


def test_what_is_made_up_says_so_and_what_is_published_names_its_source() -> None:
    assert read_profile().status == "synthetic"
    assert read_published().status == "verified"
    assert "10/01/2024" in read_published().source


def test_the_eight_targets_are_synthetic_and_bound_to_the_province_and_the_year() -> None:
    targets = read_targets()
    assert len({target.code for target in targets}) == 8
    said = {(t.unit, t.period, t.synthetic, t.status, t.source) for t in targets}
    assert said == {("30", "2023", True, "synthetic", "số liệu mẫu, không phải chỉ tiêu của tỉnh")}


def test_six_targets_are_met_and_citizens_and_the_fund_are_not(totals: Mapping[str, int]) -> None:
    values = {**totals, "units": 235}
    missed = []
    for target in read_targets():
        actual = evaluate(target.measure or "", values)
        assert actual is not None
        assert target.value is not None
        if actual < target.value:
            missed.append(target.title)
    assert missed == ["Công dân học tập", "Bình quân quỹ khuyến học trên người dân"]


@pytest.mark.parametrize(
    "line",
    [
        {"code": "HV01"},
        {"code": "HV01", "of": "HV03"},
        {"code": "HV01", "of": "HV03", "share": [0.1, 0.2], "between": [1, 2]} | {"equals": True},
        {"code": "HV01", "between": [1, 2], "colour": "xanh"},
    ],
)
def test_a_line_that_says_nothing_or_too_much_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        convert(line, Line)
