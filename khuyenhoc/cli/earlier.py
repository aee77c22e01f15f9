"""What `history load` and `units facts` share: a table is loaded as a whole, or said line by line why not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import day_or_none, office, read_file
from khuyenhoc.cli.main import COULD_NOT, DONE, FINDINGS
from khuyenhoc.cli.running import CouldNot, write_json


def load_table(given: argparse.Namespace, kind: str) -> int:
    """0 where all of it is loaded, 1 where something was left out, 2 where nothing was loaded."""
    from khuyenhoc.returns.earlier.acts import Faults, load
    from khuyenhoc.returns.earlier.queries import look_at

    path, by = Path(given.file), office(given.by)
    asked: dict[str, Any] = {
        "data": read_file(path),
        "name": path.name,
        "source": given.source or "",
        "since": day_or_none(getattr(given, "since", None)),
    }
    preview = look_at(**asked)
    if preview.kind != kind:
        raise CouldNot(f"Tệp “{path.name}” là bảng {preview.kind.label}, không dùng với lệnh này. Chưa nạp gì.")
    number = None
    if preview.judged.added and not preview.judged.faults and not given.dry_run:
        try:
            made, preview = load(by=by, **asked)
            number = made.pk
        except Faults as faults:  # somebody else was quicker between the look and the loading
            preview = faults.preview
    if not write_json(given.json, _as_json(preview, number)):
        _print(preview, number)
    if preview.judged.faults:
        return COULD_NOT
    return FINDINGS if preview.has_notes else DONE


def _as_json(preview: Any, number: int | None) -> dict[str, Any]:
    judged = preview.judged
    return {
        "kind": preview.kind.value,
        "load": number,
        "source": preview.source,
        "added": len(judged.added),
        "units": preview.units,
        "standing": judged.standing,
        "empty": judged.empty,
        "derived": judged.derived,
        "outshone": preview.outshone,
        "errors": [{"line": f.line, "message": f.message} for f in judged.faults],
    }


def _print(preview: Any, number: int | None) -> None:
    from khuyenhoc.vietnamese.numbers import format_count

    judged = preview.judged
    if judged.faults:
        for fault in judged.faults:
            print(f"Dòng {fault.line}: {fault.message}", file=sys.stderr)
        print(f"khuyenhoc: chưa nạp gì, tệp còn {format_count(len(judged.faults))} dòng phải sửa.", file=sys.stderr)
        return
    if judged.added:
        done = f"Đã nạp (lần nạp số {number})" if number else "Sẽ nạp"
        count, units = format_count(len(judged.added)), format_count(preview.units)
        print(f"{done}: {count} số của {units} đơn vị, nguồn: {preview.source}.")
    else:
        print("Không có gì mới để nạp.")
    notes = {
        "số đã có sẵn": judged.standing,
        "ô bỏ trống, không nạp": judged.empty,
        "tỷ lệ do chương trình tự tính, không nạp": judged.derived,
        "đơn vị đã có báo cáo được chấp nhận của kỳ đó; báo cáo ấy được dùng": preview.outshone,
    }
    for text, count in notes.items():
        if count:
            print(f"  {format_count(count)} {text}")
