"""The identity that a workbook carries: whose it is, of which form and collection, signed so that nobody else can say it."""

from __future__ import annotations

import json

from msgspec import Struct
from msgspec.structs import asdict

_ALGORITHM = "HS256"


class Identity(Struct, frozen=True):
    """`unit`: official code; `form` and `version`: the form's; `collection`: the collection's code."""

    unit: str
    form: str
    version: str
    collection: str


class Seal(Struct, frozen=True):
    """What is needed to sign, and to tell a true signature: the installation's key, and the collection that asks."""

    key: bytes
    collection: str


def signed(identity: Identity, key: bytes) -> str:
    """The identity as a signed token of letters, digits, dots, hyphens and underscores (a compact JWS)."""
    # Here and below: reading a folder of files without any token must not pay for the library.
    from joserfc import jws
    from joserfc.jwk import OctKey

    payload = json.dumps(asdict(identity), separators=(",", ":"))
    return jws.serialize_compact({"alg": _ALGORITHM}, payload, OctKey.import_key(key))


def identity_in(token: str, key: bytes) -> Identity | None:
    """The identity in a token; None where it was signed with another key, changed, or is no token."""
    from joserfc import jws
    from joserfc.errors import JoseError
    from joserfc.jwk import OctKey

    try:
        payload = jws.deserialize_compact(token, OctKey.import_key(key), algorithms=[_ALGORITHM]).payload
        return Identity(**json.loads(payload))
    except (JoseError, ValueError, TypeError):
        return None
