"""What the commands say of the year that has just been accepted and signed in the browser."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from khuyenhoc.cli.main import COULD_NOT, DONE, FINDINGS
from tests.serving import COMMAND, environment

OF_THE_YEAR = ("--unit", "30", "--period", "2023")
ARTICLE = Path(__file__).parents[1] / "data" / "mission-article.txt"


@pytest.fixture
def command(home: Path):
    """Runs a command as a process of its own: exit code, standard output, standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run([*COMMAND, *arguments], env=environment(home), capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def told(command):
    """The JSON that a command prints, with its exit code."""

    def run(*arguments: str) -> tuple[int, Any]:
        code, out, error = command(*arguments, "--json", "-")
        assert error == ""
        return code, json.loads(out)

    return run


def test_figures_are_those_that_were_published(told) -> None:
    code, found = told("figures", *OF_THE_YEAR)
    counted = {
        name: found["figures"][name] for name in ("MH03", "MH01", "MH13", "MH11", "MH23", "MH21", "MH33", "MH31")
    }
    assert code == DONE
    assert list(counted.values()) == [452_702, 515_481, 7_099, 8_366, 105_220, 107_315, 126_062, 126_065]
    assert (found["unit"], found["period"], found["shares"]["MH04"]) == ("30", "2023", "87,82")
    assert "100" not in found["shares"]["MH34"], "3 of them are missing"
    assert {(flag["indicator"], flag["code"]) for flag in found["flags"]} == {
        ("MH33", "K09"), ("MH21", "K10"), ("MH31", "S07"),
    }  # fmt: skip
    assert all(flag["message"] for flag in found["flags"])


def test_six_of_eight_targets_are_met(told) -> None:
    code, found = told("targets", *OF_THE_YEAR)
    assert (code, found["met"], found["of"], len(found["targets"])) == (DONE, 6, 8, 8)
    assert all(target["synthetic"] for target in found["targets"])


def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [leaf for unit in node["units"] for leaf in leaves(unit)] if "units" in node else [node]


def test_a_total_is_explained_down_to_its_cells(told) -> None:
    code, found = told("explain", "MH03", *OF_THE_YEAR)
    units = leaves(found)
    assert (code, found["value"], len(found["units"]), len(units)) == (DONE, 452_702, 12, 235)
    assert sum(unit["value"] for unit in units) == 452_702
    cells = [cell for unit in units for cell in unit["cells"]]
    assert all(cell["file"] and "!" in cell["at"] and cell["entered_by"] and cell["accepted_by"] for cell in cells)
    assert sum(cell["value"] for cell in cells) == 452_702


def test_papers_are_written(command, tmp_path: Path) -> None:
    docx, pdf, page = (tmp_path / name for name in ("bao-cao.docx", "bao-cao.pdf", "bai.html"))
    assert command("report", "--period", "2023", "--docx", str(docx), "--pdf", str(pdf))[0] == DONE
    assert command("article", "--period", "2023", "--html", str(page))[0] == DONE
    assert (docx.read_bytes()[:2], pdf.read_bytes()[:4]) == (b"PK", b"%PDF")
    text = page.read_text(encoding="utf-8")
    assert all(figure in text for figure in ("452.702/515.481", "7.099/8.366", "105.220/107.315", "126.062/126.065"))


def test_the_one_misprint_of_the_published_article_is_found(told) -> None:
    code, found = told("citations", str(ARTICLE))
    wrong = [citation for citation in found if citation["status"] == "misprint"]
    assert (code, len(wrong)) == (FINDINGS, 1)
    assert ("667" in wrong[0]["as_published"], "677" in wrong[0]["correct"]) == (True, True)


def test_the_journal_holds(command) -> None:
    code, out, _ = command("audit", "verify")
    assert code == DONE
    assert "Nhật ký nguyên vẹn" in out


def test_a_folder_is_tried_out_whatever_lies_in_it(told, files: list[Path], tmp_path: Path) -> None:
    (tmp_path / "xã").mkdir()
    (tmp_path / "xã" / "số liệu.xlsx").write_bytes(files[1].read_bytes())
    (tmp_path / "ảnh.xlsx").write_bytes(b"\xff\xd8\xff\xe0 khong phai bang tinh")
    code, found = told("intake", str(tmp_path), "--collection", "BC-NAM-2023", "--dry-run")
    by_file = {entry["file"]: entry for entry in found}
    good, bad = by_file["xã/số liệu.xlsx"], by_file["ảnh.xlsx"]
    assert (code, good["outcome"], good["unit"], bad["outcome"], bad["unit"]) == (
        FINDINGS,
        "read",
        "11242",
        "rejected",
        None,
    )
    assert set(good["cells"]["MH03"]) == {"value", "at"}
    assert bad["reason"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("figures", "--unit", "30", "--period", "1999"), "Chưa có đợt báo cáo nào của năm 1999"),
        (("figures", "--unit", "99999", "--period", "2023"), "Kiểm tra lại mã"),
        (("explain", "XX99", *OF_THE_YEAR), "Kiểm tra lại mã"),
        (("intake", "khong-co", "--collection", "BC-NAM-2023"), "Không có thư mục"),
        (("intake", ".", "--collection", "BC-NAM-1999"), "Các đợt đang có: BC-NAM-2023"),
        (("report", "--period", "2023"), "Chọn ít nhất một loại tệp"),
        (("citations", "khong-co.txt"), "Không đọc hoặc ghi được"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_a_sentence(command, arguments: tuple[str, ...], says: str) -> None:
    code, out, error = command(*arguments)
    assert (code, out) == (COULD_NOT, "")
    assert says in error
    assert "Traceback" not in error
