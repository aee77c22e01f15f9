"""The demonstration's year in the middle of December, for the handbook's pictures. Run as a script, in its own home.

    KHUYENHOC_HOME=FOLDER python -m docs.half_way build
    KHUYENHOC_HOME=FOLDER python -m docs.half_way serve --port 8000

The first files have been reviewed; those of the last days wait for the officer, and some have mistakes or are still missing.
The server tells every request that it is still that day, so that nothing is a thousand days late.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import django
from msgspec import structs

REVIEWED_UNTIL, NOW = dt.date(2023, 12, 15), dt.date(2023, 12, 20)


def build() -> None:
    """Plays the year up to `NOW`."""
    from django.core.management import call_command

    from khuyenhoc.demo import run

    call_command("migrate", verbosity=0)
    year = run.prepare(lambda text: print(text, flush=True))
    first = [f for f in year.files if f.round == 1]
    early = [f for f in first if f.on <= REVIEWED_UNTIL]
    replace(year, files=early, calendar=structs.replace(year.calendar, first_accepted=NOW)).receive_and_review()
    replace(year, files=[f for f in first if REVIEWED_UNTIL < f.on <= NOW]).receive_round(1)


def serve(*arguments: str) -> None:
    """Becomes a server on that installation."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", *arguments, f"{__package__}.half_way:application"]
    os.execv(sys.executable, server)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The product's own, on that day."""
    from khuyenhoc.audit import clock
    from khuyenhoc.config.wsgi import application as product

    with clock.told(NOW.year, NOW.month, NOW.day):
        return product(environ, start_response)  # type: ignore[no-any-return]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.full")
    django.setup()
    {"build": build, "serve": serve}[sys.argv[1]](*sys.argv[2:])
