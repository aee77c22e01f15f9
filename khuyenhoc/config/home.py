"""Where an installation keeps what it owns: database, received files, made papers, the secret key.

One folder, `KHUYENHOC_HOME` (default: `var/` beside the package), so that a copy of the folder is a copy of all.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The folder, made at first use and open to its owner alone."""
    folder = Path(os.environ.get("KHUYENHOC_HOME") or BASE / "var").resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key(folder: Path) -> str:
    """The installation's secret key, made at first start with mode 600. A file that is there is never overwritten."""
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
