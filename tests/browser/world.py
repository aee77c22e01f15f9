"""The world of the browser tests: the demonstration's year with one commune still missing. Run as a script, in its own home.

    KHUYENHOC_HOME=FOLDER python -m tests.browser.world

The province's officer has accepted 234 returns; xã Thanh Tùng has not sent yet. Its two files lie in `FOLDER/thanh-tung`: the
first as it was sent with a mistake that only the officer sees, the second corrected. With it the year is complete. Beside it
stands a small closed collection of the first half of the year, with returns that wait and have no warning.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

COMMUNE = "11242"
FOLDER = "thanh-tung"
CLEAN = 20
"""How many returns of the first half of the year wait without a warning."""


def build() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.full")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from khuyenhoc.access.models import User
    from khuyenhoc.access.office import OFFICE
    from khuyenhoc.audit import clock
    from khuyenhoc.demo import run
    from khuyenhoc.portal.acts import ensure_site
    from khuyenhoc.returns.founding import FOUNDER
    from khuyenhoc.returns.models import Collection
    from tests.browser.clean_world import send_clean

    call_command("migrate", verbosity=0)
    year = run.prepare(lambda text: print(text, flush=True))
    left_out = [f for f in year.files if COMMUNE in f.units]
    without = replace(year, files=[f for f in year.files if COMMUNE not in f.units])
    without.receive_and_review()
    with clock.told(2024, 1, 9):
        ensure_site(by=FOUNDER, unit="30")
    collection = Collection.objects.select_related("unit", "form").get()
    send_clean(by=User.objects.get(username=OFFICE), like=collection, number=CLEAN)
    folder = Path(settings.HOME) / FOLDER
    folder.mkdir()
    for file in left_out:
        (folder / f"lan-{file.round}.xlsx").write_bytes((year.folder / file.path).read_bytes())
    (Path(settings.HOME) / run.FINISHED).touch()


if __name__ == "__main__":
    build()
