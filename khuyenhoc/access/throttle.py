"""Counting attempts in the database, so that nobody tries tokens without end or sends files without end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from khuyenhoc.access.models import Attempt


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts of a kind within a time; `kind` keeps the kinds apart."""

    kind: str
    most: int
    within: dt.timedelta


WRONG_TOKENS: Final = Limit("wrong-token", 20, dt.timedelta(minutes=15))
"""Wrong tokens from one address. A token has a hundred bits, so this only keeps the server quiet."""
SENDINGS: Final = Limit("sending", 30, dt.timedelta(hours=1))
"""Files sent by one link from one address."""
TAKINGS: Final = Limit("taking", 30, dt.timedelta(hours=1))
"""Workbooks taken away by one link from one address: each is made when it is asked for."""
JOININGS: Final = Limit("joining", 200, dt.timedelta(hours=1))
"""Names looked up and registered by one poster from one address: a village's meeting may share one network."""
VERIFYINGS: Final = Limit("verifying", 60, dt.timedelta(minutes=15))
"""Codes that are no genuine certificate's, tried from one address."""
PHOTOS: Final = Limit("photo", 60, dt.timedelta(hours=1))
"""Photos sent by one entry's own link."""
LONGEST: Final = max(limit.within for limit in (WRONG_TOKENS, SENDINGS, TAKINGS, JOININGS, VERIFYINGS, PHOTOS))


def is_over(limit: Limit, *who: str) -> bool:
    """Whether as many attempts as allowed have been made already. One statement.

    An attempt in a time to come was made while the machine's clock was ahead, and does not count for ever.
    """
    now = timezone.now()
    return Attempt.objects.filter(key=_key(limit, who), at__range=(now - limit.within, now)).count() >= limit.most


def note(limit: Limit, *who: str) -> None:
    """Counts an attempt, and forgets those that are no longer counted. Two statements."""
    now = timezone.now()
    Attempt.objects.filter(at__lte=now - LONGEST).delete()
    Attempt.objects.create(key=_key(limit, who), at=now)


def is_once_too_often(limit: Limit, *who: str) -> bool:
    """Counts an attempt, unless there have been as many as are allowed: then it is one too many. Three statements at most."""
    if is_over(limit, *who):
        return True
    note(limit, *who)
    return False


def _key(limit: Limit, who: tuple[str, ...]) -> str:
    return salted_hmac(f"khuyenhoc.throttle.{limit.kind}", "\n".join(who), algorithm="sha256").hexdigest()


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: behind a proxy what the proxy saw, which is the last entry of its header."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
