"""What differs from unit to unit: written into the template as marks that stand for it, and filled in unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.formula import evaluate
from khuyenhoc.returns.values import LastPeriod
from khuyenhoc.returns.workbook.content import UnitWorkbook
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_decimal, format_percent

OWNER, OWNER_IN_FOOTER, CODE, DUE, TOKEN = "[[owner]]", "[[owner in footer]]", "[[code]]", "[[due]]", "[[token]]"
"""Marks for texts. No text of a form has such brackets, and XML leaves them as they are."""
LAST, HELD, BEFORE, VILLAGES, REGISTER = "last", "held", "before", "villages", "register"
"""Cells of numbers: last period's figure as it is shown, as it is compared, the base of a change; the villages known; what the
unit's register says."""
Key = tuple[str, str]
"""Which kind of cell, and of which indicator ("" for none)."""
Filling = int | Decimal | str | None

FIRST_NUMBER: Final = 700_000_000_000_000
"""Numbers from here on stand for keys; no figure of a unit is written into a template."""


@dataclass
class Slots:
    """The keys of a template in the order in which they were asked for."""

    keys: list[Key] = field(default_factory=list)

    def number(self, kind: str, code: str = "") -> int:
        """The number that stands for a key."""
        self.keys.append((kind, code))
        return FIRST_NUMBER + len(self.keys) - 1


def texts(content: UnitWorkbook) -> Mapping[str, str]:
    """What stands for each mark."""
    owner = content.owner
    return {
        OWNER: owner, OWNER_IN_FOOTER: owner.replace("&", "&&"), CODE: content.unit.code,
        DUE: format_date(content.due_on), TOKEN: content.token,
    }  # fmt: skip


def filling(key: Key, content: UnitWorkbook) -> Filling:
    """What stands in a cell: a number, "không có", or nothing."""
    kind, code = key
    if kind == VILLAGES:
        return content.context.villages_known
    if kind == REGISTER:
        return content.context.registers.get(code)
    last = content.last
    if last is None:
        return None
    if formula := content.edition.form.by_code[code].formula:
        return _share(formula, last, places=2 if content.edition.form.by_code[code].unit == "%" else 0)
    value, is_none = last.values.get(code), code in last.none_stated
    if kind == LAST and is_none:
        return _("không có")
    if kind == BEFORE and is_none:
        return None
    return (value or None) if kind == BEFORE else value


def _share(formula: str, last: LastPeriod, *, places: int) -> Decimal | None:
    """Last period's share as it is printed; None where it cannot be calculated."""
    exact = evaluate(formula, last.values)
    if exact is None:
        return None
    printed = format_percent(exact, places) if places else format_decimal(exact, 0)
    return Decimal(printed.replace(".", "").replace(",", "."))
