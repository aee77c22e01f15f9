"""The commands that the README names are there."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests import beforehand
from tests.house.tree import ROOT


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize("document", ["README.md", "docs/quan-tri.md"])
def test_documents_name_only_commands_that_exist(document):
    named = set(re.findall(r"\bmake ([a-z]+)", (ROOT / document).read_text(encoding="utf-8")))
    assert named
    assert named - targets() == set()


def test_readme_names_the_two_commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_help_names_each_public_target():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    hidden = {"environment", "development", "debian"}
    assert set(re.findall(r"make ([a-z]+)", shown)) == targets() - hidden


@pytest.mark.parametrize(("serve", "flag"), [("no", True), ("yes", False)])
def test_demo_can_stop_before_serving(serve, flag):
    command = ["make", "-n", "demo", f"SERVE={serve}"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert ("--no-serve" in shown) is flag


def test_continuous_integration_runs_the_tests():
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert "exec make test" in text


@pytest.mark.parametrize(("codes", "whole"), [((0, 0), 0), ((0, 3), 3), ((3, 0), 3)])
def test_of_what_runs_side_by_side_all_is_told_and_one_failure_is_one_of_the_whole(codes, whole, capfd):
    parts = [
        (sys.executable, "-c", f"print('part {n} ends'); raise SystemExit({code})") for n, code in enumerate(codes)
    ]
    assert beforehand.main(parts) == whole
    assert sorted(capfd.readouterr().out.splitlines()) == ["part 0 ends", "part 1 ends"]
