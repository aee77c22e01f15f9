"""`khuyenhoc criteria check`: its three exit codes, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khuyenhoc.catalogue.loaders import DATA
from khuyenhoc.cli.main import main


def test_what_is_shipped_passes_and_tells_its_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["criteria", "check", str(DATA / "criteria.yaml")]) == 0
    printed = capsys.readouterr().out
    assert "CDHT-2022: Chưa rõ điểm cao nhất của từng chỉ số.\n" in printed
    assert printed.endswith("9 bộ tiêu chí, 0 chỗ phải sửa.\n")


def test_findings_are_told_with_set_and_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (DATA / "criteria.yaml").read_text(encoding="utf-8")
    path = tmp_path / "bo.yaml"
    path.write_text(text.replace("ordinary: 80", "ordinary: 101"), encoding="utf-8")
    message = "Mức đạt ở vùng thông thường là 101 điểm, mà nhiều nhất chỉ được 100 điểm: không ai đạt được."
    assert main(["criteria", "check", str(path), "--json", "-"]) == 1
    shown = json.loads(capsys.readouterr().out)
    assert shown["findings"] == [{"set": "CDHT-2022", "field": "thresholds.ordinary", "message": message}]
    assert set(shown["gaps"]) == set(shown["sets"])
    assert main(["criteria", "check", str(path)]) == 1
    assert f"Sai: CDHT-2022, thresholds.ordinary: {message}\n" in capsys.readouterr().out


def test_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bo.yaml"
    path.write_text("criteria_sets: [", encoding="utf-8")
    assert main(["criteria", "check", str(path)]) == 2
    assert "viết chưa đúng dạng YAML" in capsys.readouterr().err
    assert main(["criteria", "check", str(tmp_path / "khong-co.yaml")]) == 2
