"""Questions from the command line: on which map, and what is said of a day that is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.cli.main import COULD_NOT, DONE, main
from khuyenhoc.returns.earlier.acts import load
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


def test_a_day_before_there_was_any_map_is_said(collection, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["figures"], ["oddities"], ["explain", "MH03"], ["targets"]):
        assert main([*command, "--unit", "30", "--period", "2023", "--as-of", "1900-01-01"]) == COULD_NOT
        assert (
            "Chưa có bản đồ đơn vị của ngày 01/01/1900. Bản đồ đầu tiên là của ngày 01/01/2023."
            in capsys.readouterr().err
        )


@pytest.mark.usefixtures("year")
def test_a_share_is_unfolded_into_its_figures_down_to_the_cells(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "explain", "MH04", "--unit", "300", "--period", "2023")
    assert (found["value"], found["unit_of_measure"], found["formula"]) == ("14,69", "%", "MH03 / MH01 * 100")
    assert {code: tree["value"] for code, tree in found["figures"].items()} == {"MH03": 1234, "MH01": 8400}
    assert main(["explain", "MH04", "--unit", "300", "--period", "2023"]) == DONE
    said = capsys.readouterr().out
    assert "Huyện Thanh Miện: 14,69 % = MH03 / MH01 * 100" in said
    assert "MH01:\n  Huyện Thanh Miện: 8.400\n" in said
    assert main(["explain", "MH04", "--unit", "288", "--period", "2023"]) == DONE
    assert "Thành phố Hải Dương: không tính được = MH03" in capsys.readouterr().out


@pytest.fixture
def years(year: None, redrawn: str, office: User) -> str:
    rows = b"period,unit,indicator,value\n2022,11239,MH03,900\n2025,11254,MH03,9\n"
    load(by=office, data=rows, name="cac-nam.csv")
    return redrawn


def asked(capsys: pytest.CaptureFixture[str], *command: str) -> dict[str, Any]:
    assert main([*command, "--json", "-"]) == DONE
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_why_adds_up_and_compare_marks_where_the_map_was_redrawn(
    years: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(capsys, "why", "MH03", "--unit", "300", "--from", "2022", "--to", "2023")
    assert (found["from"]["value"], found["to"]["value"], found["change"]) == (900, 1234, 334)
    assert sum(part["change"] for part in found["contributions"]) == 334
    assert found["contributions"][0]["cause"] == "new_report"
    over = asked(capsys, "compare", "MH03", "--unit", "30", "--as-of", "2025-07-01")
    assert [(y["period"], y["value"], y["border"]) for y in over["years"]] == [
        ("2022", 900, 0), ("2023", 1234, 0), ("2025", 9, 0),
    ]  # fmt: skip
    assert [mark["on"] for mark in over["redrawn"]] == ["2025-07-01"]
    picture = tmp_path / "hinh.svg"
    assert main(["compare", "MH03", "--unit", "30", "--to", "2023", "--svg", str(picture)]) == DONE
    assert "năm 2023" in capsys.readouterr().out
    assert picture.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["why", "MH03", "--unit", "300", "--from", "2022", "--to", "2025"], "không có trên bản đồ năm 2025"),
        (["why", "MH03", "--unit", "30", "--from", "2021", "--to", "2023"], "Chưa có đợt báo cáo nào của năm 2021."),
        (
            ["why", "HV01", "--unit", "30", "--from", "2022", "--to", "2023"],
            "Không tính được: năm 2022 chưa có số liệu",
        ),
        (["why", "MH99", "--unit", "30", "--from", "2022", "--to", "2023"], "Không có 'MH99'"),
        (["compare", "MH03", "--unit", "30", "--from", "2023", "--to", "2023"], "ít nhất hai kỳ cùng loại"),
        (["compare", "MH03", "--unit", "30", "--from", "1999"], "Chưa có đợt báo cáo nào của năm 1999."),
        (["compare", "MH03", "--unit", "999", "--as-of", "2025-07-01"], "Không có '999'"),
    ],
)
def test_what_cannot_be_compared(years: str, command: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == COULD_NOT
    assert said in capsys.readouterr().err
