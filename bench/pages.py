"""Pages under load: a hundred requests a second for a minute at the server on this machine. To hold: p95 50 ms, no error.

The leaders' page, figures, board and article of 1.000 communes over 5 years. `p50_ms`, `p95_ms`, `worst_ms` and `errors` are of
all requests, counted from when each was due, so that a queue is not hidden; `pages`: p95 of each page. Timed in turns: the four
pages once each, one after the other; the limit is a page without figures as often.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.harness import Contest
from bench.populous import LAST_YEAR, TOP
from bench.workshop import environment
from tests.serving import served

COMMUNES, YEARS, RATE, SECONDS = 1_000, 5, 100, 60.0
VISITORS = 16
"""Connections that are kept open, each asking when the last answer is there and the next request is due."""
FULL = "khuyenhoc.config.settings.full"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: from when it was due to the last byte of its answer."""

    page: str
    seconds: float
    is_fine: bool


@contextmanager
def contest(
    communes: int = COMMUNES, years: int = YEARS, rate: int = RATE, seconds: float = SECONDS
) -> Iterator[Contest]:
    with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        known = _populous(home, communes, years)
        pages = {
            "leaders": f"/lanh-dao/{TOP}/?ky={LAST_YEAR}", "figures": f"/so-lieu/{TOP}/?ky={LAST_YEAR}",
            "board": f"/dot/BC-NAM-{LAST_YEAR}/", "article": known["article"],
        }  # fmt: skip
        with served(home) as address:
            one = Visitor(address, known["session"])
            for page, path in pages.items():  # the first of each reads the books
                if not one.ask(page, path, time.monotonic()).is_fine:
                    raise ValueError(f"{page} is not there: {path}")
            found = under_load(address, known["session"], pages, rate, seconds)
            yield Contest(
                ours=lambda: [one.ask(page, path, 0) for page, path in pages.items()],
                rivals={},
                limit=("no figures", lambda: [one.ask("limit", "/bieu-mau/", 0) for _page in pages]),
                note={"communes": communes, "years": years, "rate": rate, "seconds": seconds, **summed_up(found)},
            )


def _populous(home: Path, communes: int, years: int) -> dict[str, str]:
    env = environment(home) | {"DJANGO_SETTINGS_MODULE": FULL}
    command = [sys.executable, "-m", "bench.populous", str(communes), str(years)]
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


class Visitor:
    """Somebody signed in, with a connection of their own."""

    def __init__(self, address: str, session: str) -> None:
        self.connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
        self.headers = {"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"}

    def ask(self, page: str, path: str, due: float) -> Asked:
        try:
            self.connection.request("GET", path, headers=self.headers)
            answer = self.connection.getresponse()
            answer.read()
            is_fine = answer.status == 200
        except (OSError, http.client.HTTPException):
            self.connection.close()
            is_fine = False
        return Asked(page, time.monotonic() - due, is_fine)


def under_load(address: str, session: str, pages: dict[str, str], rate: int, seconds: float) -> list[Asked]:
    """A request is due every 1/`rate` seconds, whether or not those before it are answered."""
    number, names = int(rate * seconds), list(pages)
    begin, found, turn, lock = time.monotonic() + 0.5, [], iter(range(number)), threading.Lock()

    def visit() -> None:
        visitor = Visitor(address, session)
        while True:
            with lock:
                n = next(turn, None)
            if n is None:
                return
            due = begin + n / rate
            time.sleep(max(0.0, due - time.monotonic()))
            page = names[n % len(names)]
            found.append(visitor.ask(page, pages[page], due))

    visitors = [threading.Thread(target=visit) for _n in range(VISITORS)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    return found


def summed_up(found: Sequence[Asked]) -> dict[str, Any]:
    """In milliseconds. ValueError for no request."""
    pages = dict.fromkeys(asked.page for asked in found)
    return {
        "requests": len(found),
        "errors": sum(not asked.is_fine for asked in found),
        "p50_ms": _quantile(found, 0.5),
        "p95_ms": _quantile(found, 0.95),
        "worst_ms": _quantile(found, 1.0),
        "pages": {page: _quantile([asked for asked in found if asked.page == page], 0.95) for page in pages},
    }


def _quantile(found: Sequence[Asked], part: float) -> float:
    """The least that so great a part of the requests does not pass."""
    taken = sorted(asked.seconds for asked in found)
    return round(1000 * taken[min(len(taken) - 1, max(0, -int(-part * len(taken) // 1) - 1))], 1)
