"""Facts that papers state and no return does: read from data files, each with status and source."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import convert

from khuyenhoc.catalogue.spec import Fact
from khuyenhoc.documents.wording import bare_name

DATA = Path(__file__).parent / "data"
Document = dict[str, Any]


class Conference(Fact, frozen=True, kw_only=True):
    """The conference that reviewed a year. `title` and `awards` are parts of sentences, `done` and `directions` whole ones."""

    unit: str
    period: str
    held_on: dt.date
    title: str
    category: str
    byline: str = ""
    venue: str | None = None
    photo_caption: str = ""
    cited: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()


class Office(Fact, frozen=True, kw_only=True):
    """How a unit's association signs its papers. `symbol` follows the number; `signature` stands where it is signed."""

    unit: str
    superior: str
    name: str
    symbol: str
    place: str
    authority: str
    signatory: str
    signature: str = ""
    signed_by: str = ""
    recipients: tuple[str, ...] = ()


def find_conference(unit: str, period: str) -> Conference | None:
    """The conference of a unit's year; None where the data file has none."""
    return next((c for c in _conferences() if (c.unit, c.period) == (unit, period)), None)


def office_of(unit: str, name: str) -> Office:
    """How a unit signs, by its code and its name on the map ("Tỉnh Hải Dương"); the default where the file names it not."""
    document = _offices()
    own = next((entry for entry in document["offices"] if entry["unit"] == unit), {"unit": unit})
    words = {"unit": name.upper(), "place": bare_name(name)}
    default = {
        key: value.format(**words) if isinstance(value, str) else value for key, value in document["default"].items()
    }
    return convert({**default, **own}, Office)


@cache
def _conferences() -> tuple[Conference, ...]:
    document = yaml.safe_load((DATA / "conferences.yaml").read_text(encoding="utf-8"))
    return tuple(convert(entry, Conference) for entry in document["conferences"])


@cache
def _offices() -> Document:
    document: Document = yaml.safe_load((DATA / "offices.yaml").read_text(encoding="utf-8"))
    return document
