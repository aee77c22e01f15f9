"""Timing in turns: ours, each rival and the limit once a round, so that a slow minute of the machine hits all of them."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

Work = Callable[[], object]


@dataclass(frozen=True)
class Contest:
    """What is compared. Each piece of work is run once a round, after `before`, which is not timed.

    `note` gives what is measured besides time.
    """

    ours: Work
    rivals: dict[str, Work]
    limit: tuple[str, Work]
    before: Work = lambda: None
    note: dict[str, Any] = field(default_factory=dict)


Bench = Callable[[], AbstractContextManager[Contest]]


def seconds(work: Work, before: Work = lambda: None) -> float:
    before()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def milliseconds(work: Work, times: int = 7) -> float:
    """The median."""
    return round(median(seconds(work) for _turn in range(times)) * 1000, 1)


def in_turns(contest: Contest, rounds: int) -> dict[str, list[float]]:
    """Seconds of each contestant by round, after one run of each that does not count (files come into memory)."""
    works = dict(_contestants(contest))
    for work in works.values():
        seconds(work, contest.before)
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds):
        # Whoever goes first changes from round to round.
        names = list(works)[turn % len(works) :] + list(works)[: turn % len(works)]
        for name in names:
            taken[name].append(seconds(works[name], contest.before))
    return taken


def _contestants(contest: Contest) -> Iterator[tuple[str, Work]]:
    yield "ours", contest.ours
    yield from contest.rivals.items()
    yield contest.limit


def verdict(name: str, contest: Contest, taken: dict[str, list[float]]) -> dict[str, Any]:
    """The result as JSON: seconds, and how many times ours the median of each other one is."""
    ours = median(taken["ours"])

    def against(other: str) -> dict[str, float]:
        return {"min": _shown(min(taken[other])), **_compared(median(taken[other]), ours)}

    limit = contest.limit[0]
    return {
        "name": name,
        "ours": {"min": _shown(min(taken["ours"])), "median": _shown(ours)},
        "rivals": {rival: against(rival) for rival in contest.rivals},
        "limit": {"name": limit, **_compared(median(taken[limit]), ours)},
        **contest.note,
    }


def _compared(other: float, ours: float) -> dict[str, float]:
    return {"median": _shown(other), "ratio": round(other / ours, 2)}


def _shown(value: float) -> float:
    return round(value, 4)


def process(*command: str, env: dict[str, str] | None = None, codes: tuple[int, ...] = (0,)) -> Work:
    """The work of running a command to its end. CalledProcessError where its exit code is none of `codes`."""

    def work() -> None:
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode not in codes:
            raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)

    return work
