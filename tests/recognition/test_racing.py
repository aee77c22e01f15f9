"""Two officers who decide at once, and a process killed while three hundred are recognised: all of them or none.

A family that registers from two phones is on the list once.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.at_once import play


@pytest.mark.django_db
def test_at_once_and_killed_in_the_middle(tmp_path: Path) -> None:
    assert play("tests.recognition.racing", tmp_path) == {
        "killed": ["killed"], "whole": True, "one draft": ["done", "refused"], "two drafts": ["done", "refused"],
        "recognised": 320, "one family": ["done", "done"], "on the list": 1, "differing": [],
    }  # fmt: skip
