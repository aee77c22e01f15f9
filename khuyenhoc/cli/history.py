"""`khuyenhoc history load FILE`, `khuyenhoc history undo NUMBER`."""

from __future__ import annotations

import argparse

from khuyenhoc.cli.asking import numbered, office
from khuyenhoc.cli.earlier import load_table
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot


def execute(given: argparse.Namespace) -> int:
    """Loads accepted figures of earlier periods, or takes a loading back."""
    if given.action == "load":
        return load_table(given, "figures")
    from khuyenhoc.returns.earlier.acts import withdraw
    from khuyenhoc.returns.earlier.models import HistoricLoad

    found = numbered(HistoricLoad.objects, given.file)
    if found is None:
        raise CouldNot(f"Không có lần nạp số “{given.file}”. Số của mỗi lần nạp được in ra khi nạp.")
    withdraw(by=office(given.by), load=found)
    print(f"Đã hoàn tác lần nạp số {found.pk} (tệp {found.name}).")
    return DONE
