"""The installation's signing keys: made at first start, rotated, revoked; private halves in files that only its owner reads.

Their times are the machine's also while the demonstration plays a past year: a signature is made when it is made.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from joserfc.jwk import OKPKey

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, held_roles
from khuyenhoc.audit.acts import record
from khuyenhoc.recognition.certificates.judging import KeyFacts
from khuyenhoc.recognition.certificates.models import LONGEST_REASON, SigningKey
from khuyenhoc.recognition.certificates.signing import kid_of, new_key
from khuyenhoc.recognition.errors import RecognitionRefused

LIFETIME: Final = dt.timedelta(days=3 * 365)
"""A key signs for three years; then the next certificate makes a new one."""
PROGRAM: Final = "khuyenhoc"
"""Who stands in the journal for what the program does by itself."""


def signing_key(*, by: str = PROGRAM) -> tuple[SigningKey, OKPKey]:
    """The key that signs now, with its private half. One is made where there is none, where it has expired, or where its file
    is gone (a database that was restored without its folder). One statement where it is there."""
    if found := _signing():
        return found
    try:
        with transaction.atomic():
            return _signing() or _replace(SigningKey.objects.filter(retired_at=None).first(), by)
    except IntegrityError:  # another process was quicker by a moment
        found = _signing()
        assert found is not None
        return found


@transaction.atomic
def rotate_key(*, by: User | None) -> SigningKey:
    """From now on a new key signs; what the old one signed stays valid, and its private half is destroyed. NotAllowed.

    `by`: None for whoever runs a command on the machine itself, and could read the keys anyway.
    """
    who = _administrator(by)
    return _replace(SigningKey.objects.filter(retired_at=None).select_for_update().first(), who)[0]


@transaction.atomic
def revoke_key(*, by: User | None, kid: str, reason: str) -> SigningKey:
    """Nothing that a key signed is valid any more: its private half got into other hands. RecognitionRefused; NotAllowed."""
    who = _administrator(by)
    row = SigningKey.objects.select_for_update().filter(kid=kid).first()
    if row is None or row.revoked_at or not reason.strip():
        raise RecognitionRefused(_("Không có khóa nào tên “%s” còn dùng, hoặc chưa ghi lý do. Chưa làm gì.") % kid)
    if len(reason.strip()) > LONGEST_REASON:
        raise RecognitionRefused(_("Lý do dài quá %d chữ. Viết gọn lại.") % LONGEST_REASON)
    if row.retired_at is None:
        _replace(row, who)
        row.refresh_from_db()
    row.revoked_at, row.revoked_by, row.revoked_reason = timezone.now(), who, reason.strip()
    row.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    record(by=who, unit="", act="revoke_key", subject=("signing_key", kid), after={"reason": row.revoked_reason})
    return row


def key_facts() -> dict[str, KeyFacts]:
    """All keys that ever signed, by name. One statement."""
    return {row.kid: facts_of(row) for row in SigningKey.objects.all()}


def facts_of(row: SigningKey) -> KeyFacts:
    """The last day counts whole: a certificate names the day on which it was signed, not the hour."""
    until = min(row.expires_at, row.retired_at or row.expires_at)
    return KeyFacts(
        kid=row.kid, public=row.public, signs_from=timezone.localtime(row.valid_from).date(),
        signs_until=timezone.localtime(until).date() + dt.timedelta(days=1), is_revoked=row.revoked_at is not None,
    )  # fmt: skip


def _replace(old: SigningKey | None, by: str) -> tuple[SigningKey, OKPKey]:
    now, private = timezone.now(), new_key()
    if old:
        old.retired_at = now
        old.save(update_fields=["retired_at"])
    kid = kid_of(private)
    point = str(private.as_dict(private=False)["x"])
    row = SigningKey.objects.create(kid=kid, public=point, valid_from=now, expires_at=now + LIFETIME, made_by=by)
    record(
        by=by, unit="", act="rotate_key" if old else "make_key", subject=("signing_key", kid),
        before={"key": old.kid} if old else None, after={"key": kid, "expires_at": row.expires_at.isoformat()},
    )  # fmt: skip
    _write(kid, private)
    if old:
        retired = old.kid
        transaction.on_commit(lambda: _path(retired).unlink(missing_ok=True))
    return row, private


def _signing() -> tuple[SigningKey, OKPKey] | None:
    row = SigningKey.objects.filter(retired_at=None).first()
    private = _private(row.kid) if row and timezone.now() < row.expires_at else None
    return (row, private) if row and private else None


def _private(kid: str) -> OKPKey | None:
    try:
        return OKPKey.import_key(json.loads(_path(kid).read_text(encoding="ascii")))
    except FileNotFoundError:
        return None


def _write(kid: str, private: OKPKey) -> None:
    path = _path(kid)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(private.as_dict(private=True), file)
        file.flush()
        os.fsync(file.fileno())


def _path(kid: str) -> Path:
    return Path(settings.HOME) / "keys" / f"{kid}.json"


def _administrator(by: User | None) -> str:
    if by is None:
        return PROGRAM
    if not any(held.reach(Right.MANAGE_KEYS) for held in held_roles(by)):
        message = _("Tài khoản “%(user)s” không có quyền %(right)s. Việc này là của quản trị.")
        raise NotAllowed(message % {"user": by.get_username(), "right": Right.MANAGE_KEYS.label})
    return by.username
