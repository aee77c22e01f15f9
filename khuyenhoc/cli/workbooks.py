"""`khuyenhoc workbooks --collection CODE --out FOLDER|FILE.zip [--unit CODE]`."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import collection_named
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot

ZIP = ".zip"


def execute(given: argparse.Namespace) -> int:
    """Writes the workbook of each unit that owes a return; files of the same names are replaced."""
    from khuyenhoc.returns.workbook.queries import workbooks_of
    from khuyenhoc.vietnamese.numbers import format_count

    contents = workbooks_of(collection_named(given.collection), {given.unit} if given.unit else None)
    if not contents:
        raise CouldNot(f"Đơn vị “{given.unit}” không phải nộp báo cáo trong đợt {given.collection}. Kiểm tra lại mã.")
    target = Path(given.out)
    if target.suffix.lower() == ZIP:
        _as_archive(contents, target)
    else:
        _as_files(contents, target)
    print(f"Đã ghi {format_count(len(contents))} biểu mẫu vào {target}.")
    return DONE


def _as_archive(contents: Sequence[Any], target: Path) -> None:
    """Whole or not at all."""
    from khuyenhoc.returns.workbook.archive import write_archive

    descriptor, temporary = tempfile.mkstemp(dir=target.parent, suffix=ZIP)
    try:
        with os.fdopen(descriptor, "wb") as file:
            write_archive(contents, file)
        os.replace(temporary, target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _as_files(contents: Sequence[Any], folder: Path) -> None:
    from khuyenhoc.returns.workbook.archive import path_in_archive
    from khuyenhoc.returns.workbook.template import workbook

    for content in contents:
        path = folder / path_in_archive(content)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(workbook(content))
