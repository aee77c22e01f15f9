"""What is wrong with criteria sets, in sentences that say where and what to do. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from khuyenhoc.catalogue.criteria import dates, parts, points
from khuyenhoc.catalogue.criteria.gaps import gaps
from khuyenhoc.catalogue.criteria.saying import Finding
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec

__all__ = ["Finding", "faults_of_all", "faults_of_set", "gaps"]


def faults_of_all(sets: Sequence[CriteriaSetSpec], instruments: Collection[str]) -> tuple[Finding, ...]:
    """Of each set, then those between them. `instruments`: codes of those that the catalogue has."""
    return (*(f for one in sets for f in faults_of_set(one, instruments)), *dates.between(sets))


def faults_of_set(one: CriteriaSetSpec, instruments: Collection[str]) -> Iterator[Finding]:
    """What is wrong with a set by itself; what is only unknown is none (see `gaps`)."""
    yield from parts.faults(one, instruments)
    yield from points.faults(one)
    yield from dates.faults(one)
