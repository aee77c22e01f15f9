"""Builds the mapping sheet of Hải Dương from its map of 2023 to that of early 2025, from the package vietnamadminunits.

python -m khuyenhoc.units.importing.reorganisations, by a developer who has installed the package. What the sources do not
agree on stands in `data/reorganisations/decisions.yaml`, and comes into `data/reorganisations/about.yaml`.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import yaml

from khuyenhoc.units.country import SHEET
from khuyenhoc.units.importing.sources import FILES, Row, checksums, folder, lowered, named, table
from khuyenhoc.units.matching import spoken
from khuyenhoc.units.own_sheets import FOLDER
from khuyenhoc.units.spec import UnitName, read_units
from khuyenhoc.vietnamese.text import fold

PROVINCE: Final = "30"
ON: Final = dt.date(2024, 12, 1)
Lines = list[list[str]]


def main() -> None:
    """Writes the sheet, and what is known about it."""
    decisions = yaml.safe_load((FOLDER / "decisions.yaml").read_text(encoding="utf-8"))[ON]
    early = [row for row in table("admin_units_legacy") if row["provinceCode"] == PROVINCE]
    file = read_units(PROVINCE, 2023)
    lines = _sheet({u.code: u for u in file.units}, early, {d["code"]: d for d in decisions})
    name = f"{PROVINCE}-{ON}.csv"
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";", lineterminator="\n").writerows([SHEET, *lines])
    listed = [{"code": d["code"], "said": d["said"], "decided": d["decided"]} for d in decisions]
    status = "unverified: sau 2023 và trước 2025, chưa rõ ngày"
    about = {
        "source": f"{named('vietnamadminunits')}; {file.source}",
        "status": "unverified: chưa đối chiếu với nghị quyết",
        "sha256": checksums(folder("vietnamadminunits"), FILES),
        "sheets": [{"file": name, "on": ON, "on_status": status, "decision": "", "disagreements": listed}],
    }
    text = yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=120)
    (FOLDER / "about.yaml").write_text(text, encoding="utf-8")


def _sheet(before: Mapping[str, UnitName], early: Sequence[Row], decided: Mapping[str, Row]) -> Lines:
    """Units whose code goes on are the same place; of those whose code is gone, the names that the package knows tell."""
    after = {row["wardCode"]: row for row in early}
    gone = [u for u in before.values() if u.level == "commune" and u.code not in after]
    into = {u.code: decided.get(u.code, {}).get("successor") or _successor(u, early) for u in gone}
    lines = []
    for code, row in after.items():
        olds = [before[code], *(u for u in gone if into[u.code] == code)]
        name = decided.get(code, {}).get("name")
        new = f"{before[code].kind} {name}" if name else lowered(row["ward"])
        if len(olds) == 1 and spoken(olds[0].full_name) == spoken(new):
            continue
        lines += [
            [old.code, old.full_name, before[old.parent or ""].full_name, new, code, "", "toàn bộ"] for old in olds
        ]
    return lines


def _successor(unit: UnitName, early: Iterable[Row]) -> str:
    """ValueError where the package's names do not tell exactly one."""
    key = fold(unit.full_name).replace(" ", "")
    found = [
        row["wardCode"] for row in early
        if row["districtCode"] == unit.parent and key in {row["wardKey"], *json.loads(row["wardAlias"] or "[]")}
    ]  # fmt: skip
    if len(found) != 1:
        raise ValueError(f"{unit.code} {unit.full_name}: {found}; it has to stand in decisions.yaml")
    return str(found[0])


if __name__ == "__main__":
    main()
