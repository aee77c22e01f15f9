"""What may befall an intake on an installation of its own, in processes of its own. Run as a script; it says what it found.

    KHUYENHOC_HOME=FOLDER python -m tests.browser.misfortunes

Three files come in. The process that reads them is killed after the first one; then the database has no room for the others; at
last the run is queued again for the worker of the server. As JSON: the run, a link of xã Tuấn Việt, and what stood after each
misfortune.
"""

from __future__ import annotations

import json
import os
import signal
import sys

OWNERS = {"10753": "xã Lai Vu", "10759": "xã Thượng Vũ", "10762": "xã Cổ Dũng"}
LINKED = {"10768": "xã Tuấn Việt"}
"""Communes of which the other tests on the installation know nothing, by their codes."""


def report(name: str) -> bytes:
    """A clean return of one of them."""
    from tests.workbooks import official

    return official(f"Hội Khuyến học {name}, huyện Kim Thành")


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.full")
    django.setup()
    from khuyenhoc.access.links import create_links, token_of
    from khuyenhoc.access.models import User
    from khuyenhoc.access.office import OFFICE
    from khuyenhoc.audit import clock
    from khuyenhoc.returns.models import Collection, IntakeRun
    from khuyenhoc.returns.receiving import take_in
    from khuyenhoc.returns.tasks import LOST_AFTER, requeue_lost_runs
    from khuyenhoc.units.models import Unit
    from khuyenhoc.units.queries import unit_map

    office, collection = User.objects.get(username=OFFICE), Collection.objects.get()
    files = [(f"{code}.xlsx", report(name)) for code, name in OWNERS.items()]
    run = take_in(by=office, collection=collection, files=files)
    said = {"run": run.pk, "signal": _killed(run), "left": _state(run)}
    said |= {"refused": _without_room(run), "then": _state(run)}
    IntakeRun.objects.filter(pk=run.pk).update(heartbeat=run.heartbeat - 2 * LOST_AFTER)
    unit = Unit.objects.get(code=min(LINKED))
    until = clock.today().replace(year=clock.today().year + 1, day=1)
    map_ = unit_map(collection.period_ends)
    [link] = create_links(by=office, units=[unit], purpose=collection.code, expires_on=until, map_=map_)
    print(json.dumps(said | {"token": token_of(link), "found": requeue_lost_runs()}))


def _state(run) -> list[int]:
    """How many returns and figures there are, and how many of the run's files wait."""
    from khuyenhoc.returns.models import Cell, Return
    from khuyenhoc.returns.receiving import QUEUED

    figures = Cell.objects.filter(return_of__file__run=run, stated="value").count()
    return [Return.objects.filter(file__run=run).count(), figures, run.files.filter(outcome=QUEUED).count()]


def _without_room(run) -> str:
    """What is said when the database cannot take another page, as on a full disk."""
    from django.db import connection

    from khuyenhoc.audit.storage import NotKept
    from khuyenhoc.returns.receiving import read_run

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1")  # never below what is taken already
    try:
        read_run(run=run)
    except NotKept as refused:
        return str(refused)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 2147483646")
    return ""


def _killed(run) -> int:
    """The signal that ended the process that read the run: after its first file it is killed."""
    from django.db import connections

    from khuyenhoc.returns import receiving

    connections.close_all()
    child = os.fork()
    if child == 0:
        receiving.CHUNK = 1
        receiving.read_run(run=run, progress=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    sys.exit(main())
