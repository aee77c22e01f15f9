"""Settings of the commands that need no pages: the rooms with tables, and nothing that takes seconds to import."""

from __future__ import annotations

import os
from typing import Any

import dj_database_url

from khuyenhoc.config.home import BASE, home, secret_key

HOME = home()
SECRET_KEY = secret_key(HOME)
DEBUG = os.environ.get("KHUYENHOC_DEBUG") == "1"

RECEIVED = HOME / "received"
KEPT = HOME / "kept"
PAPERS = HOME / "papers"

INSTALLED_APPS: list[str] = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "khuyenhoc.audit",
    "khuyenhoc.units",
    "khuyenhoc.catalogue",
    "khuyenhoc.access",
    "khuyenhoc.recognition",
    "khuyenhoc.returns",
    "khuyenhoc.ledger",
]
AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


CONNECTION_AGE = 60
"""Seconds for which a thread of the server keeps its connection: opening one costs as much as four statements."""


def _database() -> dict[str, Any]:
    """SQLite in the home folder, or what DATABASE_URL names. IMMEDIATE: a writer queues instead of failing."""
    if url := os.environ.get("DATABASE_URL"):
        return {**dj_database_url.parse(url, conn_max_age=CONNECTION_AGE)}
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": pragmas}
    name = HOME / "khuyenhoc.sqlite3"
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": CONNECTION_AGE}


DATABASES = {"default": _database()}

LOGGING_CONFIG: str | None = None
"""Django's own would bring in mail, templates and error pages for a command that has none of them."""

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
LOCALE_PATHS = [BASE / "khuyenhoc" / "config" / "locale"]

PUBLIC_URL = os.environ.get("KHUYENHOC_URL", "").rstrip("/")
"""The installation's own address, "" where it has none yet."""

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of the largest workbook that is read; a larger one is refused with a sentence and kept."""
