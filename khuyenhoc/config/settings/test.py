"""Settings of the tests: the server's, in a folder of their own that is new for each run."""

from __future__ import annotations

import os
import tempfile

if "KHUYENHOC_HOME" not in os.environ:
    os.environ["KHUYENHOC_HOME"] = tempfile.mkdtemp(prefix="khuyenhoc-test-")

from khuyenhoc.config.settings.full import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
