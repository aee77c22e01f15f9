"""What tests of commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.cli.main import main

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(office: User, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `units`: its exit code, and what it printed as JSON or as text, or what it said went wrong."""

    def run(*arguments: str) -> tuple[int, Any]:
        code = main(["units", *arguments])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if "--json" in arguments and printed.out else printed.out or printed.err

    return run
