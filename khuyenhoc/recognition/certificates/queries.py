"""Reading certificates: verifying one, those of a list in calling order, what is revoked."""

from __future__ import annotations

import re
from typing import Final

from django.db.models import Count, Q
from django.utils import timezone

from khuyenhoc.recognition.calling import calling
from khuyenhoc.recognition.certificates.judging import (
    KeyFacts,
    Verdict,
    Verification,
    Why,
    by_signature,
    found_wrong,
    mark_of,
)
from khuyenhoc.recognition.certificates.keys import key_facts
from khuyenhoc.recognition.certificates.models import Certificate, SigningKey
from khuyenhoc.recognition.certificates.statements import CODE_LETTERS
from khuyenhoc.recognition.certificates.tokens import Like, Malformed, Token, bare, read
from khuyenhoc.recognition.models import Village

_CODE: Final = re.compile(rf"[A-Z2-7]{{{CODE_LETTERS}}}", re.ASCII)
_ALIKE: Final = str.maketrans("018", "OIB")
"""Digits that no code has, typed for the letters that look so."""


def verify(text: str) -> Verification:
    """What is known of a token, an address with one, or the 16 letters that are printed on a certificate.

    What is no token, but was one of ours before it was altered, is told to be altered. Two statements; one for 16 letters that
    nobody has, none for what never was a token.
    """
    if len(code := typed_code(text)) == CODE_LETTERS:
        known = _find(code)
        return _judged(read(known.jws), known) if known and known.jws else _gone(known)
    try:
        token = read(text)
    except Malformed as malformed:
        return found_wrong(Why.SIGNATURE if _was_ours(malformed.like) else Why.MALFORMED)
    return _judged(token, _find(token.said.code) if token.said else None)


def typed_code(text: str) -> str:
    """The letters of a code as somebody typed it, perhaps with spaces, in small letters, or as the end of an address."""
    return re.sub(r"[\s.-]", "", bare(text)).upper().translate(_ALIKE)


def certificate_of(text: str) -> Certificate | None:
    """The certificate of a genuine token, with all that its credential states. Three statements."""
    found = verify(text)
    if found.verdict is not Verdict.GENUINE or found.said is None:
        return None
    rows = Certificate.objects.select_related("standing__unit", "standing__entry", "decision", "key")
    return rows.get(code=found.said.code)


def in_calling_order(
    unit: str, model: str, year: int, *, village: Village | None = None, only: int | None = None
) -> list[Certificate]:
    """The certificates of a unit's list that are valid, village by village, each by its numbers. One statement.

    `only`: the one of that standing (row).
    """
    rows = Certificate.objects.filter(standing__unit__code=unit, standing__model=model, standing__year=year)
    rows = rows.filter(revoked_at=None)
    if village:
        rows = rows.filter(standing__entry__village=village)
    if only:
        rows = rows.filter(standing=only)
    whole = rows.select_related("standing__entry__village", "standing__unit", "decision")
    return list(whole.order_by(*calling("standing__entry")))


def revoked_marks() -> list[str]:
    """What the public list of revoked certificates has for each: nothing that a reader could use. One statement."""
    return sorted(mark_of(code) for code in Certificate.objects.exclude(revoked_at=None).values_list("code", flat=True))


def keys_with_numbers() -> list[tuple[SigningKey, int]]:
    """All keys, the latest first, each with how many certificates rest on it that were not revoked. One statement."""
    rows = SigningKey.objects.annotate(valid=Count("certificates", filter=Q(certificates__revoked_at=None)))
    return [(key, key.valid) for key in rows.order_by("-pk")]


def revoked_keys() -> list[str]:
    """The names of keys that vouch for nothing. One statement."""
    return list(SigningKey.objects.exclude(revoked_at=None).values_list("kid", flat=True))


def _find(code: str) -> Certificate | None:
    return Certificate.objects.filter(code=code).first() if _CODE.fullmatch(code) else None


def _was_ours(like: Like | None) -> bool:
    """Whether an altered token names a key of ours, or a certificate."""
    return like is not None and (like.kid in key_facts() or _find(like.code) is not None)


def _gone(known: Certificate | None) -> Verification:
    if known and known.revoked_at:
        return found_wrong(Why.WITHDRAWN, None, timezone.localtime(known.revoked_at).date())
    return found_wrong(Why.NOT_ISSUED)


def _judged(token: Token, known: Certificate | None) -> Verification:
    keys: dict[str, KeyFacts] = key_facts()
    found = by_signature(token, keys)
    if known is None:
        return found_wrong(Why.NOT_ISSUED) if found.verdict is Verdict.GENUINE else found
    if found.why is Why.FOREIGN_KEY:  # the code is one of ours, but nobody of ours signed this
        return found_wrong(Why.SIGNATURE)
    if found.verdict is Verdict.GENUINE and known.revoked_at:
        return found_wrong(Why.WITHDRAWN, found.said, timezone.localtime(known.revoked_at).date())
    return found
