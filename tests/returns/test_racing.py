"""Two administrators who apply at once, and a process killed in the middle of applying: nothing is ever half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.at_once import play


@pytest.mark.django_db
def test_at_once_and_killed_in_the_middle(tmp_path: Path) -> None:
    assert play("tests.returns.racing", tmp_path) == {
        "killed": ["killed"], "whole": True, "one plan": ["done", "refused"], "two plans": ["done", "refused"],
        "stale": ["refused"], "applied": 2, "roles": [["3001", "2024-12-01"], ["3001-2024", ""]],
    }  # fmt: skip
