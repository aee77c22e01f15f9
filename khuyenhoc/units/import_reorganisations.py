"""Builds the map of early 2025 and the mapping sheets up to 2025-07-01 from the package vietnamadminunits, at build time.

python -m khuyenhoc.units.import_reorganisations, by a developer who has installed the package; never at run time. What the
sources do not agree on stands in `data/reorganisations/decisions.yaml`, and comes into `data/reorganisations/about.yaml`.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final

import yaml

from khuyenhoc.units.matching import spoken
from khuyenhoc.units.own_sheets import FOLDER
from khuyenhoc.units.spec import DATA, UnitName, read_units
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import fold

PROVINCE: Final = "30"
INTO: Final = "31"
TOP: Final = "thanhphohaiphong"
"""The code, and the package's key, of the province of which the ground is a part from 2025-07-01 on."""
FIRST, SECOND = dt.date(2024, 12, 1), dt.date(2025, 7, 1)
HEADING: Final = ["Mã cũ", "Đơn vị cũ", "Cấp trên cũ", "Đơn vị mới", "Mã mới", "Cấp trên mới", "Phạm vi"]
UNVERIFIED: Final = "unverified: chưa đối chiếu với nghị quyết"
Row = Mapping[str, Any]
Lines = list[list[str]]
Pair = tuple[str, str, str]


def main() -> None:
    """Writes two mapping sheets, the map between them, and what is known about the three."""
    package = Path(str(resources.files("vietnamadminunits") / "data"))
    decisions = yaml.safe_load((FOLDER / "decisions.yaml").read_text(encoding="utf-8"))
    legacy = _rows(package, "admin_units_legacy", PROVINCE)
    before = {u.code: u for u in read_units(PROVINCE, 2023).units}
    converter = json.loads((package / "converter_2025.json").read_text(encoding="utf-8"))
    sheets = {
        FIRST: _first_sheet(before, legacy, {d["code"]: d for d in decisions[FIRST]}),
        SECOND: _second_sheet(legacy, _rows(package, "admin_units", INTO), _pairs(converter, decisions[SECOND])),
    }
    for on, lines in sheets.items():
        _write_sheet(on, lines)
    source = f"gói vietnamadminunits {metadata.version('vietnamadminunits')} (MIT)"
    _write_map(legacy, source)
    files = ("dataset.db", "converter_2025.json")
    about = {
        "source": f"{source}; {read_units(PROVINCE, 2023).source}",
        "status": UNVERIFIED,
        "sha256": {name: hashlib.sha256((package / name).read_bytes()).hexdigest() for name in files},
        "sheets": [_about(on, decisions[on]) for on in sheets],
    }
    text = yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=120)
    (FOLDER / "about.yaml").write_text(text, encoding="utf-8")


def _about(on: dt.date, decisions: Sequence[Row]) -> dict[str, Any]:
    status = "unverified: sau 2023 và trước 2025, chưa rõ ngày" if on == FIRST else "verified"
    listed = [{"code": d["code"], "said": d["said"], "decided": d["decided"]} for d in decisions]
    return {"file": _file(on), "on": on, "on_status": status, "decision": "", "disagreements": listed}


def _file(on: dt.date) -> str:
    return f"{PROVINCE}-{on}.csv"


def _rows(package: Path, table: str, province: str) -> list[Row]:
    with sqlite3.connect(package / "dataset.db") as database:
        database.row_factory = sqlite3.Row
        found = database.execute(f"SELECT * FROM {table} WHERE provinceCode = ? ORDER BY wardCode", [province])  # noqa: S608
        return [dict(row) for row in found]


def _first_sheet(before: Mapping[str, UnitName], legacy: Sequence[Row], decided: Mapping[str, Row]) -> Lines:
    """Units whose code goes on are the same place; of those whose code is gone, the names that the package knows tell."""
    after = {row["wardCode"]: row for row in legacy}
    gone = [u for u in before.values() if u.level == "commune" and u.code not in after]
    into = {u.code: decided.get(u.code, {}).get("successor") or _successor(u, legacy) for u in gone}
    lines = []
    for code, row in after.items():
        olds = [before[code], *(u for u in gone if into[u.code] == code)]
        name = decided.get(code, {}).get("name")
        new = f"{before[code].kind} {name}" if name else _lower(row["ward"])
        if len(olds) == 1 and spoken(olds[0].full_name) == spoken(new):
            continue
        lines += [
            [old.code, old.full_name, before[old.parent or ""].full_name, new, code, "", "toàn bộ"] for old in olds
        ]
    return lines


def _successor(unit: UnitName, legacy: Iterable[Row]) -> str:
    """ValueError where the package's names do not tell exactly one."""
    key = fold(unit.full_name).replace(" ", "")
    found = [
        row["wardCode"] for row in legacy
        if row["districtCode"] == unit.parent and key in {row["wardKey"], *json.loads(row["wardAlias"] or "[]")}
    ]  # fmt: skip
    if len(found) != 1:
        raise ValueError(f"{unit.code} {unit.full_name}: {found}; it has to stand in decisions.yaml")
    return str(found[0])


def _pairs(converter: Row, decisions: Sequence[Row]) -> list[Pair]:
    """The package's table: the whole or a part of an old unit, by its key, goes into a new one."""
    whole: Mapping[str, list[str]] = converter["DICT_PROVINCE_WARD_NO_DIVIDED"][TOP]
    parts: Mapping[str, list[Row]] = converter["DICT_PROVINCE_WARD_DIVIDED"][TOP]
    pairs = [(key, to, "toàn bộ") for to, keys in whole.items() for key in keys]
    pairs += [(key, part["newWardKey"], "một phần") for key, several in parts.items() for part in several]
    wrong = {(d["key"], to) for d in decisions for to in d["not_into"]}
    return [pair for pair in pairs if pair[:2] not in wrong]


def _second_sheet(legacy: Sequence[Row], after: Sequence[Row], pairs: Sequence[Pair]) -> Lines:
    """Each new unit with ground from elsewhere has a line without an old one; the districts end."""
    old = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey']}": r for r in legacy}
    new = {r["wardKey"]: r for r in after}
    ours = {to for key, to, _extent in pairs if key in old}
    mixed = sorted({to for key, to, _extent in pairs if key not in old} & ours)
    lines = [["", "", "", _lower(after[0]["province"]), INTO, "", ""]]
    lines += [[PROVINCE, _lower(legacy[0]["province"]), "", _lower(after[0]["province"]), INTO, "", "toàn bộ"]]
    lines += [["", "", "", _lower(new[to]["ward"]), new[to]["wardCode"], INTO, ""] for to in mixed]
    for key, row in old.items():
        lines += [
            [row["wardCode"], _lower(row["ward"]), _lower(row["district"]), _lower(new[to]["ward"]), new[to]["wardCode"],
             INTO, extent]
            for k, to, extent in pairs if k == key
        ]  # fmt: skip
    districts = {row["districtCode"]: row for row in legacy}
    return lines + [[code, _lower(row["district"]), "", "giải thể", "", "", ""] for code, row in districts.items()]


def _write_map(legacy: Sequence[Row], source: str) -> None:
    """The map of early 2025 in the form of the other maps."""
    units = [_unit(PROVINCE, "province", legacy[0]["province"], None)]
    for code in sorted({row["districtCode"] for row in legacy}):
        own = [row for row in legacy if row["districtCode"] == code]
        units.append(_unit(code, "district", own[0]["district"], PROVINCE))
        units += [_unit(row["wardCode"], "commune", row["ward"], code) for row in own]
    document = {"source": source, "status": UNVERIFIED, "valid_from": "2025-01-01", "units": units}
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200)
    (DATA / "units-30-2025.yaml").write_text(text, encoding="utf-8")


def _unit(code: str, level: str, full_name: str, parent: str | None) -> dict[str, str | None]:
    kind, name = split_kind(full_name)
    return {"code": code, "level": level, "kind": kind, "name": name, "parent": parent}


def _write_sheet(on: dt.date, lines: Lines) -> None:
    with (FOLDER / _file(on)).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([HEADING, *lines])


def _lower(full_name: str) -> str:
    """ "Thị trấn Nam Sách" as "thị trấn Nam Sách"."""
    return full_name[:1].lower() + full_name[1:]


if __name__ == "__main__":
    main()
