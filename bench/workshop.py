"""Installations in temporary folders, for benchmarks that need one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness import process

KHUYENHOC = str(Path(sys.executable).with_name("khuyenhoc"))
PROVINCE, YEAR, COLLECTION = "30", "2023", "BC-NAM-2023"


def environment(home: Path, *, lean: bool = False) -> dict[str, str]:
    """The environment of a command on the installation in `home`, whatever this one's own is.

    `lean`: for a process that is not ours and sets Django up by itself.
    """
    # Without the last one the code is compiled once, as that of every rival is.
    ours = {"KHUYENHOC_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    settings = {"DJANGO_SETTINGS_MODULE": "khuyenhoc.config.settings.lean"} if lean else {}
    return {**kept, **settings, "KHUYENHOC_HOME": str(home)}


def set_up(home: Path, settings: str = "lean") -> None:
    """Django in this process, on an installation in a folder."""
    os.environ |= {"KHUYENHOC_HOME": str(home), "DJANGO_SETTINGS_MODULE": f"khuyenhoc.config.settings.{settings}"}
    import django

    django.setup()


@contextmanager
def installation(*command: str) -> Iterator[Path]:
    """The home of a new installation, made by a command of ours; gone afterwards."""
    with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        home = Path(folder) / "home"
        process(KHUYENHOC, *command, env=environment(home))()
        yield home
