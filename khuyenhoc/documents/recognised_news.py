"""A short article on a decision: by which decision how many were recognised, and of which villages. It names nobody: who may be
named stands on the page that announces the decision, and stands there only as long as they want."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc.documents.wording import decision_told, listed, recognised_told, villages_told
from khuyenhoc.vietnamese.text import capitalised, in_sentence


@dataclass(frozen=True, slots=True)
class RecognisedNews:
    """`place`: the unit with what it lies in; `bare`: the unit alone. `by_village`: (name, how many), in calling order."""

    place: str
    bare: str
    noun: str
    titled: str
    year: int
    number: str
    decided_on: dt.date
    body: str
    total: int
    by_village: Sequence[tuple[str, int]]

    @property
    def _recognised(self) -> str:
        return recognised_told(self.total, self.noun, self.titled, self.year)

    @property
    def title(self) -> str:
        """ "Xã Thanh Tùng: 312 gia đình được công nhận gia đình học tập năm 2023"."""
        return f"{capitalised(self.bare)}: {self._recognised}"

    @property
    def lead(self) -> str:
        by = decision_told(self.number, self.decided_on, self.body)
        return f"{by}, {self._recognised} tại {in_sentence(self.place)}."

    @property
    def paragraphs(self) -> list[str]:
        named = [(name, n) for name, n in self.by_village if name]
        villages = villages_told(named, self.total, self.noun)
        found = [f"Trong đó có {listed(villages)}."] if villages else []
        if len(villages) == 1:
            found = [f"{capitalised(self._they)} ấy {'đều ' if self.total > 1 else ''}ở {named[0][0]}."]
        return [*found, f"Hội Khuyến học xin chúc mừng {self._they} được công nhận."]

    @property
    def _they(self) -> str:
        return f"các {self.noun}" if self.total > 1 else self.noun
