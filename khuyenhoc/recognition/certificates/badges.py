"""A certificate as an Open Badges 3.0 credential (W3C Verifiable Credentials 2.0), signed as a VC-JWT. Pure."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from joserfc.jwk import OKPKey

from khuyenhoc.audit import clock
from khuyenhoc.recognition.certificates.signing import kid_of, sign
from khuyenhoc.recognition.certificates.statements import Said
from khuyenhoc.recognition.certificates.tokens import WAY

VC: Final = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
SCHEMA: Final = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
LIST_BITS: Final = 1 << 17
"""The least that a Bitstring Status List may have, so that one bit hides among many."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who vouches: the installation's public address without a slash at its end, and the name of the body that decided."""

    address: str
    name: str

    def profile(self) -> Json:
        return {"id": f"{self.address}/", "type": ["Profile"], "name": self.name, "url": f"{self.address}/"}


@dataclass(frozen=True, slots=True)
class Status:
    """Where a credential's state stands: the address of a list, and its place in it."""

    address: str
    index: int


@dataclass(frozen=True, slots=True)
class Achievement:
    """What was reached, in words; `criteria`: by what it is judged; `valid_until`: the last day, None where it has none."""

    title: str
    description: str
    criteria: str
    valid_until: dt.date | None = None


def credential(said: Said, achievement: Achievement, issuer: Issuer, status: Status) -> Json:
    """The credential of a certificate. It says of its subject no more than the certificate's own code does."""
    subject: Json = {"id": uuid.uuid5(uuid.NAMESPACE_URL, said.code).urn, "type": ["AchievementSubject"]}
    if said.name:
        identity = {"type": "IdentityObject", "identityType": "name", "identityHash": said.name, "hashed": False}
        subject["identifier"] = [identity]
    subject["achievement"] = {
        "id": f"{issuer.address}/van-ban/#{said.model}", "type": ["Achievement"], "name": achievement.title,
        "description": achievement.description, "achievementType": "Award",
        "criteria": {"id": f"{issuer.address}/van-ban/", "narrative": achievement.criteria},
    }  # fmt: skip
    found: Json = {
        "@context": [VC, OPEN_BADGES], "id": f"{issuer.address}/{WAY}/{said.code}/",
        "type": ["VerifiableCredential", "OpenBadgeCredential"], "issuer": issuer.profile(), "name": achievement.title,
        "validFrom": _moment(said.decided_on), "credentialSubject": subject,
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "credentialStatus": {
            "id": f"{status.address}#{status.index}", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": str(status.index), "statusListCredential": status.address,
        },
    }  # fmt: skip
    if achievement.valid_until:
        found["validUntil"] = _moment(achievement.valid_until + dt.timedelta(days=1))
    return found


def status_list(issuer: Issuer, address: str, revoked: Iterable[int], now: dt.datetime, lifetime: dt.timedelta) -> Json:
    """The list of states as a credential of its own: `revoked` are the places of those that are not valid any more."""
    bits = bytearray(LIST_BITS // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> index % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return {
        "@context": [VC], "id": address, "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.profile()["id"], "validFrom": now.isoformat(timespec="seconds"),
        "validUntil": (now + lifetime).isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": f"{address}#list", "type": "BitstringStatusList", "statusPurpose": "revocation",
            "encodedList": "u" + base64.urlsafe_b64encode(packed).decode().rstrip("="),
        },
    }  # fmt: skip


def as_jwt(found: Json, key: OKPKey, address: str) -> str:
    """The VC-JWT: the credential with the registered claims of RFC 7519. `address`: where its key is published, by name."""
    issuer, subject = found["issuer"], found["credentialSubject"].get("id")
    claims = {
        "iss": issuer if isinstance(issuer, str) else issuer["id"], "jti": found["id"], "sub": subject,
        "nbf": _seconds(found["validFrom"]),
    }  # fmt: skip
    if "validUntil" in found:
        claims["exp"] = _seconds(found["validUntil"])
    payload = json.dumps({**found, **claims}, ensure_ascii=False, separators=(",", ":")).encode()
    return sign(payload, key, {"typ": "JWT", "kid": f"{address}/.well-known/keys/{kid_of(key)}.json"})


def _moment(day: dt.date) -> str:
    return clock.start_of(day).isoformat()


def _seconds(moment: str) -> int:
    return int(dt.datetime.fromisoformat(moment).timestamp())
