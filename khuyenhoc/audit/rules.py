"""How an event's hash is made, and what a whole chain is. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

GENESIS = "0" * 64


class Entry(Struct, frozen=True):
    """An event's contents, without its place in the chain. `before` and `after` are JSON values."""

    at: dt.datetime
    by: str
    unit: str
    act: str
    subject_type: str
    subject_id: str
    before: Any = None
    after: Any = None


class Link(Struct, frozen=True):
    sequence: int
    entry: Entry
    previous: str
    hash: str


class Break(Struct, frozen=True):
    """The first link that does not hold: its number and why."""

    sequence: int
    reason: str


def digest(sequence: int, entry: Entry, previous: str) -> str:
    """SHA-256 over the canonical JSON of the event and the hash before it; times in UTC to the microsecond."""
    fields = asdict(entry) | {"at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds")}
    text = json.dumps([sequence, fields, previous], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_break(links: Iterable[Link]) -> Break | None:
    """The first broken link of a chain that begins at 1, None where all hold."""
    expected, previous = 1, GENESIS
    for link in links:
        if link.sequence != expected:
            return Break(expected, f"thiếu sự kiện số {expected}")
        if link.previous != previous:
            return Break(link.sequence, "không nối với sự kiện ngay trước")
        if digest(link.sequence, link.entry, link.previous) != link.hash:
            return Break(link.sequence, "nội dung đã bị sửa sau khi ghi")
        expected, previous = expected + 1, link.hash
    return None
