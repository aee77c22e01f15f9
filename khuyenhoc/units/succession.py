"""What became of which units, over all dates: values, no database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from msgspec import Struct


class Link(Struct, frozen=True):
    """From a unit (code, None: founded) to a unit (None: dissolved); `whole`: all of it, else a part. `kind` as stored."""

    on: dt.date
    kind: str
    predecessor: str | None
    successor: str | None
    whole: bool


class Successions:
    """The links of all dates, to be followed both ways. A unit that goes on by itself has none but to itself."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._to: dict[str, list[Link]] = defaultdict(list)
        self._from: dict[str, list[Link]] = defaultdict(list)
        self._last: dict[str, dt.date] = {}
        for link in links:
            if link.successor and link.predecessor != link.successor:
                self._last[link.successor] = max(link.on, self._last.get(link.successor, link.on))
            if link.predecessor and link.successor and link.predecessor != link.successor:
                self._to[link.predecessor].append(link)
                self._from[link.successor].append(link)

    def successors(self, code: str) -> list[Link]:
        """Into which other units the unit has gone, next ones only."""
        return list(self._to.get(code, ()))

    def predecessors(self, code: str) -> list[Link]:
        """From which other units the unit has come, last ones only."""
        return list(self._from.get(code, ()))

    def joined(self, code: str, on: dt.date) -> list[str]:
        """The units all of which had gone into this one by a day, over any number of steps, and that were not set up again."""
        found, waiting = dict[str, None](), [code]
        while waiting:
            for link in self._from.get(waiting.pop(), ()):
                other = link.predecessor or ""
                again = self._last.get(other, link.on) > link.on
                if link.whole and link.on <= on and not again and other not in found:
                    found[other] = None
                    waiting.append(other)
        return list(found)

    def heir(self, code: str, on: dt.date) -> str:
        """The unit that has all of this one by a day, over any number of steps; itself where none has, or it is there again."""
        while True:
            nexts = [link for link in self._to.get(code, ()) if link.on <= on]
            if len(nexts) != 1 or not nexts[0].whole or self._last.get(code, nexts[0].on) > nexts[0].on:
                return code
            code = nexts[0].successor or code

    def all_successors(self, code: str) -> list[str]:
        """Every unit that has something of this one, over all dates, nearest first."""
        return list(_reached(code, self._to, lambda link: link.successor))

    def all_predecessors(self, code: str) -> list[str]:
        """Every unit that this one has something of, over all dates, nearest first."""
        return list(_reached(code, self._from, lambda link: link.predecessor))

    def leads_to(self, code: str, there: Container[str]) -> list[str]:
        """The unit itself where it is among those that are `there`, else those of its successors that are."""
        if code in there:
            return [code]
        return [unit for unit in self.all_successors(code) if unit in there]


def _reached(code: str, links: Mapping[str, list[Link]], end: Callable[[Link], str | None]) -> Iterator[str]:
    seen, waiting = {code}, [code]
    while waiting:
        nearest = dict.fromkeys(end(link) for at in waiting for link in links.get(at, ()))
        waiting = [unit for unit in nearest if unit and unit not in seen]
        seen.update(waiting)
        yield from waiting
