from __future__ import annotations

import json

import pytest

from khuyenhoc.cli import registers
from khuyenhoc.cli.main import build_parser
from khuyenhoc.cli.running import CouldNot
from tests.registers import listed


def run(*arguments):
    return registers.execute(build_parser().parse_args(["registers", "count", *arguments]))


def test_counting(office, capsys):
    listed(office, "11242", 5, 3, 2)
    run("--unit", "300", "--year", "2023", "--json")
    none = {"total": 0, "registered": 0, "recognised": 0}
    others = dict.fromkeys(("clan", "community", "organisation", "citizen"), none)
    families = {"total": 5, "registered": 3, "recognised": 2}
    assert json.loads(capsys.readouterr().out) == {
        "unit": "300",
        "year": 2023,
        "models": {"family": families, **others},
    }
    run("--unit", "11242", "--year", "2023")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Xã Thanh Tùng, sổ mô hình học tập năm 2023:"
    assert " ".join(said[1].split()) == (
        "gia đình học tập 5 trong sổ, 3 đăng ký, 2 được công nhận, 40,00 % được công nhận"
    )
    with pytest.raises(CouldNot, match="Ghi cả đơn vị và năm"):
        run("--unit", "30")
    with pytest.raises(CouldNot, match="Không có '99'"):
        run("--unit", "99", "--year", "2023")


def test_units_below_are_put_on_the_list(office, collection, capsys):
    def put(*arguments):
        return registers.execute(build_parser().parse_args(["registers", "units", *arguments]))

    asked = ("--unit", "300", "--year", "2023")
    assert put(*asked, "--dry-run", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)["lists"]
    number = found["units"]
    assert (found["scope"], found["new"], found["step"]) == ("commune", number, None)
    assert put(*asked) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Huyện Thanh Miện, danh sách cộng đồng học tập năm 2023:",
        f"  đơn vị cấp xã: {number} trên bản đồ, đã đưa {number} vào danh sách",
    ]  # fmt: skip
    assert put(*asked) == 0
    assert "đã có đủ trong danh sách" in capsys.readouterr().out
    run(*asked, "--json")
    assert json.loads(capsys.readouterr().out)["models"]["community"]["total"] == 0
    with pytest.raises(CouldNot, match="không có đơn vị nào ngay bên dưới"):
        put("--unit", "11242", "--year", "2023")
    with pytest.raises(CouldNot, match="Ghi cả đơn vị và năm"):
        put("--unit", "300")
