"""Writes `docs/licences.md`: every locked package, in which version, under which licence. Run by `make docs`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from itertools import groupby
from pathlib import Path

import yaml

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
TARGET = DOCS / "licences.md"
STATED = yaml.safe_load((DOCS / "licences.yaml").read_text(encoding="utf-8"))

INTRODUCTION = """# Giấy phép của các phần mềm được dùng

Do `make docs` viết từ các tệp khóa phiên bản (`requirements/*.txt`, `package-lock.json`) và từ thông tin của từng gói.
Các gói LGPL (`docxtpl`, `psycopg`) được dùng nguyên vẹn như thư viện; các gói GPL (`djlint`) và LGPL (`openbadgeslib`)
chỉ là công cụ kiểm tra khi phát triển, không đi theo sản phẩm.
"""

Row = tuple[str, str, str]


def locked(name: str) -> dict[str, str]:
    """The packages of `requirements/NAME.txt`, with their version (two where it depends on the Python)."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([\w.\-]+)(?:\[[^]]*])?==(\S+)", text, flags=re.MULTILINE):
        found.setdefault(package, []).append(version)
    return {package: ", ".join(versions) for package, versions in found.items()}


def locked_for_assets() -> list[Row]:
    """The packages of `package-lock.json`; those that only differ by machine stand in one row."""
    entries = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    rows = [(p.removeprefix("node_modules/"), e["version"], e["license"]) for p, e in entries.items() if p]
    return [_together(list(same)) for _, same in groupby(rows, key=_family)]


def _family(row: Row) -> tuple[str, str, str]:
    return (row[0].split("-")[0].split("/")[0] if row[0].startswith(("@esbuild", "@parcel")) else row[0], *row[1:])


def _together(rows: list[Row]) -> Row:
    return ", ".join(name for name, _, _ in rows), *rows[0][1:]


def licence(package: str) -> str:
    """What a package says of its licence. LookupError where neither it nor `licences.yaml` says anything."""
    if package in STATED:
        return str(STATED[package])
    said = metadata.metadata(package)
    classified = [c.split("::")[-1].strip() for c in said.get_all("Classifier") or [] if c.startswith("License ::")]
    one_line = said.get("License") if "\n" not in (said.get("License") or "\n") else None
    found = said.get("License-Expression") or one_line or ", ".join(classified)
    if not found:
        raise LookupError(f"{package}: giấy phép không rõ, ghi vào docs/licences.yaml")
    return found


def table(title: str, rows: Iterable[Row]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield "| Gói | Phiên bản | Giấy phép |"
    yield "| --- | --- | --- |"
    for name, version, terms in rows:
        yield f"| {name} | {version} | {terms} |"


def document() -> str:
    run, dev, node, spark = (locked(name) for name in ("run", "dev", "node", "spark"))
    only_dev = {name: version for name, version in dev.items() if name not in run}
    titles = (
        "Python, khi chạy",
        "Python, chỉ khi phát triển và kiểm thử",
        "Node, chỉ khi máy không có sẵn",
        "Spark, chỉ khi cộng trên cụm máy",
    )
    lines = [INTRODUCTION.rstrip("\n")]
    for title, packages in zip(titles, (run, only_dev, node, spark), strict=True):
        lines += table(title, [(name, version, licence(name)) for name, version in packages.items()])
    lines += table("Giao diện (npm), chỉ khi dựng; phông chữ và kiểu dáng đi theo sản phẩm", locked_for_assets())
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
