"""What a layout is given: the random stream, the units with their figures, the manner, and what stands over each table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.corpus import heads
from tests.corpus.figures import Manner
from tests.corpus.labels import label_maker
from tests.corpus.parts import FORM, Cell, Filled, Row

TYPED = [i.code for i in FORM.typed]


@dataclass
class Job:
    """`said`: the rows that say whose a table is; empty where the file's or the sheet's name says it."""

    random: Random
    filled: list[Filled]
    manner: Manner
    said: Callable[[Filled], list[Row]]
    sheet: str = "Báo cáo"

    def head(self, one: Filled) -> list[Row]:
        said, title = self.said(one), heads.title(self.random)
        rows = [*said, title] if self.random.random() < 0.7 else [title, *said]
        return [*rows, *self.around(), *heads.gap(self.random)]

    def around(self) -> list[Row]:
        """The line that states the unit of the money, where neither the labels nor a column does."""
        if self.manner.stated != "around" or self.manner.factor_name == "đồng":
            return []
        says = self.random.choice(["Đơn vị tính: {}", "ĐVT: {}", "({})", "Đơn vị tính tiền: {}"])
        return [[None] * self.random.choice([0, 2, 3]) + [says.format(self.manner.factor_name)]]

    def word(self) -> Callable[[str], str]:
        """Labels, with the unit of the money in brackets where it stands there."""
        make = label_maker(self.random)

        def worded(code: str) -> str:
            text = make(code)
            if FORM.by_code[code].is_money and self.manner.stated == "label" and self.manner.factor_name != "đồng":
                return f"{text} ({self.manner.factor_name})"
            return text

        return worded

    def measure(self, one: Filled, code: str) -> str:
        return one.puts[code].measure

    def junk(self, code: str) -> Cell:
        """A figure of another year or of a plan: it must never come out."""
        return self.random.randint(700_000, 900_000) * (1000 if FORM.by_code[code].is_money else 1) + 3

    def pick(self, options: list[str]) -> str:
        return self.random.choice(options)
