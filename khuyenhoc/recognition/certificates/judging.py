"""Whether a token is genuine: the signature, the key's time, what is known of the certificate. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khuyenhoc.recognition.certificates.signing import public_key, verified
from khuyenhoc.recognition.certificates.statements import Said
from khuyenhoc.recognition.certificates.tokens import Token


class Verdict(TextChoices):
    """What whoever verifies a certificate is told."""

    GENUINE = "genuine", _("GIẤY THẬT")
    REVOKED = "revoked", _("ĐÃ THU HỒI")
    ALTERED = "altered", _("ĐÃ BỊ SỬA")
    UNKNOWN = "unknown", _("KHÔNG CÓ GIẤY NÀY")


class Why(TextChoices):
    """What a verdict other than genuine rests on."""

    MALFORMED = "malformed", _("Mã không đọc được.")
    FOREIGN_KEY = "foreign_key", _("Chữ ký không phải của Hội Khuyến học ở đây.")
    SIGNATURE = "signature", _("Nội dung hoặc chữ ký không còn như khi Hội cấp giấy.")
    OUT_OF_TIME = "out_of_time", _("Ký vào ngày mà khóa ký không còn hiệu lực.")
    KEY_REVOKED = "key_revoked", _("Khóa đã ký giấy này bị lộ, nên mọi giấy ký bằng khóa đó không còn giá trị.")
    NOT_ISSUED = "not_issued", _("Không có giấy công nhận nào mang mã này.")
    WITHDRAWN = "withdrawn", _("Hội đã thu hồi giấy này, giấy không còn giá trị.")


_VERDICT: Final[Mapping[Why, Verdict]] = {
    Why.SIGNATURE: Verdict.ALTERED,
    Why.KEY_REVOKED: Verdict.REVOKED,
    Why.WITHDRAWN: Verdict.REVOKED,
}


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """A published key and when it signs: from a day on, until before another."""

    kid: str
    public: str
    signs_from: dt.date
    signs_until: dt.date
    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """What is said of a token. `said`: what the certificate states, only where its signature holds."""

    verdict: Verdict
    why: Why | None = None
    said: Said | None = None
    revoked_on: dt.date | None = None


def found_wrong(why: Why, said: Said | None = None, revoked_on: dt.date | None = None) -> Verification:
    return Verification(_VERDICT.get(why, Verdict.UNKNOWN), why, said, revoked_on)


def by_signature(token: Token, keys: Mapping[str, KeyFacts]) -> Verification:
    """What signature and keys alone say, as somebody without the database can say it too."""
    key = keys.get(token.kid)
    if key is None:
        return found_wrong(Why.FOREIGN_KEY)
    if verified(token.jws, public_key(key.public)) is None or token.said is None:
        return found_wrong(Why.SIGNATURE)
    if key.is_revoked:
        return found_wrong(Why.KEY_REVOKED, token.said)
    if not key.signs_from <= token.said.issued_on < key.signs_until:
        return found_wrong(Why.OUT_OF_TIME)
    return Verification(Verdict.GENUINE, said=token.said)


def mark_of(code: str) -> str:
    """By what the list of revoked certificates names one: nobody who has not got the certificate can tell which it is."""
    return hashlib.sha256(f"khuyenhoc.revoked.{code}".encode()).hexdigest()[:32]
