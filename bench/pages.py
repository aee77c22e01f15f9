"""Pages under load: a hundred requests a second for a minute at the server on this machine. To hold: p95 50 ms, no error.

The leaders' page, figures, board and article of 1.000 communes over 5 years. `p50_ms`, `p95_ms`, `worst_ms` and `errors` are of
all requests, counted from when each was due, so that a queue is not hidden; `pages`: p95 of each page. `processor_ms`: of the
server and all that it started, a request; `load`: how many wanted the processors just before. Timed in turns: the four
pages once each, one after the other; the limit is a page without figures as often. BENCH_SECONDS makes it shorter.
"""

from __future__ import annotations

import http.client
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench.harness import Contest
from bench.installed import populous
from bench.memory import processor_seconds
from bench.populous import LAST_YEAR, TOP
from tests.serving import served

COMMUNES, YEARS, RATE = 1_000, 5, 100
SECONDS = float(os.environ.get("BENCH_SECONDS", 60))
VISITORS = 16
"""Connections that are kept open, each asking when the last answer is there and the next request is due."""
WARMING = 3
"""How often each of them asks for every page beforehand: a server has several processes, and each reads the books once."""


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
    with populous(communes, years) as (home, known), served(home) as address:
        pages = {
            "leaders": f"/lanh-dao/{TOP}/?ky={LAST_YEAR}", "figures": f"/so-lieu/{TOP}/?ky={LAST_YEAR}",
            "board": f"/dot/BC-NAM-{LAST_YEAR}/", "article": known["article"],
        }  # fmt: skip
        visitors = [Visitor(address, known["session"]) for _n in range(VISITORS)]
        warm(visitors, pages)
        begin, load = processor_seconds(), os.getloadavg()[0]
        found = under_load(visitors, pages, rate, seconds)
        used = 1000 * (processor_seconds() - begin) / len(found)
        note = {"rate": rate, "seconds": seconds, "processor_ms": round(used, 1), "load": load, **summed_up(found)}
        yield Contest(
            ours=lambda: [visitors[0].ask(page, path, 0) for page, path in pages.items()],
            rivals={},
            limit=("no figures", lambda: [visitors[0].ask("limit", "/bieu-mau/", 0) for _page in pages]),
            note={"communes": communes, "years": years, **note},
        )


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


def warm(visitors: Sequence[Visitor], pages: dict[str, str]) -> None:
    """ValueError for a page that is not there."""
    for page, path in pages.items():
        if not all(visitor.ask(page, path, 0).is_fine for visitor in visitors for _turn in range(WARMING)):
            raise ValueError(f"{page} is not there: {path}")


def under_load(visitors: Sequence[Visitor], pages: dict[str, str], rate: int, seconds: float) -> list[Asked]:
    """A request is due every 1/`rate` seconds, whether or not those before it are answered."""
    number, names = int(rate * seconds), list(pages)
    begin, found, turn, lock = time.monotonic() + 0.5, [], iter(range(number)), threading.Lock()

    def visit(visitor: Visitor) -> None:
        while True:
            with lock:
                n = next(turn, None)
            if n is None:
                return
            due = begin + n / rate
            time.sleep(max(0.0, due - time.monotonic()))
            page = names[n % len(names)]
            found.append(visitor.ask(page, pages[page], due))

    visits = [threading.Thread(target=visit, args=(visitor,)) for visitor in visitors]
    for one in visits:
        one.start()
    for one in visits:
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
