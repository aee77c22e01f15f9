"""Two administrators who apply at once, and a process killed in the middle of applying: nothing is ever half done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.migrated import another


@pytest.mark.django_db
def test_at_once_and_killed_in_the_middle(tmp_path: Path) -> None:
    with another(tmp_path, connection.settings_dict) as where:
        ours = {name: value for name, value in os.environ.items() if name not in ("KHUYENHOC_HOME", "DATABASE_URL")}
        said = subprocess.run(
            [sys.executable, "-m", "tests.returns.racing"],
            env=ours | where,
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        ).stdout
    assert json.loads(said) == {
        "killed": ["killed"], "whole": True, "one plan": ["done", "refused"], "two plans": ["done", "refused"],
        "stale": ["refused"], "applied": 2, "roles": [["3001", "2024-12-01"], ["3001-2024", ""]],
    }  # fmt: skip
