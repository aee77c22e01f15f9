"""Figures out to a file from the command line, by arguments or by the address of a page."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.audit.models import Event
from khuyenhoc.cli.main import COULD_NOT, DONE, main
from tests.merger import year

__all__ = ["year"]
ASKED = ("export", "--indicator", "MH03", "--indicator", "MH04", "--unit", "300")


@pytest.mark.usefixtures("year")
def test_to_a_file_to_the_screen_and_not_at_all(office: User, tmp_path: Path, capsys) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        return main(list(arguments)), capsys.readouterr().out

    path = tmp_path / "so-lieu.csv"
    code, said = run(*ASKED, "--below", "--columns", "danh-sach", "--out", str(path))
    assert (code, said) == (DONE, f"Đã ghi 36 dòng vào {path}.\n")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    (families,) = (r for r in rows if (r["Mã đơn vị"], r["Mã chỉ tiêu"]) == ("11239", "MH03"))
    assert (families["Số liệu"], families["Cấp"], families["Kỳ"]) == ("1000", "Xã", "Năm 2023")
    event = Event.objects.latest("sequence")
    assert (event.act, event.by, event.unit, event.after["rows"]) == ("export_figures", "van-phong", "300", 36)
    address = f"https://khuyenhoc.example/tra-cuu/?{event.after['view']}"
    code, said = run("export", "--view", address, "--json", "-")
    shown = json.loads(said)
    assert (code, len(shown["rows"]), shown["columns"][:2]) == (DONE, 36, ["Mã đơn vị", "Đơn vị"])
    for wrong in (
        ("--out", "so-lieu.docx"), (), ("--out", str(path), "--from", "1999"), ("--out", str(path), "--unit", "99999")
    ):  # fmt: skip
        assert run(*ASKED, *wrong)[0] == COULD_NOT
    assert run("export", "--unit", "30", "--out", str(path))[0] == COULD_NOT
