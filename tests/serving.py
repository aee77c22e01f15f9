"""A real server on an installation of its own, and the machine's browser: for browser tests and for pictures."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

COMMAND = (sys.executable, "-m", "khuyenhoc.cli.main")
STARTS_WITHIN = 60.0
"""Seconds; the first start also collects the static files."""


def environment(home: Path) -> dict[str, str]:
    """What a command on the installation in `home` finds, whatever the tests themselves run on."""
    ours = {"KHUYENHOC_HOME", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "KHUYENHOC_HTTPS", "KHUYENHOC_HOSTS"}
    return {name: value for name, value in os.environ.items() if name not in ours} | {"KHUYENHOC_HOME": str(home)}


def run(home: Path, *arguments: str) -> str:
    """Runs a command of ours to its end; what it printed. CalledProcessError unless it is done."""
    return subprocess.run(
        [*COMMAND, *arguments], env=environment(home), check=True, text=True, stdout=subprocess.PIPE
    ).stdout


def run_module(home: Path, module: str) -> str:
    """Runs a module as a script on the installation in `home`; what it printed. CalledProcessError unless it is done."""
    command = [sys.executable, "-m", module]
    return subprocess.run(command, env=environment(home), check=True, text=True, stdout=subprocess.PIPE).stdout


@contextlib.contextmanager
def served(home: Path, *command: str, public: str = "") -> Iterator[str]:
    """The address of a server on `home`, which is stopped afterwards with all that it started.

    `command`: another server than `khuyenhoc serve`; it is told its port by `--port`. `public`: by which address it is to say
    that it is reached from outside.
    """
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = (*(command or (*COMMAND, "serve")), "--port", str(port))
    with (home / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=environment(home) | {"KHUYENHOC_URL": public or address}, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    try:
        _wait(address, server, home / "serve.log")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/tai-khoan/login/", timeout=10).close()
            return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(f"máy chủ không chạy:\n{log.read_text(errors='replace')}")


def chromium() -> str:
    """The machine's browser: the one without windows where it is there, which opens a page for two fifths of the processor.

    FileNotFoundError, with what to install, where there is none.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("Máy này chưa có Chromium. Trên Debian: apt-get install chromium")
