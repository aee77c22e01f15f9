"""The line that says how far a command has got."""

from __future__ import annotations

import sys

import pytest

from khuyenhoc.cli.progress import progress


def test_it_is_written_over_and_ends_with_the_last(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert progress("Đã đọc", "tệp") is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    say = progress("Đã đọc", "tệp")
    assert say is not None
    say(999, 1000)
    say(1000, 1000)
    assert capsys.readouterr().err == "\rĐã đọc 999/1.000 tệp\rĐã đọc 1.000/1.000 tệp\n"
