"""`khuyenhoc serve`: the web server and one worker for background jobs, watched together."""

from __future__ import annotations

import argparse
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot

LOST_RUNS_EVERY = 30.0
"""Seconds between two looks for runs whose worker died."""
MOST_PROCESSES = 2
"""Of the web server, one for each processor: each holds the books of the years that are asked for."""
MOST_CONNECTIONS = 512
"""Of a process. A browser keeps six open although it asks for nothing, and each counts until half a minute has passed."""


def execute(given: argparse.Namespace) -> int:
    """Serves until it is told to stop (Ctrl+C, SIGTERM). A worker that dies is started again and its jobs repeated."""
    _refuse_synthetic_in_public(given.host)
    prepare()
    return serve(given.host, given.port)


def prepare() -> None:
    """Tables and static files as this version wants them, and a key to sign certificates with."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from khuyenhoc.recognition.certificates.keys import signing_key

    signing_key()
    call_command("collectstatic", verbosity=0, interactive=False)


def _refuse_synthetic_in_public(host: str) -> None:
    # The demonstration's password is printed for all to read.
    from khuyenhoc.access.models import User

    if not ipaddress.ip_address(host).is_loopback and User.objects.filter(synthetic=True).exists():
        raise CouldNot("Bản cài đặt này có tài khoản mẫu với mật khẩu công khai nên chỉ chạy ở 127.0.0.1.")


def serve(host: str, port: int) -> int:
    """Runs web server and worker until they are told to stop. CouldNot where the address is taken."""
    _refuse_taken(host, port)
    signal.signal(signal.SIGTERM, _stop)
    web = subprocess.Popen(_web(host, port))
    worker = subprocess.Popen(_worker())
    try:
        _watch(web, worker)
    except KeyboardInterrupt:
        print("\nĐang dừng máy chủ.")
    finally:
        for process in (web, worker):
            process.terminate()
        for process in (web, worker):
            process.wait()
    return DONE


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CouldNot(
                f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình đó hoặc chọn --port khác."
            ) from error


def _watch(web: subprocess.Popen[bytes], worker: subprocess.Popen[bytes]) -> None:
    from khuyenhoc.recognition.tasks import resume_lists

    resume_lists()
    looked = time.monotonic()
    while True:
        if web.poll() is not None:
            raise CouldNot("Máy chủ web không chạy được. Kiểm tra xem cổng có đang bị chương trình khác dùng không.")
        if worker.poll() is not None:
            worker = subprocess.Popen(_worker())
        if time.monotonic() - looked > LOST_RUNS_EVERY:
            from khuyenhoc.returns.tasks import requeue_lost_runs
            from khuyenhoc.rollups.kept.tasks import keep_what_is_due

            requeue_lost_runs()
            keep_what_is_due()
            looked = time.monotonic()
        time.sleep(0.5)


def _web(host: str, port: int) -> list[str]:
    # Four threads a process held best (docs/adr/0005).
    processes = min(MOST_PROCESSES, os.cpu_count() or 1)
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(processes), "--blocking-threads", "4", "--backpressure", str(MOST_CONNECTIONS), "--no-ws",
        "--log-level", "warning", "khuyenhoc.config.wsgi:application",
    ]  # fmt: skip


def _worker() -> list[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.full")
    return [sys.executable, "-m", "django", "db_worker", "--interval", "0.5", "--queue-name", "*"]


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
