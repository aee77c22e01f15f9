"""One mistake for each check, planted in a quiet year: what is written, what is known of the unit, which marks must come.

Each is worked out from what the check is meant to find (the rules of the form's data), not by running the check.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from khuyenhoc.demo.figures import Figure
from khuyenhoc.returns.values import LastPeriod, UnitContext
from tests.corpus.parts import FORM, MarkKey, Put
from tests.corpus.years import STEP, counted, quiet, with_fund, year_before

MOVING = [i.code for i in FORM.typed if not i.steady]
MONEY = [i.code for i in FORM.typed if i.is_money]
COUNTS = [i.code for i in FORM.typed if not i.is_money and i.code != "TC01"]


@dataclass(frozen=True)
class Mistake:
    """`now`: figures as they are written instead; `puts`: cells as they stand; `before`: last year's figures.

    `villages`: how many are known. `registers`: what the unit's say. `in_dong`: it can be stated in whole đồng only.
    `as_lines`: only where shares are typed.
    """

    marks: tuple[MarkKey, ...]
    now: Mapping[str, Figure] = field(default_factory=dict)
    puts: Mapping[str, Put] = field(default_factory=dict)
    before: Mapping[str, int] = field(default_factory=dict)
    villages: int | None = None
    registers: Mapping[str, int] = field(default_factory=dict)
    in_dong: bool = False
    as_lines: bool = False


class Year:
    """A quiet year, its figures as numbers ("không có" is 0)."""

    def __init__(self, figures: Mapping[str, Figure], random: Random) -> None:
        self.figures, self.random = quiet(figures), random

    def __getitem__(self, code: str) -> int:
        return counted(self.figures, code)

    def some(self, most: int) -> int:
        return self.random.randint(1, most)

    def model(self, least: int = 4):
        return self.random.choice([m for m in FORM.models if self[m.recognised] >= least])

    def pick(self, *ways: Mistake) -> Mistake:
        return self.random.choice(ways)


def k01(year: Year) -> Mistake:
    cells = ["chưa tổng hợp xong", "12-May", "#REF!", "rất nhiều"]
    text = Put(year.random.choice(cells), "ask", FORM.by_code["TT04"].unit)
    # A negative figure after none has nothing to compare with.
    less = -year.some(30)
    below = Put(less, less, FORM.by_code["TH01"].unit)
    return year.pick(
        Mistake((("K01", "TT04"),), puts={"TT04": text}),
        Mistake((("K01", "TH01"),), puts={"TH01": below}, before={"TH01": 0}),
    )


def k02(year: Year) -> Mistake:
    m = year.model()
    return Mistake((("K02", m.recognised),), {m.recognised: year[m.total] + year.some(60)})


def k03(year: Year) -> Mistake:
    m = year.model()
    return Mistake((("K03", m.recognised),), {m.registered: year[m.recognised] // 2})


def k04(year: Year) -> Mistake:
    more = year.some(900) * STEP
    return year.pick(
        Mistake((("K04", "QK04"),), {"QK04": year["QK04"] + more}),
        Mistake((("K04", "QK02"),), {"QK023": year["QK023"] + more}),
        Mistake((("K04", "QK03"),), {"QK031": year["QK031"] + more}),
    )


def k05(year: Year) -> Mistake:
    return Mistake((("K05", "QK01"),), before={"QK04": year["QK01"] + year.some(90) * STEP})


def k06(year: Year) -> Mistake:
    boards = year["TC03"]
    return year.pick(
        Mistake((("K06", "HV02"),), {"HV02": year["HV01"] + year.some(20)}),
        Mistake((("K06", "TT02"),), {"TT02": year["TT01"] + 1}),
        Mistake((("K06", "TC04"),), {"TC04": boards + year.some(5)}),
        Mistake((("K06", "TC03"),), {"TC04": boards, "TC05": min(boards, year.some(5))}),
    )


def k07(year: Year) -> Mistake:
    counts = [c for c in MOVING if c not in MONEY and year[c] >= 100]
    sums = [c for c in MONEY if c != "QK04" and year[c] >= 20_000_000]
    code = year.random.choice(year.random.choice([counts, sums]))
    return Mistake((("K07", code),), before={code: year[code] * 2 if year.some(2) == 1 else year[code] // 2})


def k08(year: Year) -> Mistake:
    return year.pick(
        Mistake((("K08", "HV01"),), {"HV01": year["HV03"] * 7 // 10}),
        Mistake((("K08", "HV03"),), before={"HV03": year["HV03"] * year.random.choice([8, 13]) // 10}),
    )


def k09(year: Year) -> Mistake:
    m = year.random.choice([m for m in FORM.models if year[m.total] >= 100])
    all_but = year[m.total] - year[m.total] // 250
    return Mistake((("K09", m.recognised),), {m.registered: year[m.total], m.recognised: all_but})


def k10(year: Year) -> Mistake:
    return Mistake((("K10", "MH21"),), villages=max(0, year["MH21"] - year.some(9)))


def k11(year: Year) -> Mistake:
    codes = year.random.sample(COUNTS, 3)
    blanks = {c: Put(year.random.choice([None, "", "-", "…"]), "blank", FORM.by_code[c].unit) for c in codes}
    return Mistake(tuple(("K11", c) for c in codes), puts=blanks)


def k12(year: Year) -> Mistake:
    counts = {c: year[c] for c in MOVING if c not in MONEY}
    fund: tuple[MarkKey, ...] = (("K05", "QK01"),) if year["QK01"] != year["QK04"] else ()
    return year.pick(
        Mistake((("K12", None),), before=counts),
        Mistake((("K12", None), *fund), before={c: year[c] for c in MOVING}),
    )


def k13(year: Year) -> Mistake:
    small = year.some(999)
    spent = year["QK03"] - year["QK034"] + small
    left = year["QK01"] + year["QK02"] - spent
    thousands = {c: year[c] // 1000 for c in MONEY}
    marks = [("K13", c) for c in MONEY if thousands[c]]
    return year.pick(
        Mistake((("K13", "QK034"),), {"QK034": small, "QK03": spent, "QK04": left}, in_dong=True),
        Mistake((*marks, ("K05", "QK01")), thousands, before={c: year[c] for c in MONEY}, in_dong=True),
    )


def k14(year: Year) -> Mistake:
    m = year.model()
    return Mistake((("K14", m.registered),), {m.registered: year[m.total] + year.some(9)})


def k15(year: Year) -> Mistake:
    return Mistake((("K15", "TC01"),), {"TC01": year.random.choice([0, 2, 5])})


def k16(year: Year) -> Mistake:
    m = year.model()
    typed = round(year[m.recognised] * 100 / year[m.total], 2) + year.random.choice([-3, 3])
    shown = f"{typed:.2f}".replace(".", ",")
    cell = year.random.choice([round(typed, 2), shown, f"{shown}%"])
    return Mistake((("K16", m.share),), puts={m.share: Put(cell, "blank", "%")}, as_lines=True)


def k17(year: Year) -> Mistake:
    given, paid = year.random.choice([("HB01", "QK031"), ("HB04", "QK033")])
    now = {given: year[given] or year.some(9), paid: 0}
    now |= {"QK03": year["QK03"] - year[paid], "QK04": year["QK04"] + year[paid]}
    return Mistake((("K17", given),), now)


def k18(year: Year) -> Mistake:
    m = year.model()
    registers = {m.total: year[m.total], m.registered: year[m.registered], m.recognised: year[m.recognised]}
    code = year.random.choice([*registers])
    return Mistake((("K18", code),), registers={**registers, code: year[code] + year.random.choice([-1, 1])})


MISTAKES: dict[str, Callable[[Year], Mistake]] = {
    "K01": k01, "K02": k02, "K03": k03, "K04": k04, "K05": k05, "K06": k06, "K07": k07, "K08": k08, "K09": k09,
    "K10": k10, "K11": k11, "K12": k12, "K13": k13, "K14": k14, "K15": k15, "K16": k16, "K17": k17,
    "K18": k18,
}  # fmt: skip


def planted(code: str, figures: Mapping[str, Figure], random: Random) -> tuple[Mistake, dict[str, Figure], UnitContext]:
    """The mistake for a check, the figures with it, and what is known of the unit: a year before, as many villages."""
    mistake = MISTAKES[code](Year(figures, random))
    now = with_fund(quiet(figures) | mistake.now)
    last = year_before(now, random)
    known = LastPeriod({**last.values, **mistake.before}, last.none_stated - mistake.before.keys())
    return mistake, now, UnitContext(known, mistake.villages, mistake.registers)
