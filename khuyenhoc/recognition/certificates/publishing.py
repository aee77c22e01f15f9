"""What the installation publishes so that others can verify its certificates: keys, lists of what is revoked, credentials."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterable
from functools import cache
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.recognition.certificates.badges import (
    LIST_BITS,
    Achievement,
    Issuer,
    Status,
    as_jwt,
    credential,
    status_list,
)
from khuyenhoc.recognition.certificates.judging import KeyFacts
from khuyenhoc.recognition.certificates.keys import key_facts, signing_key
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.queries import revoked_keys, revoked_marks
from khuyenhoc.recognition.certificates.signing import as_jwk, sign
from khuyenhoc.recognition.certificates.tokens import WAY, on_paper, read
from khuyenhoc.recognition.models import Assessment

FRESH: Final = dt.timedelta(days=30)
"""For how long a list of what is revoked may be relied on."""
LOCAL: Final = "http://127.0.0.1:8000"
SPREAD: Final = "khuyenhoc.certificates.status"


def own_address() -> str:
    """The installation's public address without a slash at its end; this machine's where none is set."""
    return settings.PUBLIC_URL or LOCAL


def paper_address(jws: str, address: str = "") -> str:
    """What stands in a certificate's code: in capitals, as far as the address may be (its path may not)."""
    base = address or own_address()
    scheme, _sign, rest = base.partition("://")
    host, slash, path = rest.partition("/")
    way = f"{slash}{path}" if path else ""
    return f"{scheme.upper()}://{host.upper()}{way}/{WAY.upper()}/{on_paper(jws)}"


def key_set() -> dict[str, list[dict[str, object]]]:
    """The keys that vouch for anything (RFC 7517), each with when it signs: from `nbf`, until before `exp`. One statement."""
    return {"keys": [published(key) for key in key_facts().values() if not key.is_revoked]}


def published(key: KeyFacts) -> dict[str, object]:
    """One key of the set."""
    return {**as_jwk(key.kid, key.public), "nbf": _midnight(key.signs_from), "exp": _midnight(key.signs_until)}


def revocations() -> str:
    """The signed and dated list of what is revoked, a compact JWS: `marks` of certificates, names of `keys`. Three statements."""
    row, private = signing_key()
    now = int(time.time())
    stated = {
        "iat": now,
        "exp": now + int(FRESH.total_seconds()),
        "marks": revoked_marks(),
        "keys": revoked_keys(),
    }
    return sign(json.dumps(stated, separators=(",", ":")).encode(), private, {"typ": "JWT", "kid": row.kid})


def credential_jwt(certificate: Certificate, address: str) -> str:
    """The Open Badges 3.0 credential of a certificate (`certificate_of`) as a VC-JWT. Two statements."""
    said = read(certificate.jws).said
    assert said is not None
    issuer = Issuer(address, certificate.decision.body or _("Hội Khuyến học %s") % said.unit)
    number, index = place_in_list(certificate.pk)
    status = Status(status_address(address, number), index)
    standing = certificate.standing
    words = {"model": said.model.label, "of": said.year, "number": said.number, "unit": said.unit}
    achievement = Achievement(
        title=(_("%(model)s năm %(of)s") % words).capitalize(),
        description=_("Danh hiệu %(model)s năm %(of)s của %(unit)s, theo Quyết định số %(number)s.") % words,
        criteria=_criteria(standing.pk) or _("Theo bộ tiêu chí %(model)s của Hội Khuyến học Việt Nam.") % words,
        valid_until=standing.valid_until,
    )
    return as_jwt(credential(said, achievement, issuer, status), signing_key()[1], address)


def status_jwt(number: int, address: str) -> str:
    """One list of states as a VC-JWT. Two statements."""
    first = number * LIST_BITS
    gone = Certificate.objects.filter(pk__gte=first, pk__lt=first + LIST_BITS).exclude(revoked_at=None)
    where = status_address(address, number)
    found = status_list(Issuer(address, ""), where, _places(gone.values_list("pk", flat=True)), timezone.now(), FRESH)
    return as_jwt(found, signing_key()[1], address)


def status_address(address: str, number: int) -> str:
    return f"{address}/.well-known/status/{number}.jwt"


def place_in_list(row: int) -> tuple[int, int]:
    """Which list of states a certificate (row) stands in, and where in it: shuffled, so that a place tells no order."""
    return row // LIST_BITS, row % LIST_BITS * _factor() % LIST_BITS


@cache
def _factor() -> int:
    """An odd number, so that no two places become one."""
    return int.from_bytes(salted_hmac(SPREAD, "", algorithm="sha256").digest()[:8]) | 1


def _places(rows: Iterable[int]) -> list[int]:
    return [place_in_list(row)[1] for row in rows]


def _criteria(standing: int) -> str:
    given = Assessment.objects.filter(standing=standing, replaced_at=None).select_related("criteria").last()
    return str(given.criteria.spec["title"]) if given else ""


def _midnight(day: dt.date) -> int:
    return int(clock.start_of(day).timestamp())
