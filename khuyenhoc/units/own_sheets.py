"""The mapping sheets that we hold of a province: what is known of its reorganisations, with source and doubts."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass

import yaml

from khuyenhoc.units.spec import DATA

FOLDER = DATA / "reorganisations"


@dataclass(frozen=True)
class OwnSheet:
    """A sheet as a plan takes it: its `rows` with their heading, the day that it holds from, the decision ("" unknown)."""

    on: dt.date
    decision: str
    source: str
    rows: tuple[tuple[str, ...], ...]


def own_sheets(province: str, through: int) -> list[OwnSheet]:
    """Those of a province up to the end of a year, the earliest first; [] where we hold none."""
    about = yaml.safe_load((FOLDER / "about.yaml").read_text(encoding="utf-8"))
    source = f"{about['source']} ({about['status']})"
    sheets = [s for s in about["sheets"] if s["file"].startswith(f"{province}-") and s["on"].year <= through]
    return [OwnSheet(s["on"], s["decision"], source, _rows(s["file"])) for s in sorted(sheets, key=lambda s: s["on"])]


def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(map(tuple, csv.reader(file, delimiter=";")))
