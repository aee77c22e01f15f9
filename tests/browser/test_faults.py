"""Misfortunes with real parts: no room in the database, a killed process, a line that breaks, two phones at once."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.browser.misfortunes import LINKED, OWNERS, report
from tests.fixtures import CLEAN
from tests.migrated import NAME
from tests.serving import environment

BOUNDARY = "het-mot-phan"
ENOUGH = 20.0
"""Seconds for what takes one."""


@pytest.fixture(scope="module")
def befallen(founded: Path, site: str) -> dict:
    """What the script of misfortunes found, and the address by which xã Tuấn Việt sends its file."""
    command = [sys.executable, "-m", "tests.browser.misfortunes"]
    found = subprocess.run(command, env=environment(founded), check=True, capture_output=True, text=True).stdout
    return json.loads(found)


def rows(home: Path, query: str, *values: object) -> list[tuple]:
    with closing(sqlite3.connect(home / NAME)) as database:
        return database.execute(query, values).fetchall()


def revisions(home: Path, units: dict[str, str]) -> list[tuple]:
    """(unit, revision) of all returns of some units."""
    query = "SELECT u.code, r.revision FROM returns_return r JOIN units_unit u ON u.id = r.unit_id ORDER BY u.code, r.revision"
    return [row for row in rows(home, query) if row[0] in units]


def test_a_killed_reader_leaves_whole_returns_alone(befallen: dict) -> None:
    assert (befallen["signal"], befallen["left"]) == (-9, [1, len(CLEAN), len(OWNERS) - 1])


def test_a_database_without_room_refuses_in_words_and_stores_nothing(befallen: dict) -> None:
    assert "hết chỗ" in befallen["refused"]
    assert befallen["then"] == befallen["left"]


def test_the_run_of_a_killed_reader_is_found_and_ends_without_doubles(befallen: dict, founded: Path) -> None:
    assert befallen["found"] == 1
    until = time.monotonic() + ENOUGH
    while rows(founded, "SELECT state FROM returns_intakerun WHERE id = ?", befallen["run"]) != [("done",)]:
        assert time.monotonic() < until, "no worker took the run again"
        time.sleep(0.1)
    assert revisions(founded, OWNERS) == [(code, 1) for code in OWNERS]


def sending(site: str, token: str, data: bytes, *, cut: int = 0) -> str:
    """The answer to a file sent by the link, of which the last `cut` bytes never come."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="tep"; filename="bao cao.xlsx"\r\n\r\n'.encode()
    body = head + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    host = site.removeprefix("http://")
    lines = [
        f"POST /l/{token}/gui-tep/ HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}", "Connection: close",
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}", "", "",
    ]  # fmt: skip
    with socket.create_connection((host.split(":")[0], int(host.split(":")[1])), timeout=ENOUGH) as line:
        line.sendall("\r\n".join(lines).encode() + body[: len(body) - cut])
        if cut:
            line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()


def test_a_sending_that_breaks_off_is_said_and_nothing_of_it_is_kept(befallen: dict, founded: Path, site: str) -> None:
    before = rows(founded, "SELECT count(*) FROM returns_receivedfile")
    answer = sending(site, befallen["token"], report(LINKED[min(LINKED)]), cut=4000)
    assert answer.startswith("HTTP/1.1 409")
    assert "Mạng bị ngắt giữa chừng nên tệp chưa đến đủ; chưa nhận tệp nào." in answer
    assert rows(founded, "SELECT count(*) FROM returns_receivedfile") == before


def test_two_phones_that_send_one_file_at_once_make_one_return(befallen: dict, founded: Path, site: str) -> None:
    data = report(LINKED[min(LINKED)])
    with ThreadPoolExecutor(2) as phones:
        answers = list(phones.map(lambda _: sending(site, befallen["token"], data), range(2)))
    assert [answer.split("\r\n")[0] for answer in answers] == ["HTTP/1.1 302 Found"] * 2
    assert revisions(founded, LINKED) == [(code, 1) for code in LINKED]
    kept = "SELECT count(*), count(DISTINCT sha256) FROM returns_receivedfile WHERE name = 'bao cao.xlsx'"
    assert rows(founded, kept) == [(2, 1)]


def test_browsers_that_ask_for_nothing_shut_nobody_out(site: str) -> None:
    """Ten people read a page; each of their browsers keeps six connections open."""
    with ExitStack() as open_lines:
        for _n in range(60):
            line = open_lines.enter_context(closing(HTTPConnection(site.removeprefix("http://"), timeout=ENOUGH)))
            line.request("GET", "/tai-khoan/login/")
            answer = line.getresponse()
            assert (answer.status, bool(answer.read())) == (200, True)
