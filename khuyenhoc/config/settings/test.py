"""Settings of the tests: the server's, in a folder of their own that is new for each run and gone after it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "khuyenhoc-test-"
if "KHUYENHOC_HOME" not in os.environ:
    os.environ["KHUYENHOC_HOME"] = tempfile.mkdtemp(prefix=PREFIX)
    atexit.register(shutil.rmtree, os.environ["KHUYENHOC_HOME"], ignore_errors=True)
elif (worker := os.environ.get("PYTEST_XDIST_WORKER")) and Path(os.environ["KHUYENHOC_HOME"]).name.startswith(PREFIX):
    # Workers inherit the folder of the run: each keeps its received files apart.
    os.environ["KHUYENHOC_HOME"] += f"/{worker}"

from khuyenhoc.config.settings.full import *  # noqa: E402, F403
from khuyenhoc.config.settings.full import DATABASES, HOME, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)

IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3" if IS_SQLITE else "test_khuyenhoc"}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
