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
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from threading import Lock
from typing import Generic, Self, TypeVar

from msgspec import Struct, field

Item = TypeVar("Item")
Result = TypeVar("Result")
_SERVER = get_context("forkserver")
_ONE_AT_A_TIME = Lock()
"""The environment is the whole process's, and a server has many threads."""
_TO_START = 120.0
"""Seconds that a child may take to begin, on a machine that has much to do."""
_WINDOW = 64
"""How many results may wait for their turn, so that a long first file does not fill the memory with those after it."""


class Guard(Struct, frozen=True):
    """`seconds` for one item, `memory` (address space, bytes) for one child."""

    seconds: float = 30.0
    memory: int = 2 * 1024**3


# What every child begins with: how it is told its work, and this. ("__main__" would do nothing: the server is not told where
# that is.)
_BROUGHT_IN = ["pkgutil", "multiprocessing.popen_forkserver", __name__]


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
    few: int = 1,
) -> Iterator[Result]:
    """`work(item)` for each item, in their order. `lost(item)` stands for one whose child died or took too long.

    `work` and the items are sent to the children, so they have to be picklable. What `work` raises counts as lost. Each child
    is given up to `ahead` items, so that it has work while results are dealt with; more than one only where items are small:
    all of them together have to fit into a pipe. `few`: as `Workers` has it.
    """
    with Workers(work, lost, guard, processes, ahead=ahead, few=few) as workers:
        for item in items:
            workers.give(item)
        yield from workers.results()


class _Child(Struct, Generic[Item]):
    """A process, the items that it was given with their numbers, and by when the first of them has to be done."""

    process: ForkServerProcess
    pipe: Connection
    given: deque[tuple[int, Item]] = field(default_factory=deque)
    ready: bool = False
    until: float = 0.0

    def begins(self, seconds: float) -> None:
        """The time for an item runs from when the child can work at it, not from when it was called into being."""
        self.until = time.monotonic() + seconds + (0 if self.ready else _TO_START)


class Workers(Generic[Item, Result]):
    """Up to so many children (`processes`), gone when it ends; what they are given, and their results in that order.

    The first begins with the first item, others when more than `few` items have been given. See `in_children`.
    """

    def __init__(
        self, work: Callable[[Item], Result], lost: Callable[[Item], Result], guard: Guard, processes: int, *, ahead: int = 1,
        few: int = 1,
    ) -> None:  # fmt: skip
        self._work, self._lost, self._guard, self._processes = work, lost, guard, processes
        self._ahead, self._few = ahead, few
        self._given, self._next = 0, 0
        self._waiting: deque[tuple[int, Item]] = deque()
        self._children: list[_Child[Item]] = []
        self._done: dict[int, Result] = {}

    def __enter__(self) -> Self:
        start_server()
        return self

    def __exit__(self, *_how: object) -> None:
        for child in self._children:
            _end(child)

    def give(self, item: Item) -> None:
        """One more item. Children that have room for it begin with it."""
        self._waiting.append((self._given, item))
        self._given += 1
        wanted = 1 if self._given <= self._few else self._processes
        while len(self._children) < min(wanted, self._given):
            self._children.append(self._started())
        self._feed()

    def results(self) -> Iterator[Result]:
        """The results of all that was given, each once, as they come."""
        while self._next < self._given:
            while self._next not in self._done:
                self._feed()
                self._collect()
            self._next += 1
            yield self._done.pop(self._next - 1)

    def _feed(self) -> None:
        until = self._next + _WINDOW
        for child in sorted(self._children, key=lambda c: len(c.given)):
            while len(child.given) < self._ahead and self._waiting and self._waiting[0][0] < until:
                if not child.given:
                    child.begins(self._guard.seconds)
                child.given.append(self._waiting.popleft())
                with suppress(OSError):  # a child that died meanwhile is noticed when its answer is collected
                    child.pipe.send(child.given[-1][1])

    def _collect(self) -> None:
        busy = [c for c in self._children if c.given]
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
        child.begins(self._guard.seconds)
        if answer is None:
            return
        number, item = child.given.popleft()
        ok, result = answer
        self._done[number] = result if ok else self._lost(item)

    def _replace(self, child: _Child[Item]) -> None:
        """Another one in the place of a child that is gone: only the item that it was at is lost."""
        number, item = child.given.popleft()
        self._done[number] = self._lost(item)
        self._waiting.extendleft(reversed(child.given))
        self._children.remove(child)
        _end(child)
        if self._waiting:
            self._children.append(self._started())

    def _started(self) -> _Child[Item]:
        ours, theirs = _SERVER.Pipe()
        process = _SERVER.Process(target=_serve, args=(theirs, self._work, self._guard.memory), daemon=True)
        process.start()
        theirs.close()
        return _Child(process, ours)


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
