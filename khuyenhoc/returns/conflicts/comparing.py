"""Two returns of a unit side by side, cell by cell, what differs first. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from khuyenhoc.catalogue.spec import SectionSpec
from khuyenhoc.returns.conflicts.rules import contends
from khuyenhoc.returns.detail import Detail, Line, return_detail
from khuyenhoc.returns.enums import OPEN, State
from khuyenhoc.returns.models import Return


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the form as each of the two states it."""

    section: SectionSpec
    left: Line
    right: Line

    @property
    def differs(self) -> bool:
        return self.left.share != self.right.share or self.left.said != self.right.said


@dataclass(frozen=True)
class Comparison:
    """`left` is the older one. `contender`: the one of the two that waits to be chosen beside what stands, or None."""

    left: Detail
    right: Detail
    pairs: tuple[Pair, ...]
    contender: Return | None

    @property
    def returns(self) -> tuple[Return, Return]:
        return self.left.return_, self.right.return_

    @property
    def is_sent(self) -> bool:
        """Whether one of the two has been sent already: then only the other has still to be."""
        return any(r.state == State.SUBMITTED for r in self.returns)

    @property
    def different(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.differs]

    @property
    def alike(self) -> list[Pair]:
        return [pair for pair in self.pairs if not pair.differs]


def comparison(one: int, other: int) -> Comparison:
    """Return.DoesNotExist, also where they are not of one unit and collection. Fourteen statements at most."""
    left, right = sorted((return_detail(one), return_detail(other)), key=lambda d: d.return_.revision)
    if left.return_.unit != right.return_.unit or left.return_.collection != right.return_.collection:
        raise Return.DoesNotExist
    there = {line.indicator.code: line for _section, lines in right.sections for line in lines}
    pairs = tuple(Pair(section, line, there[line.indicator.code]) for section, lines in left.sections for line in lines)
    return Comparison(left, right, pairs, _contender(left, right))


def _contender(left: Detail, right: Detail) -> Return | None:
    found = {r.pk: r for r in left.revisions}
    for one, other in ((right, left), (left, right)):
        stands = other.is_open and other.return_.state in OPEN
        if stands and one.return_.pk in found and contends(found[one.return_.pk]):
            return one.return_
    return None
