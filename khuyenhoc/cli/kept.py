"""`khuyenhoc figures verify`: the kept copies beside a full scan of the cells."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.running import CouldNot, write_json


def verify(given: argparse.Namespace) -> int:
    """1 where a copy was damaged or said something else than the cells; it has been made anew by then."""
    found = _by_spark() if given.spark else _verified()
    if not write_json(
        given.json, {"sound": all(v.is_sound for v in found), "collections": [_as_json(v) for v in found]}
    ):
        for one in found:
            print(_line(one))
    return DONE if all(one.is_sound for one in found) else FINDINGS


def _verified(spark: Any = None) -> Any:
    from khuyenhoc.rollups.kept.verifying import verify

    return verify(spark)


def _by_spark() -> Any:
    from khuyenhoc.rollups.cluster import NoCluster, session

    try:
        with session() as spark:
            return _verified(spark)
    except NoCluster as error:
        raise CouldNot(str(error)) from error


def _as_json(one: Any) -> dict[str, Any]:
    return {
        "collection": one.collection,
        "kept": one.kept,
        "cells": one.cells,
        "totals": one.totals,
        "changed_units": one.changed,
        "damaged_files": list(one.damaged),
        "differing": [{"unit": unit, "indicator": indicator} for unit, indicator in one.differing],
        "made_anew": one.made_anew,
    }


def _line(one: Any) -> str:
    from khuyenhoc.vietnamese.numbers import format_count

    scanned = f"{one.collection}: {format_count(one.cells)} ô, {format_count(one.totals)} số tổng hợp"
    if not one.kept:
        return f"{scanned}: chưa có bản giữ sẵn, đọc thẳng từ các ô."
    if one.is_sound:
        return f"{scanned}: bản giữ sẵn khớp hoàn toàn; {one.changed} đơn vị đổi sau khi giữ, đã tính đủ."
    faults = [f"tệp hỏng hoặc mất: {name}" for name in one.damaged]
    if one.differing:
        unit, indicator = one.differing[0]
        faults.append(f"{len(one.differing)} số lệch, ví dụ {indicator} của {unit}")
    return f"{scanned}: {'; '.join(faults)}. Đã dựng lại từ các ô."
