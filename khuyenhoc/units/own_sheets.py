"""The mapping sheets that we hold of a province: what is known of its reorganisations, with source and doubts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress

import yaml

from khuyenhoc.units.country import RECENT, way
from khuyenhoc.units.spec import DATA, OwnSheet

FOLDER = DATA / "reorganisations"


def own_sheets(province: str, through: int) -> list[OwnSheet]:
    """Those of a province up to the end of a year, the earliest first; [] where we hold none."""
    held = [sheet for sheet in _earlier(province) if sheet.on.year <= through]
    with suppress(FileNotFoundError):
        held += [way((province,))] if RECENT.year <= through else []
    return held


def _earlier(province: str) -> Iterator[OwnSheet]:
    """Those before the whole country was redrawn."""
    about = yaml.safe_load((FOLDER / "about.yaml").read_text(encoding="utf-8"))
    source = f"{about['source']} ({about['status']})"
    for sheet in sorted(about["sheets"], key=lambda s: s["on"]):
        if sheet["file"].startswith(f"{province}-"):
            yield OwnSheet(sheet["on"], sheet["decision"], source, _rows(sheet["file"]))


def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(map(tuple, csv.reader(file, delimiter=";")))
