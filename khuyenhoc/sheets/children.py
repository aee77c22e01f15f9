"""Work done in child processes with limits on memory and time, in order; one that dies or hangs takes nothing with it.

Children come from a server that has nothing of ours but modules: no connection and no thread of this process is copied into
them, and each one starts in milliseconds.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from threading import Lock
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_SERVER = get_context("forkserver")
_ONE_AT_A_TIME = Lock()
"""The environment is the whole process's, and a server has many threads."""
_TO_START = 120.0
"""Seconds that a child may take to begin, on a machine that has much to do."""
_WINDOW = 64
"""How many results may wait for their turn, so that a long first file does not fill the memory with those after it."""


@dataclass(frozen=True, slots=True)
class Guard:
    """`seconds` for one item, `memory` (address space, bytes) for one child."""

    seconds: float = 30.0
    memory: int = 2 * 1024**3


# The program itself too: each child would bring it in again.
_BROUGHT_IN = ["__main__"]


def bring_in(module: str) -> None:
    """A module, by its name, that the server has in it when it begins, so that no child has to bring it in.

    What is named after the server has begun is brought in by each child that needs it.
    """
    if module not in _BROUGHT_IN:
        _BROUGHT_IN.append(module)
        _SERVER.set_forkserver_preload(_BROUGHT_IN)


def start_server() -> None:
    """The server of children begins now, beside whatever is done next; otherwise it begins with the first child.

    It looks for modules where this process does, never in the folder that somebody happens to stand in: there lie the files
    that senders have sent.
    """
    places = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with _ONE_AT_A_TIME:
        before = {name: os.environ.get(name) for name in places}
        os.environ.update(places)
        try:
            forkserver.ensure_running()
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value


def in_children(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    lost: Callable[[Item], Result],
    processes: int,
    guard: Guard,
    ahead: int = 1,
) -> Iterator[Result]:
    """`work(item)` for each item, in their order. `lost(item)` stands for one whose child died or took too long.

    `work` and the items are sent to the children, so they have to be picklable. What `work` raises counts as lost. Each child
    is given up to `ahead` items, so that it has work while results are dealt with; more than one only where items are small:
    all of them together have to fit into a pipe.
    """
    start_server()
    pool = _Pool(work, lost, guard, ahead, deque(enumerate(items)))
    try:
        yield from pool.results(processes)
    finally:
        pool.stop()


@dataclass
class _Child(Generic[Item]):
    """A process, the items that it was given with their numbers, and by when the first of them has to be done."""

    process: ForkServerProcess
    pipe: Connection
    given: deque[tuple[int, Item]] = field(default_factory=deque)
    ready: bool = False
    until: float = 0.0

    def begins(self, seconds: float) -> None:
        """The time for an item runs from when the child can work at it, not from when it was called into being."""
        self.until = time.monotonic() + seconds + (0 if self.ready else _TO_START)


@dataclass
class _Pool(Generic[Item, Result]):
    work: Callable[[Item], Result]
    lost: Callable[[Item], Result]
    guard: Guard
    ahead: int
    waiting: deque[tuple[int, Item]]
    children: list[_Child[Item]] = field(default_factory=list)
    done: dict[int, Result] = field(default_factory=dict)

    def results(self, processes: int) -> Iterator[Result]:
        total = len(self.waiting)
        self.children = [self._started() for _ in range(min(processes, total))]
        for number in range(total):
            while number not in self.done:
                self._feed(number + _WINDOW)
                self._collect()
            yield self.done.pop(number)

    def _feed(self, until: int) -> None:
        for child in sorted(self.children, key=lambda c: len(c.given)):
            while len(child.given) < self.ahead and self.waiting and self.waiting[0][0] < until:
                if not child.given:
                    child.begins(self.guard.seconds)
                child.given.append(self.waiting.popleft())
                with suppress(OSError):  # a child that died meanwhile is noticed when its answer is collected
                    child.pipe.send(child.given[-1][1])

    def _collect(self) -> None:
        busy = [c for c in self.children if c.given]
        patience = min(c.until for c in busy) - time.monotonic()
        ready = wait([c.pipe for c in busy], timeout=max(0.0, patience))
        for child in busy:
            if child.pipe in ready:
                self._take(child)
            elif time.monotonic() > child.until:
                self._replace(child)

    def _take(self, child: _Child[Item]) -> None:
        try:
            answer = child.pipe.recv()
        except (EOFError, OSError):
            self._replace(child)
            return
        child.ready = True
        child.begins(self.guard.seconds)
        if answer is None:
            return
        number, item = child.given.popleft()
        ok, result = answer
        self.done[number] = result if ok else self.lost(item)

    def _replace(self, child: _Child[Item]) -> None:
        """Another one in the place of a child that is gone: only the item that it was at is lost."""
        number, item = child.given.popleft()
        self.done[number] = self.lost(item)
        self.waiting.extendleft(reversed(child.given))
        self.children.remove(child)
        _end(child)
        if self.waiting:
            self.children.append(self._started())

    def _started(self) -> _Child[Item]:
        ours, theirs = _SERVER.Pipe()
        process = _SERVER.Process(target=_serve, args=(theirs, self.work, self.guard.memory), daemon=True)
        process.start()
        theirs.close()
        return _Child(process, ours)

    def stop(self) -> None:
        for child in self.children:
            _end(child)


def _end(child: _Child[Item]) -> None:
    child.pipe.close()
    child.process.kill()
    child.process.join()
    child.process.close()


def _serve(pipe: Connection, work: Callable[[Item], Result], memory: int) -> None:
    """A child's whole life: ready, then an item in, its result out, until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    gc.freeze()  # what came with the server stays: it is not looked through again and again
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # how a library dies is nothing for the screen: whoever asked says it
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(None)
        while True:
            pipe.send(_answer(work, pipe.recv()))


def _answer(work: Callable[[Item], Result], item: Item) -> tuple[bool, Result | None]:
    try:
        return True, work(item)
    except Exception:
        return False, None
