"""Signing with Ed25519 by joserfc: RFC 7515 compact, the algorithm called "EdDSA" as all readers of today know it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry, deserialize_compact, serialize_compact

ALGORITHM: Final = "EdDSA"
CURVE: Final = "Ed25519"
KID_LETTERS: Final = 8
"""Of the key's thumbprint (RFC 7638): 48 bits, enough to tell one's own few keys apart."""


class _OnlyEdDSA(JWSRegistry):
    """RFC 9864 would rather call it "Ed25519", and joserfc warns of the old name; wallets and libraries know only that one."""

    def get_alg(self, name: str) -> Any:
        if name != ALGORITHM:
            raise UnsupportedAlgorithmError(f"Algorithm of '{name}' is not supported")
        return self.algorithms[ALGORITHM]


_REGISTRY: Final = _OnlyEdDSA(algorithms=[ALGORITHM])


def new_key() -> OKPKey:
    """A key pair of its own, whose name can be typed behind an option: it does not begin as one."""
    while kid_of(found := OKPKey.generate_key(CURVE)).startswith("-"):
        pass
    return found


def kid_of(key: OKPKey) -> str:
    """What a key is called in what it signs. The key remembers its thumbprint: it signs a thousand certificates."""
    key.ensure_kid()
    return str(key.kid)[:KID_LETTERS]


def public_key(point: str) -> OKPKey:
    """The public half, from its point as base64url."""
    return OKPKey.import_key({"kty": "OKP", "crv": CURVE, "x": point})


def as_jwk(kid: str, point: str) -> dict[str, str]:
    """The public half as it is published (RFC 7517)."""
    return {"kty": "OKP", "crv": CURVE, "x": point, "kid": kid, "use": "sig", "alg": ALGORITHM}


def sign(payload: bytes, key: OKPKey, header: Mapping[str, Any]) -> str:
    """The compact JWS of a payload. `header` goes with it besides the algorithm."""
    return serialize_compact({"alg": ALGORITHM, **header}, payload, key, registry=_REGISTRY)


def verified(jws: str, key: OKPKey) -> bytes | None:
    """The payload; None where the key did not sign it as it is."""
    try:
        return deserialize_compact(jws, key, registry=_REGISTRY).payload
    except (JoseError, ValueError):
        return None
