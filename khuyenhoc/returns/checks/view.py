"""What a check sees: the form, the cells, what is known of the unit; and how it marks a cell in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from khuyenhoc.catalogue.spec import CheckSpec, FormSpec
from khuyenhoc.returns.values import PAGE, REGISTER, Cells, CellValue, LastPeriod, Mark, Stated, UnitContext
from khuyenhoc.vietnamese.money import format_money
from khuyenhoc.vietnamese.numbers import format_count

MISSING = CellValue("", Stated.BLANK)


class View(Struct, frozen=True):
    """One return in front of one check."""

    form: FormSpec
    cells: Cells
    context: UnitContext
    spec: CheckSpec

    def cell(self, code: str) -> CellValue:
        return self.cells.get(code, MISSING)

    def value(self, code: str) -> int | None:
        """The figure that counts: None for blank and invalid, 0 for "không có"."""
        return self.cells.get(code, MISSING).counted

    def label(self, code: str) -> str:
        return self.form.by_code[code].label

    def shown(self, code: str, value: int | None = None) -> str:
        """The figure as a sentence shows it: "1.520", "36.700.000 đồng"."""
        value = self.value(code) if value is None else value
        if value is None:
            return "–"
        return format_money(value) if self.form.by_code[code].is_money else format_count(value)

    def places(self, *codes: str) -> str:
        """Where to look: "ô D17 và ô D19", "" where the file has none of them, or there is no file."""
        # What is typed has its message at the field itself.
        places = [self.cell(c).at.rpartition("!")[2] for c in codes if not self.is_without_file(c)]
        return " và ".join(f"ô {cell}" for cell in places if cell)

    def is_without_file(self, code: str) -> bool:
        """Whether the figure was typed on the pages, or taken from a register."""
        return self.cell(code).at.rpartition("!")[0] in (PAGE, REGISTER)

    @property
    def last(self) -> LastPeriod | None:
        return self.context.last_period

    def mark(self, code: str | None, message: str, *, look_at: tuple[str, ...] = (), level: str | None = None) -> Mark:
        """A mark on a cell (None: on the return), with where to look added to the sentence."""
        places = self.places(*(look_at or ((code,) if code else ())))
        text = f"{message} Xem lại {places} trong tệp." if places else message
        at = self.cell(code).at if code else ""
        return Mark(self.spec.code, level or self.spec.level, code, at, text)


CheckFunction = Callable[[View], Iterator[Mark]]
