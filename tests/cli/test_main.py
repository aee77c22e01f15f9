"""The command line before any command runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from khuyenhoc.cli.main import COULD_NOT, build_parser

HEAVY = ("django", "polars", "duckdb", "ibis", "pyarrow")


def test_help_brings_in_nothing_heavy() -> None:
    asked = "import sys; from khuyenhoc.cli.main import build_parser; print(build_parser().format_help(), sorted(sys.modules))"
    out = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert "lệnh" in out
    assert [name for name in HEAVY if f"'{name}'" in out] == []


def test_a_command_that_there_is_not_is_refused_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        build_parser().parse_args(["gì-đó"])
    assert refused.value.code == COULD_NOT
    assert "lệnh viết chưa đúng" in capsys.readouterr().err
