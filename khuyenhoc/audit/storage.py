"""Received files: kept under their hash, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from khuyenhoc.audit.fields import KeptBytes
from khuyenhoc.audit.rows import in_parts

REFUSED_BY_DISK = gettext_noop(
    "Chưa lưu được tệp: máy chủ hết chỗ hoặc không cho ghi. Số liệu trước đó còn nguyên; báo quản trị rồi gửi lại."
)

_DISK_FULL: Final = "53100"
"""PostgreSQL's number for a full disk."""


class NotKept(OSError):
    """A file could not be kept (disk full, no right to write). Nothing was changed; the message is for the screen."""


def keep(data: bytes) -> str:
    """Keeps the bytes and returns their SHA-256. The same bytes are kept once. NotKept where the disk refuses."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if not path.exists():
        try:
            _write_whole(path, data)
        except OSError as error:
            raise NotKept(_(REFUSED_BY_DISK)) from error
    return digest


@contextmanager
def said_when_full() -> Iterator[None]:
    """NotKept where the database cannot write for want of room; its transaction is rolled back, what was kept stays."""
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlite_errorname", "") == "SQLITE_FULL" or _sqlstate(error) == _DISK_FULL:
            raise NotKept(_(REFUSED_BY_DISK)) from error
        raise


def _sqlstate(error: OperationalError) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""


def path_of(digest: str) -> Path:
    """Where the bytes of a hash lie."""
    return Path(settings.RECEIVED) / digest[:2] / digest


def drop(digests: Iterable[str], given_up: QuerySet[Any] | None = None) -> None:
    """Bytes go once the caller's transaction stands, but for those that a row of any table still names: the same bytes may have
    come in for something else. `given_up`: rows that stay and need them no more. A statement for each table that names bytes
    and each 500 of them.
    """
    wanted = set(digests)
    transaction.on_commit(lambda: _unlink(wanted - set(_named(wanted, given_up))))


def _named(digests: set[str], given_up: QuerySet[Any] | None) -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, KeptBytes):
                rows = model._default_manager.all()
                if given_up is not None and given_up.model is model:
                    rows = rows.exclude(pk__in=given_up.values("pk"))
                for part in in_parts(digests):
                    yield from rows.filter(**{f"{field.name}__in": part}).values_list(field.name, flat=True)


def _unlink(digests: set[str]) -> None:
    for digest in digests:
        path_of(digest).unlink(missing_ok=True)


def _write_whole(path: Path, data: bytes) -> None:
    folder, name = os.path.split(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    # It comes into being beside the folders: in one that is new itself that takes half as long again.
    temporary = f"{os.path.dirname(folder)}/{name}.{os.getpid()}.{get_ident()}"
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
