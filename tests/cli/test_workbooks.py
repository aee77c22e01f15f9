"""`khuyenhoc workbooks`: one file a unit, in folders or in a ZIP, or a sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.cli.main import DONE, build_parser
from khuyenhoc.cli.running import CouldNot
from khuyenhoc.cli.workbooks import execute
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.receiving import NamedFile, try_out

TUNG = "Huyen Thanh Mien/Xa Thanh Tung - Huyen Thanh Mien - BC-NAM-2023.xlsx"


def run(*arguments: str) -> int:
    return execute(build_parser().parse_args(["workbooks", "--collection", "BC-NAM-2023", *arguments]))


def test_a_folder_gets_a_file_a_unit(collection: Collection, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert run("--out", str(tmp_path / "mẫu")) == DONE
    files = [path.relative_to(tmp_path / "mẫu").as_posix() for path in (tmp_path / "mẫu").rglob("*.xlsx")]
    assert (len(files), TUNG in files) == (235, True)
    assert "235 biểu mẫu" in capsys.readouterr().out


def test_a_zip_gets_all_of_them(collection: Collection, tmp_path: Path) -> None:
    target = tmp_path / "tat-ca.zip"
    assert run("--out", str(target)) == DONE
    with zipfile.ZipFile(target) as archive:
        assert len(archive.namelist()) == 235
    assert [path.name for path in tmp_path.iterdir()] == [target.name], "nothing half made is left"


def test_one_unit_alone(collection: Collection, office: User, tmp_path: Path) -> None:
    assert run("--out", str(tmp_path), "--unit", "11242") == DONE
    (path,) = tmp_path.rglob("*.xlsx")
    (entry,) = try_out(by=office, collection=collection, files=[NamedFile("x.xlsx", path.read_bytes())])
    assert (path.relative_to(tmp_path).as_posix(), entry.unit) == (TUNG, "11242")


@pytest.mark.parametrize("unit", ["30", "300", "99999"])
def test_a_unit_that_owes_nothing_is_said(collection: Collection, tmp_path: Path, unit: str) -> None:
    with pytest.raises(CouldNot, match=f"“{unit}” không phải nộp báo cáo"):
        run("--out", str(tmp_path), "--unit", unit)


def test_a_collection_that_is_not_there_is_said(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(CouldNot, match="Các đợt đang có: BC-NAM-2023"):
        execute(build_parser().parse_args(["workbooks", "--collection", "X", "--out", str(tmp_path)]))


def test_where_nothing_can_be_written_nothing_is_left(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run("--out", str(tmp_path / "không có" / "a.zip"))
    assert list(tmp_path.iterdir()) == []
