"""`khuyenhoc --help`: at most 0,5 s, so no Django behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.harness import Contest, process
from bench.workshop import KHUYENHOC


@contextmanager
def contest() -> Iterator[Contest]:
    yield Contest(
        ours=process(KHUYENHOC, "--help"),
        rivals={"django-admin": process(sys.executable, "-m", "django", "help")},
        limit=("python -c pass", process(sys.executable, "-c", "pass")),
    )
