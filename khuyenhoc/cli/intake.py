"""`khuyenhoc intake FOLDER --collection CODE`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import collection_named, office
from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.progress import progress
from khuyenhoc.cli.running import CouldNot, write_json


def execute(given: argparse.Namespace) -> int:
    """0 where everything was read without an error mark, 1 where something was not, 2 where nothing could be done."""
    from khuyenhoc.returns.receiving import NamedFile, receive, try_out
    from khuyenhoc.sheets.archives import is_left_behind

    collection, by = collection_named(given.collection), office(given.by)
    folder = Path(given.folder)
    if not folder.is_dir():
        raise CouldNot(f"Không có thư mục “{folder}”. Kiểm tra lại đường dẫn.")
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = [(name, path) for path in paths if not is_left_behind(name := path.relative_to(folder).as_posix())]
    if not files:
        raise CouldNot(f"Thư mục “{folder}” không có tệp nào.")
    if given.dry_run:
        named = [NamedFile(name, path.read_bytes()) for name, path in files]
        entries = try_out(by=by, collection=collection, files=named)
    else:
        contents = ((name, path.read_bytes()) for name, path in files)
        entries = receive(by=by, collection=collection, files=contents, progress=progress("Đã đọc", "tệp"))
    if not write_json(given.json, [_as_json(e) for e in entries]):
        _print(entries)
    clean = all(e.outcome == "read" and not any(m.level == "E" for m in e.problems) for e in entries)
    return DONE if clean else FINDINGS


def _as_json(entry: Any) -> dict[str, Any]:
    return {
        "file": entry.file,
        "unit": entry.unit,
        "outcome": entry.outcome,
        "reason": entry.reason,
        "cells": {code: _cell(c) for code, c in entry.cells.items() if c.stated in {"value", "none"}},
        "problems": [
            {"code": m.code, "level": m.level, "indicator": m.indicator, "at": m.at, "message": m.message}
            for m in entry.problems
        ],
    }


def _cell(cell: Any) -> dict[str, Any]:
    found = {"value": cell.counted, "at": cell.at}
    return found | {"none": True} if cell.stated == "none" else found


def _print(entries: list[Any]) -> None:
    from khuyenhoc.vietnamese.numbers import format_count

    words = {"read": "đã đọc", "needs_mapping": "cần chỉ giúp", "rejected": "chưa nhận"}
    for entry in entries:
        if entry.outcome != "read" or entry.reason or entry.problems:
            print(f"{entry.file} [{entry.unit or '?'}]: {words[entry.outcome]}. {entry.reason}".rstrip())
        for mark in entry.problems:
            print(f"    {'lỗi' if mark.level == 'E' else 'cảnh báo'} {mark.code} {mark.at}: {mark.message}")
    for outcome, word in words.items():
        print(f"{word}: {format_count(sum(e.outcome == outcome for e in entries))}")
