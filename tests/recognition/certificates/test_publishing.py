"""What others read: keys by another JOSE library, credentials by an Open Badges 3.0 implementation that is not ours."""

from __future__ import annotations

import json

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from khuyenhoc.recognition.certificates import publishing
from khuyenhoc.recognition.certificates.judging import mark_of
from khuyenhoc.recognition.certificates.models import Certificate, SigningKey
from khuyenhoc.recognition.certificates.queries import certificate_of
from khuyenhoc.recognition.certificates.revoking import revoke
from khuyenhoc.recognition.certificates.signing import public_key

HERE = "https://khuyenhoc.example.vn"


def pem() -> bytes:
    key = public_key(SigningKey.objects.get(retired_at=None).public)
    return key.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def credential(certificate: Certificate) -> str:
    found = certificate_of(certificate.jws)
    assert found is not None
    return publishing.credential_jwt(found, HERE)


def served(address: str, *_args: object, **_kwargs: object) -> bytes:
    """What the address of a status list answers."""
    number = address.rpartition("/")[2].partition(".")[0]
    return publishing.status_jwt(int(number), HERE).encode()


def test_keys_are_published_with_their_times(certificates: list[Certificate]) -> None:
    published = json.loads(json.dumps(publishing.key_set()))
    (key,) = jwt.PyJWKSet.from_dict(published).keys
    assert jwt.decode(certificates[0].jws, key, algorithms=["EdDSA"])["i"] == certificates[0].code
    (raw,) = published["keys"]
    assert raw["exp"] > raw["nbf"]
    assert "d" not in raw


def test_the_list_of_revoked_ones_is_signed_dated_and_tells_no_code(certificates, keeper) -> None:
    revoke(by=keeper, certificates=[certificates[2].pk], reason="Ghi sai tên.")
    (key,) = jwt.PyJWKSet.from_dict(publishing.key_set()).keys
    found = jwt.decode(publishing.revocations(), key, algorithms=["EdDSA"])
    assert (found["marks"], found["keys"]) == ([mark_of(certificates[2].code)], [])
    assert found["exp"] - found["iat"] == 30 * 24 * 3600
    assert certificates[2].code not in json.dumps(found)


def test_a_credential_is_an_open_badge_for_another_implementation(certificates: list[Certificate]) -> None:
    token = credential(certificates[0])
    found = OB3Verifier(pem()).verify(token, check_status=True, download=served)
    assert (found.issuer.id, found.issuer.name) == (f"{HERE}/", "Hội Khuyến học xã Thanh Tùng")
    assert found.achievement.name == "Gia đình học tập năm 2023"
    assert found.issuance_date is not None
    assert found.issuance_date.isoformat() == "2023-12-01T00:00:00+07:00"
    said = jwt.decode(token, options={"verify_signature": False})
    assert said["credentialSubject"]["identifier"][0]["identityHash"] == "Nguyễn Văn Hùng"
    assert "Trần Thị Nguyệt" not in json.dumps(
        jwt.decode(credential(certificates[1]), options={"verify_signature": False})
    )


def test_a_revoked_credential_is_revoked_for_another_implementation_too(certificates, keeper) -> None:
    tokens = [credential(c) for c in certificates]
    revoke(by=keeper, certificates=[certificates[0].pk], reason="Ghi sai tên.")
    verifier = OB3Verifier(pem())
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        verifier.verify(tokens[0], check_status=True, download=served)
    assert verifier.verify(tokens[1], check_status=True, download=served)
    assert certificate_of(certificates[0].jws) is None


def test_an_altered_credential_is_refused_by_another_implementation(certificates: list[Certificate]) -> None:
    header, payload, signature = credential(certificates[0]).split(".")
    with pytest.raises(OB3VerificationError):
        OB3Verifier(pem()).verify(f"{header}.{payload[:-6]}AAAAAA.{signature}")


def test_places_in_the_list_of_states_are_shuffled_and_each_has_its_own() -> None:
    places = [publishing.place_in_list(row) for row in range(publishing.LIST_BITS)]
    assert {number for number, _index in places} == {0}
    assert len({index for _number, index in places}) == publishing.LIST_BITS
    assert publishing.place_in_list(publishing.LIST_BITS)[0] == 1
