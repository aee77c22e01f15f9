"""Tables of earlier years as they are sent, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable

from khuyenhoc.returns.earlier.queries import look_at
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.situation import last_period
from khuyenhoc.returns.values import LastPeriod

Draft = Callable[..., Return]
UNIT = "11242"


def figures(*lines: str, header: str = "period;unit;indicator;value") -> bytes:
    return "\n".join([header, *lines]).encode()


def villages(*lines: str, header: str = "unit;villages;from;source") -> bytes:
    return "\n".join([header, *lines]).encode()


def codes(return_: Return) -> set[str]:
    return {f.code for f in return_.findings.all()}


def faults(data: bytes) -> dict[int, str]:
    return {f.line: f.message for f in look_at(data=data, name="t.csv").judged.faults}


def last_period_of(period: str) -> dict[str, LastPeriod]:
    return last_period(Collection.objects.select_related("form").get(period=period))
