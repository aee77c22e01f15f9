"""What a certificate says of itself, signed, and small enough for a code that an old phone reads from a hung-up paper. Pure.

What is signed is a compact JWS, which any JOSE library verifies. On paper it travels as capitals and digits (base32 of key's
name, signature, payload): a code holds those at 5,5 bits a letter instead of 8, so it has a third fewer squares, and capitals
do not matter when it is typed or passed on. The header always is `{"alg":"EdDSA","kid":…}` and need not travel.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from joserfc.jwk import OKPKey

from khuyenhoc.recognition.certificates.signing import ALGORITHM, KID_LETTERS, kid_of, sign
from khuyenhoc.recognition.enums import LearningModel

CODE_LETTERS: Final = 16
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
_SIGNATURE: Final = 64
_KID: Final = KID_LETTERS * 6 // 8
LETTER: Final = dict(zip(LearningModel, "fcmop", strict=True))
_MODEL: Final = {letter: model for model, letter in LETTER.items()}
_CODED: Final = re.compile(r"[A-Z2-7]+", re.ASCII)


class Malformed(ValueError):
    """What was given is no token of any kind."""


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


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart, not yet verified. `said`: None where the payload says nothing that we know."""

    kid: str
    jws: str
    said: Said | None


def signed(said: Said, key: OKPKey) -> str:
    """The compact JWS of a statement."""
    return sign(payload_of(said), key, {"kid": kid_of(key)})


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


def on_paper(jws: str) -> str:
    """The token as it stands in the code: capitals and digits."""
    header, payload, signature = jws.split(".")
    kid = json.loads(_bytes(header))["kid"]
    return base64.b32encode(_bytes(kid) + _bytes(signature) + _bytes(payload)).decode().rstrip("=")


def read(text: str) -> Token:
    """A token, with or without the address before it, as capitals or as a JWS. Malformed where it is none."""
    last = text.strip().rstrip("/").rsplit("/", 1)[-1]
    if last.count(".") == 2:
        return _of_jws(last)
    plain = re.sub(r"[\s-]", "", last).upper()
    if not _CODED.fullmatch(plain):
        raise Malformed(text)
    try:
        raw = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except binascii.Error as error:
        raise Malformed(text) from error
    if len(raw) <= _KID + _SIGNATURE or base64.b32encode(raw).decode().rstrip("=") != plain:
        raise Malformed(text)
    kid, signature, payload = _text(raw[:_KID]), raw[_KID : _KID + _SIGNATURE], raw[_KID + _SIGNATURE :]
    header = json.dumps({"alg": ALGORITHM, "kid": kid}, separators=(",", ":")).encode()
    return Token(kid, ".".join(map(_text, (header, payload, signature))), said_in(payload))


def said_in(payload: bytes) -> Said | None:
    """The statement of a payload; None where it is none of ours."""
    try:
        found = json.loads(payload)
        return Said(
            code=str(found["i"]), model=_MODEL[found["m"]], name=str(found["n"]), unit=str(found["u"]), year=int(found["y"]),
            number=str(found["d"]), decided_on=_day(found["o"]), issued_on=_day(found["t"]), synthetic=bool(found.get("s")),
            valid_until=_day(found["e"]) if "e" in found else None,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _of_jws(jws: str) -> Token:
    header, payload, signature = jws.split(".")
    try:
        kid, stated = json.loads(_bytes(header))["kid"], _bytes(payload)
        if [_text(_bytes(part)) for part in (header, payload, signature)] != [header, payload, signature]:
            raise Malformed(jws)
    except (ValueError, KeyError, TypeError) as error:
        raise Malformed(jws) from error
    return Token(str(kid), jws, said_in(stated))


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


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
