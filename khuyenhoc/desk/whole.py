"""A file that is written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from khuyenhoc.audit.storage import REFUSED_BY_DISK, NotKept


def write_whole(path: Path, write: Callable[[IO[bytes]], object]) -> str:
    """The SHA-256 of what was written, which can be read at `path` only when it is all there. NotKept where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                write(file)
                file.seek(0)
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise NotKept(_(REFUSED_BY_DISK)) from error
    return digest
