"""Statements signed, and small enough for a code that an old phone reads from a hung-up paper. Pure.

What is signed is a compact JWS, which any JOSE library verifies. On paper it travels as capitals and digits (base32 of key's
name, signature, payload): a code holds those at 5,5 bits a letter instead of 8, so it has a third fewer squares, and capitals
do not matter when it is typed or passed on. The header always is `{"alg":"EdDSA","kid":…}` and need not travel.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Final

from joserfc.jwk import OKPKey

from khuyenhoc.recognition.certificates.signing import ALGORITHM, KID_LETTERS, kid_of, sign
from khuyenhoc.recognition.certificates.statements import Said, payload_of, said_in

_SIGNATURE: Final = 64
_KID: Final = KID_LETTERS * 6 // 8
_CODED: Final = re.compile(r"[A-Z2-7]+", re.ASCII)


class Malformed(ValueError):
    """What was given is no token of any kind."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart, not yet verified. `said`: None where the payload says nothing that we know."""

    kid: str
    jws: str
    said: Said | None


def signed(said: Said, key: OKPKey) -> str:
    """The compact JWS of a statement."""
    return sign(payload_of(said), key, {"kid": kid_of(key)})


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


def _of_jws(jws: str) -> Token:
    header, payload, signature = jws.split(".")
    try:
        kid, stated = json.loads(_bytes(header))["kid"], _bytes(payload)
        if [_text(_bytes(part)) for part in (header, payload, signature)] != [header, payload, signature]:
            raise Malformed(jws)
    except (ValueError, KeyError, TypeError) as error:
        raise Malformed(jws) from error
    return Token(str(kid), jws, said_in(stated))


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
