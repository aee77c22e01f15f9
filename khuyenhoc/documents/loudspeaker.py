"""What the village loudspeaker says of a decision: short sentences to be read twice within two minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from khuyenhoc.documents.wording import decision_told, listed, recognised_told, villages_told

SYLLABLES_A_MINUTE: Final = 200
"""How fast a text is read out slowly: our own measure, nobody prescribed it."""
TIMES: Final = 2
MINUTES: Final = 2


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What is told: by which decision how many of what, and of which villages (name, how many) they are. `names`: of whole units,
    which are nobody's own.
    """

    association: str
    noun: str
    titled: str
    year: int
    number: str
    decided_on: dt.date
    body: str
    by_village: Sequence[tuple[str, int]]
    total: int
    names: Sequence[str] = ()


def spoken(told: Broadcast) -> str:
    """The text, a sentence a line. The villages are named one by one where two readings fit into two minutes with them; else
    those with most, as many as fit. So are whole units."""
    named = sorted(told.by_village, key=lambda pair: -pair[1])
    for number in range(max(len(named), len(told.names)), -1, -1):
        text = _text(told, named[:number], told.names[:number])
        if seconds(text) * TIMES <= MINUTES * 60 or not number:
            return text
    raise AssertionError


def seconds(text: str) -> int:
    """How long one slow reading takes, rounded up."""
    return -(-len(text.split()) * 60 // SYLLABLES_A_MINUTE)


def minutes(text: str) -> Fraction:
    """How long all readings take."""
    return Fraction(seconds(text) * TIMES, 60)


def _text(told: Broadcast, named: Sequence[tuple[str, int]], names: Sequence[str]) -> str:
    villages = villages_told([pair for pair in told.by_village if pair in named], told.total, told.noun)
    lines = [
        "Đây là Tiếng loa khuyến học.",
        f"{told.association} xin thông báo tới toàn thể nhân dân.",
        f"{decision_told(told.number, told.decided_on, told.body)}, "
        f"{recognised_told(told.total, told.noun, told.titled, told.year)}.",
        f"Trong đó: {listed(villages)}." if villages else "",
        f"{'Đó là' if len(names) == told.total else 'Trong đó có'}: {listed(names)}." if names else "",
        f"Xin chúc mừng các {told.noun}. Danh sách và giấy công nhận có tại {told.association}.",
        "Thông báo xin được nhắc lại một lần nữa.",
    ]
    return "\n".join(line for line in lines if line)
