"""`khuyenhoc citations FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.running import CouldNot, write_json

WORDS = {"ok": "đúng", "misprint": "in nhầm", "unknown": "chưa có trong danh mục"}


def execute(given: argparse.Namespace) -> int:
    """0 where every citation is in order, 1 where one is misprinted or unknown. Needs no database."""
    from khuyenhoc.catalogue.citations import compare, find
    from khuyenhoc.catalogue.loaders import read_catalogue

    try:
        text = Path(given.file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CouldNot(f"“{given.file}” không phải tệp văn bản UTF-8. Lưu lại dạng văn bản thuần (UTF-8).") from error
    compared = compare(find(text), read_catalogue().instruments)
    found = [_as_json(c) for c in compared]
    if not write_json(given.json, found):
        for c in found:
            hint = f", đúng là {c['correct']}" if c["correct"] else ""
            print(f"{c['at']:6} {c['as_published']}: {WORDS[c['status']]}{hint}")
        print(f"{len(found)} văn bản được dẫn")
    return FINDINGS if any(c["status"] != "ok" for c in found) else DONE


def _as_json(verdict: Any) -> dict[str, Any]:
    found = verdict.citation
    return {
        "as_published": found.as_published,
        "at": found.at,
        "status": str(verdict.status),
        "correct": verdict.correct,
    }
