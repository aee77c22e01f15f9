"""The command line before any command runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from khuyenhoc.cli.asking import collecting_unit
from khuyenhoc.cli.main import COULD_NOT, build_parser
from khuyenhoc.cli.running import CouldNot

HEAVY = ("django", "polars", "duckdb", "ibis", "pyarrow")


def test_help_brings_in_nothing_heavy() -> None:
    asked = "import sys; from khuyenhoc.cli.main import build_parser; print(build_parser().format_help(), sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert "lệnh" in out
    assert [name for name in HEAVY if f"'{name}'" in out] == []


@pytest.mark.parametrize(("written", "period"), [("2023", "2023"), ("2023-6t", "2023-6T"), ("2023-q1", "2023-Q1")])
def test_a_period_may_be_a_year_or_a_part_of_one(written: str, period: str) -> None:
    assert build_parser().parse_args(["report", "--period", written]).period == period


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("1999", "Chưa có đợt báo cáo nào của năm 1999."),
        ("1999-Q2", "Chưa có đợt báo cáo nào của quý II năm 1999."),
        ("NĂM 1999", "Không có kỳ “NĂM 1999”. Ghi 2023 (cả năm), 2023-6T (6 tháng đầu năm) hoặc 2023-Q1 (quý I)."),
    ],
)
def test_a_period_without_a_collection_is_said_by_its_name(period: str, said: str) -> None:
    with pytest.raises(CouldNot) as refused:
        collecting_unit(period)
    assert str(refused.value) == said


def test_a_command_that_there_is_not_is_refused_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        build_parser().parse_args(["gì-đó"])
    assert refused.value.code == COULD_NOT
    assert "lệnh viết chưa đúng" in capsys.readouterr().err
