"""`khuyenhoc figures verify`: says that the copies are right, or what was wrong and that it is made anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from khuyenhoc.cli.main import COULD_NOT, DONE, FINDINGS, main
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.rollups.kept.writing import keep


def test_copies_are_verified_and_a_damaged_one_is_said(
    collection: Collection, accept: Callable[..., Return], settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.KEPT = tmp_path
    accept("11239")
    assert main(["figures", "verify"]) == DONE
    assert "chưa có bản giữ sẵn" in capsys.readouterr().out
    copies = keep(collection=collection)
    accept("11242")
    assert main(["figures", "verify"]) == DONE
    assert "khớp hoàn toàn; 1 đơn vị đổi sau khi giữ" in capsys.readouterr().out
    next(tmp_path.rglob(f"{copies.totals}.parquet")).write_bytes(b"PAR1")
    assert main(["figures", "verify"]) == FINDINGS
    assert f"hỏng hoặc mất: {copies.totals}.parquet. Đã dựng lại từ các ô." in capsys.readouterr().out
    assert main(["figures", "verify", "--json", "-"]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert said["sound"]
    assert said["collections"][0] | {"cells": 0, "totals": 0} == {
        "collection": "BC-NAM-2023", "kept": True, "cells": 0, "totals": 0, "changed_units": 0, "damaged_files": [],
        "differing": [], "made_anew": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--unit", "30"], "Ghi cả đơn vị và kỳ"),
        (["--unit", "99", "--period", "2023"], "Không có '99' trong năm 2023"),
        (["--unit", "30", "--period", "1999"], "Chưa có đợt báo cáo nào của năm 1999"),
        (["--unit", "30", "--period", "NAY"], "Không có kỳ “NAY”"),
    ],
)
def test_what_is_not_there_is_said(collection: Collection, capsys, arguments: list[str], sentence: str) -> None:
    assert main(["figures", *arguments]) == COULD_NOT
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("java", "sentence"),
    [
        (None, "Chưa có Java 17 trở lên cho Spark. Trên Debian chạy “sudo apt-get install openjdk-17-jre-headless”"),
        ("11.0.2", "Chưa có Java 17 trở lên"),
        ("17.0.1", "Chưa có Spark. Trong thư mục chương trình chạy “requirements/venv spark”"),
    ],
)
def test_without_spark_or_java_it_is_said_how_to_have_them(
    db, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys, java: str | None, sentence: str
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    if java:
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "java").write_text(f"#!/bin/sh\necho 'openjdk version \"{java}\"' >&2\n")
        (tmp_path / "bin" / "java").chmod(0o755)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert main(["figures", "verify", "--spark"]) == COULD_NOT
    assert sentence in capsys.readouterr().err
