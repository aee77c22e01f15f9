"""Due dates as a feed for calendar programs (RFC 5545): whole days, with two alarms before each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

PRODUCT: Final = "-//Khuyen Hoc//Han nop bao cao//VI"
ALARMS: Final = (7, 1)
"""So many days before a due date a calendar program reminds its owner."""
_LONGEST: Final = 75
"""Bytes of a line, without its end."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """One due date. `key` never changes for the same thing, so that a moved date moves in the calendar too."""

    key: str
    on: dt.date
    title: str
    text: str = ""
    address: str = ""


def calendar(name: str, due: Sequence[DueDate], made_at: dt.datetime) -> bytes:
    """The feed, in UTF-8. `made_at` with its time zone."""
    stamp = f"{made_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
        *(line for one in due for line in _event(one, stamp)),
        "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(due: DueDate, stamp: str) -> Iterable[str]:
    yield from ("BEGIN:VEVENT", f"UID:{due.key}", f"DTSTAMP:{stamp}")
    yield f"DTSTART;VALUE=DATE:{due.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due.on + dt.timedelta(days=1):%Y%m%d}"
    yield from (f"SUMMARY:{escaped(due.title)}", "TRANSP:TRANSPARENT")
    if due.text:
        yield f"DESCRIPTION:{escaped(due.text)}"
    if due.address:
        yield f"URL:{due.address}"
    for days in ALARMS:
        alarm = ("ACTION:DISPLAY", f"DESCRIPTION:{escaped(due.title)}", f"TRIGGER:-P{days}D")
        yield from ("BEGIN:VALARM", *alarm, "END:VALARM")
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Text as a property's value: backslash, semicolon, comma and the end of a line are written out."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, written)
    return text


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, each after the first begun by a space; no character is cut in two."""
    pieces, size = [""], 0
    for character in line:
        length = len(character.encode())
        if size + length > _LONGEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += length
    return "\r\n".join(pieces)
