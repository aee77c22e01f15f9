"""Questions from the command line: on which map, and what is said of a day that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from khuyenhoc.cli.main import COULD_NOT, DONE, main
from tests.merger import redrawn, year

__all__ = ["redrawn", "year"]
ON_DAY = ("--period", "2023", "--as-of", "01/07/2025")


@pytest.mark.usefixtures("year", "redrawn")
def test_papers_are_written_on_another_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, paper = tmp_path / "bai.html", tmp_path / "bao-cao.docx"
    assert main(["article", *ON_DAY, "--html", str(page)]) == DONE
    assert "xếp theo bản đồ đơn vị ngày 01/07/2025" in page.read_text(encoding="utf-8")
    assert main(["report", *ON_DAY, "--docx", str(paper)]) == DONE
    assert paper.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "command", [["figures", "--unit", "30"], ["report", "--unit", "30", "--docx", "x"], ["init", "--province", "30"]]
)
def test_what_is_no_day_is_said_alike(command: list[str], db: None, capsys: pytest.CaptureFixture[str]) -> None:
    period = [] if command[0] == "init" else ["--period", "2023"]
    assert main([*command, *period, "--as-of", "hôm qua"]) == COULD_NOT
    assert "“hôm qua” không phải là ngày. Viết theo năm-tháng-ngày" in capsys.readouterr().err
