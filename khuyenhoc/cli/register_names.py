"""`khuyenhoc registers erase`: names of entries that ended, and lists that were sent, long enough ago; listed before."""

from __future__ import annotations

import argparse

from khuyenhoc.cli.asking import office
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import write_json


def erase(given: argparse.Namespace) -> int:
    from khuyenhoc.audit import clock
    from khuyenhoc.recognition.privacy.retaining import erase_over, over

    found = over(clock.today()) if given.dry_run else erase_over(by=office(given.by).username)
    units = {unit: len(entries) for unit, entries in found.entries.items()}
    if not write_json(given.json, {"erased": not given.dry_run, "units": units, "lists": len(found.lists)}):
        done = "sẽ xóa" if given.dry_run else "đã xóa"
        print(f"{done} tên của {found.number} mục đã rời sổ, {len(found.lists)} tệp danh sách hết hạn lưu")
        for unit, number in units.items():
            print(f"  {unit}: {number} mục")
    return DONE
