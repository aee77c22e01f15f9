"""`registers load`: whole or not at all, said row by row."""

from __future__ import annotations

import json

import pytest

from khuyenhoc.cli import registers
from khuyenhoc.cli.main import COULD_NOT, DONE, FINDINGS, build_parser
from khuyenhoc.cli.running import CouldNot
from khuyenhoc.recognition.models import Standing
from tests.recognition.incoming.books import book, read_in_this_process  # noqa: F401  # a fixture

pytestmark = pytest.mark.usefixtures("read_in_this_process")
ROWS = [[1, "Nguyễn Văn Hùng", "Đông", "ngõ 1", "x", "Đạt", ""], [2, "Vũ Thị Lụa", "Đông", "", "x", "", ""]]


@pytest.fixture
def load(collection, tmp_path):
    def run(rows, *arguments, model="family"):
        path = tmp_path / "ds.xlsx"
        path.write_bytes(book(rows))
        given = ["registers", "load", str(path), "--unit", "11242", "--model", model, "--year", "2023", *arguments]
        return registers.execute(build_parser().parse_args(given))

    return run


def test_loaded_as_a_whole_or_not_at_all(load, capsys):
    assert load(ROWS) == COULD_NOT
    assert "DS!G4: Ghi đạt mà không có số quyết định." in capsys.readouterr().out
    decided = ("--decision", "12/QĐ-HKH", "--decided", "2023-12-05")
    assert load(ROWS, *decided, "--dry-run") == DONE
    assert (Standing.objects.count(), "Chưa nạp gì." in capsys.readouterr().out) == (0, True)
    assert load(ROWS, *decided, "--json", "-") == DONE
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["new"], found["villages"]) == (2, 2, [["thôn", "Đông"]])
    assert found["step"] == Standing.objects.values_list("step", flat=True).first()
    assert load([[3, "VU THI LUA", "Đông", "", "", "", ""]]) == FINDINGS
    assert "có thể trùng: VU THI LUA, Đông / Vũ Thị Lụa" in capsys.readouterr().out


def test_villages_that_are_not_there_are_added_where_it_is_asked(load, capsys):
    assert load([[1, "Lê Văn Một", "Đông", "", "x", "", ""]]) == DONE
    other = [[2, "Lê Văn Hai", "Thôn Tây", "", "x", "", ""]]
    assert load(other) == COULD_NOT
    assert "DS!C4: “Thôn Tây” chưa có trong danh mục thôn." in capsys.readouterr().out
    assert load(other, "--add-villages", "--dry-run") == COULD_NOT
    assert load(other, "--add-villages") == DONE
    assert Standing.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["registers", "load"], "Ghi tệp, đơn vị và mô hình"),
        (["registers", "load", "x.xlsx", "--unit", "0", "--model", "family"], "Không có đơn vị"),
        (["registers", "load", "/nowhere.xlsx", "--unit", "11242", "--model", "family"], "Không có tệp"),
    ],
)
def test_what_cannot_be_loaded(collection, given, said):
    with pytest.raises(CouldNot, match=said):
        registers.execute(build_parser().parse_args(given))


def test_a_list_of_nothing(load):
    with pytest.raises(CouldNot, match="Không thấy cột tên"):
        load([])


def test_names_that_are_over_are_listed_before(collection, capsys):
    for given, said in ((["--dry-run"], "sẽ xóa tên của 0 mục"), ([], "đã xóa tên của 0 mục")):
        assert registers.execute(build_parser().parse_args(["registers", "erase", *given])) == DONE
        assert said in capsys.readouterr().out
