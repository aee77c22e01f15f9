"""What a certificate states, as JSON that is short enough for its code. Pure."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from khuyenhoc.recognition.enums import LearningModel

CODE_LETTERS: Final = 16
CODE_FIRST: Final = re.compile(rb'\{"i":"([A-Z2-7]{16})"')
"""How every statement of ours begins."""
MOST_NAME: Final = (40, 120)
"""Letters and bytes of a name; forty letters with accents above and below fit."""
MOST_NUMBER: Final = (24, 36)
LEAST_NUMBER: Final = (12, 16)
"""Where name and number leave a unit less than `LEAST_UNIT` bytes."""
LEAST_UNIT: Final = 24
PLACES: Final = 2
"""A unit and the one above it: what tells namesakes of a province apart."""
MOST_BYTES: Final = 250
"""Of the payload: with 64 bytes of signature, 6 of the key's name and an address of 58 letters it makes a code of version 15."""
LETTER: Final = dict(zip(LearningModel, "fcmop", strict=True))
_MODEL: Final = {letter: model for model, letter in LETTER.items()}


@dataclass(frozen=True, slots=True)
class Said:
    """What a certificate states. `name`: as much of it as may be shown, "" where none; `unit`: with what it lay in;
    `valid_until`: the last day of the recognition, None where it has none."""

    code: str
    model: LearningModel
    name: str
    unit: str
    year: int
    number: str
    decided_on: dt.date
    issued_on: dt.date
    synthetic: bool = False
    valid_until: dt.date | None = None


def payload_of(said: Said) -> bytes:
    """The statement as JSON with names of one letter; dates as numbers (20231201), the model as a letter."""
    stated = {
        "i": said.code, "m": LETTER[said.model], "n": said.name, "u": said.unit, "y": said.year, "d": said.number,
        "o": _number(said.decided_on), "t": _number(said.issued_on),
    }  # fmt: skip
    if said.valid_until:
        stated["e"] = _number(said.valid_until)
    if said.synthetic:
        stated["s"] = 1
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":")).encode()


def fitted(said: Said, place: Sequence[str]) -> Said:
    """The statement with a unit and what it lies in (`place`, nearest first), as far as there is room.

    A name of more than 40 letters and a number of more than 24 are cut. The payload has at most `MOST_BYTES`.
    """
    found = replace(said, name=_cut(said.name, *MOST_NAME), number=_cut(said.number, *MOST_NUMBER), unit="")
    for n in range(min(len(place), PLACES), 0, -1):
        whole = replace(found, unit=", ".join(place[:n]))
        if len(payload_of(whole)) <= MOST_BYTES:
            return whole
    if MOST_BYTES - len(payload_of(found)) < LEAST_UNIT:
        found = replace(found, number=_cut(found.number, *LEAST_NUMBER))
    return replace(found, unit=_cut(place[0], len(place[0]), MOST_BYTES - len(payload_of(found))))


def said_in(payload: bytes) -> Said | None:
    """The statement of a payload; None where it is none of ours."""
    try:
        found = json.loads(payload)
        return Said(
            code=str(found["i"]), model=_MODEL[found["m"]], name=str(found["n"]), unit=str(found["u"]), year=int(found["y"]),
            number=str(found["d"]), decided_on=_day(found["o"]), issued_on=_day(found["t"]), synthetic=bool(found.get("s")),
            valid_until=_day(found["e"]) if "e" in found else None,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _cut(text: str, letters: int, most: int) -> str:
    """As much of a text as has so many letters and, in JSON, so many bytes; "…" where something is missing."""
    for end in range(min(len(text), letters), 0, -1):
        found = text[:end] if end == len(text) else f"{text[: end - 1].rstrip()}…"
        if len(json.dumps(found, ensure_ascii=False).encode()) - 2 <= most:
            return found
    return ""


def _number(day: dt.date) -> int:
    return int(f"{day:%Y%m%d}")


def _day(number: object) -> dt.date:
    return dt.datetime.strptime(str(number), "%Y%m%d").date()
