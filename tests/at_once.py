"""Acts in real processes of their own that begin together, or die in the middle: for tests of what is never half done."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.migrated import another


def play(module: str, home: Path) -> Any:
    """What a script says as JSON, run with a database of its own, of the engine that the tests run on."""
    from django.db import connection

    with another(home, connection.settings_dict) as where:
        ours = {name: value for name, value in os.environ.items() if name not in ("KHUYENHOC_HOME", "DATABASE_URL")}
        command, environment = [sys.executable, "-m", module], ours | where
        said = subprocess.run(command, env=environment, check=True, text=True, stdout=subprocess.PIPE).stdout
    return json.loads(said)


def set_up() -> None:
    """Django, in such a script."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.test")
    django.setup()


def at_once(*acts: Callable[[], object], refused: type[Exception]) -> list[str]:
    """What became of acts that begin together, each in a process of its own: "done", "refused", or the signal that ended it."""
    from django.db import connections

    connections.close_all()
    ready, go = os.pipe()
    children = [_child(act, refused, ready, go) for act in acts]
    os.close(ready)
    os.close(go)  # the end of the pipe is the start of the race
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    said = {0: "done", 3: "refused", -signal.SIGKILL: "killed"}
    return sorted(said.get(end, str(end)) for end in ends)


def dying(act: Callable[[], object], before: str) -> None:
    """The process is killed before the first statement that begins so, as by a machine that goes off."""
    from django.db import connection

    def wrapper(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if sql.startswith(before):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *arguments)

    with connection.execute_wrapper(wrapper):
        act()


def _child(act: Callable[[], object], refused: type[Exception], ready: int, go: int) -> int:
    if child := os.fork():
        return child
    os.close(go)
    os.read(ready, 1)
    code = 1
    with contextlib.suppress(refused):
        code = 3
        act()
        code = 0
    os._exit(code)
