"""What is wrong in the first files of communes that are sent back: made on purpose, each with the officer's sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from khuyenhoc.demo.findings import Written
from khuyenhoc.demo.profile import Data, Range
from khuyenhoc.returns.values import Stated


class FaultSpec(Data, frozen=True, kw_only=True):
    """A kind of mistake; `sending-30-2023.yaml` says what each key means. `check` is None where no check finds it."""

    check: str | None = None
    indicator: str
    sentence: str
    set: str | None = None
    of: str | None = None
    add: tuple[int, int] | None = None
    share: Range | None = None
    step: int = 1
    text: str | None = None
    swap: tuple[str, str] | None = None
    blank: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        computed = bool(self.set and self.of and (self.add or self.share))
        if sum((computed, bool(self.set and self.text), bool(self.swap), bool(self.blank))) != 1:
            raise ValueError("a fault changes cells in exactly one way")


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in one unit's file: on which cell, which check finds it (None: the officer does), what she writes back."""

    unit: str
    check: str | None
    indicator: str
    sentence: str


def spoil(row: Mapping[str, Written], spec: FaultSpec, random: Random) -> dict[str, Written]:
    """A copy of a unit's figures with the mistake in it."""
    spoilt = dict(row)
    if spec.swap:
        first, second = spec.swap
        spoilt[first], spoilt[second] = row[second], row[first]
    for code in spec.blank:
        spoilt[code] = Stated.BLANK
    if spec.set:
        spoilt[spec.set] = spec.text or _computed(row, spec, random)
    return spoilt


def _computed(row: Mapping[str, Written], spec: FaultSpec, random: Random) -> int:
    base = row[spec.of or ""]
    if not isinstance(base, int) or isinstance(base, bool):
        raise TypeError(f"{spec.of} states no number to change")
    if spec.add:
        return base + random.randint(*spec.add) * spec.step
    low, high = spec.share or (1.0, 1.0)
    return round(base * random.uniform(low, high))
