"""Returns for the proof: clean ones, each check violated, and many at random; with and without a period before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from khuyenhoc.demo.figures import generate
from khuyenhoc.returns.values import LastPeriod, Stated
from khuyenhoc.units.spec import read_units
from tests.fixtures import CLEAN
from tests.returns.workbook.filling import FORM, Row, Typed, last_period

BLANK, NONE = Stated.BLANK, Stated.NONE
SAME_AS_LAST = {i.code: CLEAN[i.code] for i in FORM.typed if not i.steady and CLEAN[i.code]}
LAST: dict[str, Typed] = {**CLEAN, "QK04": CLEAN["QK01"], "KT01": NONE, "TC06": 0} | {
    code: value + 1 + value // 20 for code, value in SAME_AS_LAST.items() if code not in ("QK04", "TC06")
}
"""A year before the clean one: every moving figure a little larger, the fund handed over exactly."""


@dataclass(frozen=True)
class Case:
    """A return that is filled in. `check`: the one that is violated, "" for none in particular."""

    name: str
    row: Row
    check: str = ""
    last: LastPeriod | None = None
    villages: int | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    registers: Mapping[str, int] = field(default_factory=dict)


def violating() -> Iterator[Case]:
    """Each check violated by a small change to a clean return, at its thresholds' both sides where it has some."""
    alone: list[tuple[str, dict[str, Typed]]] = [
        ("K01", {"HV01": -5}), ("K01", {"HV01": 12.5, "QK021": "ba triệu"}), ("K01", {"MH03": dt.date(2023, 5, 12), "KT04": "#"}),
        ("K01", {"HV01": "15OO", "MH01": "2.lOo", "MH13": "O", "KT01": "I", "TC02": "O5", "HB01": "lo", "QK021": "5O triệu"}),
        ("K02", {"MH03": 2101}), ("K02", {"MH13": 41, "MH12": 42}), ("K03", {"MH23": 9, "MH22": 8}),
        ("K04", {"QK02": 52_500_001}), ("K04", {"QK031": 19_999_000, "QK04": 95_500_000 - 1}), ("K04", {"QK04": NONE}),
        ("K06", {"TC04": 21}), ("K06", {"TC04": 12, "TC05": 9}), ("K06", {"TC04": 30, "TC05": 31}), ("K06", {"HV02": 1501}),
        ("K06", {"TT01": NONE}), ("K08", {"HV01": 4801}), ("K09", {"MH31": 1000, "MH32": 1000, "MH33": 996}),
        ("K09", {"MH41": 200_000, "MH42": 200_000, "MH43": 199_999}), ("K09", {"MH01": 1800, "MH02": 1800}),
        ("K11", {"HB02": BLANK, "QK031": BLANK}), ("K13", {"QK031": 999, "QK03": 21_000_999, "QK04": 115_499_001}),
        ("K14", {"MH02": 2101}), ("K14", {"MH42": 5001, "MH43": 5001}), ("K15", {"TC01": 2}), ("K15", {"TC01": 0}),
        ("K17", {"QK031": 0, "QK03": 21_000_000, "QK04": 115_500_000}),
        ("K17", {"QK033": NONE, "QK03": 34_000_000, "QK04": 102_500_000}),
    ]  # fmt: skip
    for n, (check, changed) in enumerate(alone):
        yield Case(f"alone-{n}-{check}", {**CLEAN, **changed}, check)
    for n, share in enumerate((85.8, 50, 0.86, 85.71, 85.7143, 0.8571, 0.857)):
        check = "K16" if n < 3 else ""
        yield Case(f"share-{n}-{check or 'fits'}", {**CLEAN, "MH04": share, "QK05": 11938 - n}, check)
    yield Case("villages-K10", {**CLEAN}, "K10", villages=8)
    yield Case("register-K18", {**CLEAN, "MH02": NONE}, "K18", registers={"MH01": 2100, "MH02": 1950, "MH03": 1799})
    yield Case("register-fits", {**CLEAN}, registers={"MH41": 5000, "MH42": 2600, "MH43": 2100})
    after: list[tuple[str, dict[str, Typed]]] = [
        ("K05", {"QK01": 84_000_001, "QK04": 95_500_001}), ("K07", {"TH02": 90}), ("K07", {"HB02": 20, "TH01": 999}),
        ("K07", {"QK023": 35_000_000, "QK02": 72_500_000, "QK04": 115_500_000}), ("K08", {"HV03": 9000}), ("K08", {"HV03": 8800}),
        ("K12", {code: LAST[code] for code in [*SAME_AS_LAST][:14]}),
        ("K13", {"QK032": 12_600, "QK03": 29_012_600, "QK04": 107_487_400}),
        ("K01", {"TH02": -3, "KT01": 5, "TC06": 30}), ("K11", dict.fromkeys(("HV03", "QK01", "QK04", "MH21"), BLANK)),
    ]  # fmt: skip
    for n, (check, changed) in enumerate(after):
        yield Case(f"after-{n}-{check}", {**CLEAN, **changed}, check, last_period(LAST), 9)


def clean() -> Iterator[Case]:
    """Returns without a mark, and the demonstration's, whose few warnings are answered or not."""
    yield Case("clean", CLEAN)
    yield Case("clean-after", CLEAN, last=last_period(LAST), villages=9)
    figures = generate(FORM, read_units("30", 2023).units, seed=11)
    for n, (unit, row) in enumerate([*figures.items()][:4]):
        reasons = {"MH33": "Đã đối chiếu với quyết định công nhận."} if n % 2 else {}
        yield Case(f"demo-{unit}", row, reasons=reasons, last=last_period(row) if n == 3 else None)


def at_random(number: int = 24, seed: int = 6) -> Iterator[Case]:
    """Clean returns with up to twelve cells changed in every way that can be typed."""
    random = Random(f"workbook/{seed}")
    for n in range(number):
        row: dict[str, Typed] = dict(CLEAN)
        for code in random.sample([i.code for i in FORM.typed], random.randint(1, 12)):
            row[code] = _something(random, row, code)
        last = {c: _moved(random, v) for c, v in LAST.items() if random.random() > 0.05}
        reasons = {i.code: "Đúng như vậy." for i in FORM.typed if random.random() < 0.3}
        yield Case(f"random-{n}", row, "", last_period(last) if n % 3 else None, random.choice([None, 5, 9]), reasons)


def _something(random: Random, row: Row, code: str) -> Typed:
    near = row[code] if isinstance(row[code], int) else 1
    every = sorted(v for v in row.values() if isinstance(v, int))
    choices: list[Typed] = [
        BLANK, NONE, 0, 1, -7, 0.5, "abc", 999, int(near * random.uniform(0.4, 2.5)), int(near) + 1, random.choice(every),
        near * 1000, near // 1000,
    ]  # fmt: skip
    return random.choice(choices)


def _moved(random: Random, value: Typed) -> Typed:
    if not isinstance(value, int):
        return value
    return random.choice([value, value, 0, NONE, int(value * random.uniform(0.5, 1.6)), value * 1000])
