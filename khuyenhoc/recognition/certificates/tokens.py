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
from typing import Final, NamedTuple

from joserfc.jwk import OKPKey

from khuyenhoc.recognition.certificates.signing import ALGORITHM, KID_LETTERS, kid_of, sign
from khuyenhoc.recognition.certificates.statements import CODE_FIRST, Said, payload_of, said_in

_SIGNATURE: Final = 64
_KID: Final = KID_LETTERS * 6 // 8
_CODED: Final = re.compile(r"[A-Z2-7]+", re.ASCII)
_OTHER: Final = re.compile(r"[^A-Z2-7]", re.ASCII)
_LEAST: Final = -(-(_KID + _SIGNATURE + 1) * 8 // 5)
"""Letters that the shortest token has on paper."""
_NO_REST: Final = frozenset({1, 3, 6})
"""Letters behind the last eight that no bytes give."""
_NO_JSON: Final = (ValueError, KeyError, TypeError, RecursionError)
_CODE_WITHIN: Final = 32
"""Letters of a JWS's payload in which the certificate's code ends."""
_JWS: Final = "eyJ"
"""How every JWS begins: with a brace and a quotation mark."""
WAY: Final = "xac-minh"
"""Where the public site verifies: what stands in an address before a token. In a code it stands in capitals."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart, not yet verified. `said`: None where the payload says nothing that we know."""

    kid: str
    jws: str
    said: Said | None


class Like(NamedTuple):
    """What an altered token still says: the name of its key, the code of its certificate; "" where it does not."""

    kid: str
    code: str


class Malformed(ValueError):
    """What was given is no token of any kind. `like`: what can be read of it where it is long enough to have been one before it
    was altered (a letter that no token has, a letter too many): whether that names something tells whether it was one."""

    def __init__(self, text: str, like: Like | None = None) -> None:
        super().__init__(text)
        self.like = like


def signed(said: Said, key: OKPKey) -> str:
    """The compact JWS of a statement."""
    return sign(payload_of(said), key, {"kid": kid_of(key)})


def on_paper(jws: str) -> str:
    """The token as it stands in the code: capitals and digits."""
    header, payload, signature = jws.split(".")
    kid = json.loads(_bytes(header))["kid"]
    return base64.b32encode(_bytes(kid) + _bytes(signature) + _bytes(payload)).decode().rstrip("=")


def bare(text: str) -> str:
    """What stands behind the address in what was scanned, pasted or typed."""
    found = text.strip().rstrip("/")
    _before, way, behind = found.lower().rpartition(f"/{WAY}/")
    return found[-len(behind) :] if way and behind else found.rsplit("/", 1)[-1]


def read(text: str) -> Token:
    """A token, with or without the address before it, as capitals or as a JWS. Malformed where it is none."""
    last = bare(text)
    if last.count(".") == 2:
        return _of_jws(last)
    plain = re.sub(r"[\s-]", "", last).upper()
    if not _CODED.fullmatch(plain):
        raise Malformed(text, _like(last, plain))
    try:
        raw = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except binascii.Error as error:
        raise Malformed(text, _like(last, plain)) from error
    if len(raw) <= _KID + _SIGNATURE or base64.b32encode(raw).decode().rstrip("=") != plain:
        raise Malformed(text, _like(last, plain))
    kid, signature, payload = _text(raw[:_KID]), raw[_KID : _KID + _SIGNATURE], raw[_KID + _SIGNATURE :]
    header = json.dumps({"alg": ALGORITHM, "kid": kid}, separators=(",", ":")).encode()
    return Token(kid, ".".join(map(_text, (header, payload, signature))), said_in(payload))


def _of_jws(jws: str) -> Token:
    header, payload, signature = jws.split(".")
    try:
        kid, stated = json.loads(_bytes(header))["kid"], _bytes(payload)
        if [_text(_bytes(part)) for part in (header, payload, signature)] != [header, payload, signature]:
            raise Malformed(jws, _like_jws(jws))
    except _NO_JSON as error:
        raise Malformed(jws, _like_jws(jws)) from error
    return Token(str(kid), jws, said_in(stated))


def _like(last: str, plain: str) -> Like | None:
    """What can be read of an altered token; None where it is too short to have been one."""
    if last.startswith(_JWS):
        return _like_jws(last)
    if len(plain) < _LEAST:
        return None
    coded = _OTHER.sub("A", plain)
    coded = coded[: len(coded) - (len(coded) % 8 in _NO_REST)]
    raw = base64.b32decode(coded + "=" * (-len(coded) % 8))
    return Like(_text(raw[:_KID]), _code_in(raw[_KID + _SIGNATURE :]))


def _like_jws(jws: str) -> Like | None:
    header, payload, *_rest = [*jws.split("."), ""]
    if len(jws) < _LEAST:
        return None
    try:
        kid = str(json.loads(_bytes(header))["kid"])
    except _NO_JSON:
        kid = ""
    try:
        return Like(kid, _code_in(_bytes(payload[:_CODE_WITHIN])))
    except ValueError:
        return Like(kid, "")


def _code_in(payload: bytes) -> str:
    found = CODE_FIRST.match(payload)
    return found[1].decode() if found else ""


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
