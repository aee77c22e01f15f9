"""`khuyenhoc registers load FILE --unit U --model M`: a list is loaded as a whole, or said row by row why not."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import day_or_none, office, read_file, unit_named
from khuyenhoc.cli.main import COULD_NOT, DONE, FINDINGS
from khuyenhoc.cli.progress import progress
from khuyenhoc.cli.running import CouldNot, write_json

PRINTED = 50


def load(given: argparse.Namespace) -> int:
    """0 where all of it is loaded, 1 where rows may be double with others, 2 where nothing was loaded."""
    from django.db import transaction

    from khuyenhoc.audit import clock
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.recognition.incoming.loading import load_opened, look_at, send_list
    from khuyenhoc.recognition.incoming.villages import add_strange, full_names

    if not (given.file and given.unit and given.model):
        raise CouldNot(
            "Ghi tệp, đơn vị và mô hình, ví dụ: khuyenhoc registers load ds.xlsx --unit 11242 --model family."
        )
    unit, path, by = unit_named(given.unit), Path(given.file), office(given.by)
    file = send_list(
        by=by, unit=unit, model=LearningModel(given.model), year=given.year or clock.today().year, name=path.name,
        data=read_file(path), number=given.decision, decided_on=day_or_none(given.decided),
    )  # fmt: skip
    step = None
    with transaction.atomic():
        looked = look_at(file=file, told=progress("Đã xem", "dòng"))
        if given.add_villages and not given.dry_run and (strange := full_names(file)):
            add_strange(by=by, file=file, chosen=strange)
            looked = look_at(file=file)
        if looked and not file.report["faulty"] and not given.dry_run:
            listing, judged = looked
            step = load_opened(by=by, file=file, listing=listing, judged=judged)
    if looked is None:
        raise CouldNot(file.report["reason"])
    found = {"file": file.pk, "step": step and step.pk, "year": file.year, **file.report}
    if not write_json(given.json, found):
        _print(found)
    return COULD_NOT if file.report["faulty"] else FINDINGS if file.report["doubts"] else DONE


def _print(found: dict[str, Any]) -> None:
    print(f"{found['rows']} dòng: {found['new']} mới, {found['known']} đã có ({found['changed']} đổi tình trạng)")
    for kind, name in found["villages"]:
        print(f"  thêm {kind} {name}")
    for number, day, n in found["decisions"]:
        print(f"  quyết định {number} ({day}): {n} dòng")
    for fault in found["faults"][:PRINTED]:
        print(f"  {fault['at']}: {fault['text']}")
    if (rest := len(found["faults"]) - PRINTED) > 0:
        print(f"  … và {rest} chỗ nữa")
    for doubt in found["doubts"][:PRINTED]:
        print(f"  dòng {doubt['row']} có thể trùng: {doubt['text']} / {doubt['beside']}")
    print(
        "Chưa nạp gì." if found["step"] is None else f"Đã nạp, việc số {found['step']}; hoàn tác ở trang của danh sách."
    )
