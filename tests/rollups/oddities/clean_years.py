"""Seeded years in which nothing is odd: plausible communes of one province, seven years each. No database.

Drawn apart from the demonstration's figures, with longer tails: sizes are lognormal, rates differ by commune and by year, what
comes and goes in a year is drawn anew each year. No figure is rounded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from random import Random

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.oddities import rules_on
from khuyenhoc.rollups.oddities.scene import Scene, Year
from khuyenhoc.units.queries import UnitMap, map_of
from khuyenhoc.units.spec import read_units

FORM = next(f for f in read_catalogue().forms if (f.code, f.version) == ("BC-NAM", "2023"))
DAY = dt.date(2023, 12, 31)
YEARS = 7
Rows = Mapping[str, Mapping[str, int]]

RATES = {
    "TC02": ("HV03", 0.0012, 0.2), "TC03": ("TC02", 2.8, 0.15), "HV01": ("HV03", 0.24, 0.18), "HV05": ("HV03", 0.0018, 0.2),
    "MH01": ("HV03", 0.275, 0.05), "MH11": ("HV03", 0.0042, 0.25), "MH21": ("HV03", 0.0008, 0.2), "MH31": ("HV03", 0.0013, 0.25),
    "MH41": ("HV03", 0.62, 0.04), "TT01": ("HV03", 0.00012, 0.1),
}  # fmt: skip
"""What seldom changes: of which figure, the usual share, and by how much communes differ (deviation of the logarithm)."""
YEARLY = {
    "HV06": ("HV03", 0.002, 0.35), "QK02": ("HV03", 24_000, 0.3), "HB02": ("HV03", 0.03, 0.35), "HB03": ("HB02", 0.05, 0.3),
    "TT03": ("HV03", 0.004, 0.35), "TT04": ("TT03", 55, 0.25), "TH01": ("HV03", 0.002, 0.4), "TH02": ("HV03", 0.0035, 0.4),
    "TH03": ("HV03", 0.0011, 0.35), "TH04": ("HV03", 0.0005, 0.3), "KT03": ("HV03", 0.0003, 0.4), "KT04": ("HV03", 0.0015, 0.4),
}  # fmt: skip
"""What is new each year, likewise: the same deviation between communes and between years."""
RECOGNISED = {"1": 0.87, "11": 0.84, "21": 0.8, "31": 0.85, "41": 0.42}
"""The usual share of those recognised, by the number of the model's total."""
PARTS = {
    "QK02": {"QK021": 3.5, "QK022": 1.4, "QK023": 5.0, "QK024": 2.0, "QK025": 0.6},
    "QK03": {"QK031": 4.0, "QK032": 5.5, "QK033": 2.2, "QK034": 0.5},
}
"""The usual weights of the parts of a sum; they differ by commune and by year."""


def clean_scene(seed: int) -> Scene:
    """A province of 235 communes with this year and those before."""
    units = read_units("30", 2023).units
    map_ = map_of(DAY, units)
    now, *before = clean_years(seed, map_)
    return scene_of(now, map_, *before)


def scene_of(rows: Rows, map_: UnitMap, *before: Rows) -> Scene:
    """The figures of communes as a scene, added up over the map; `before`: of the years before, the last one first."""
    past = tuple(summed(one, map_, str(2022 - n)) for n, one in enumerate(before))
    return Scene("2023", FORM, map_, rules_on(FORM, DAY), summed(rows, map_), past)


def summed(rows: Rows, map_: UnitMap, period: str = "2023") -> Year:
    totals: dict[str, dict[str, int]] = {}
    counted: dict[str, dict[str, int]] = {}
    owing: dict[str, int] = {}
    for unit, row in rows.items():
        for above in map_.lineage(unit):
            owing[above] = owing.get(above, 0) + 1
            sums, times = totals.setdefault(above, {}), counted.setdefault(above, {})
            for code, value in row.items():
                sums[code] = sums.get(code, 0) + value
                times[code] = times.get(code, 0) + 1
    return Year(totals, counted, owing, period)


def clean_years(seed: int, map_: UnitMap) -> list[Rows]:
    """By commune and indicator: the year, and those before, the last one first."""
    random = Random(seed)
    found = {u.code: [*_commune(random)][::-1] for u in map_.units.values() if u.level == FORM.level}
    return [{unit: years[n] for unit, years in found.items()} for n in range(YEARS)]


def _commune(random: Random) -> Iterator[dict[str, int]]:
    """The years of one commune, the first one first."""
    people = 8300 * random.lognormvariate(0, 0.4)
    steady = {code: rate * random.lognormvariate(0, spread) for code, (_of, rate, spread) in RATES.items()}
    usual = {code: rate * random.lognormvariate(0, spread) for code, (_of, rate, spread) in YEARLY.items()}
    won = {model: min(0.97, share * random.lognormvariate(0, 0.06)) for model, share in RECOGNISED.items()}
    usual |= {code: random.lognormvariate(0, 0.3) for weights in PARTS.values() for code in weights}
    fund = int(people * 85_000 * random.lognormvariate(0, 0.3))
    for _year in range(YEARS):
        people *= random.lognormvariate(0.006, 0.008)
        row = {"HV03": int(people), "TC01": 1, "TC06": random.choice((0, 0, 0, 1, 2))}
        for code, (of, _rate, _spread) in RATES.items():
            row[code] = max(1, round(row[of] * steady[code] * random.lognormvariate(0, 0.02)))
        for code, (of, _rate, spread) in YEARLY.items():
            row[code] = round(row[of] * usual[code] * random.lognormvariate(0, spread))
        yield _rest(random, row, usual, won, fund)
        fund = row["QK04"]


def _rest(
    random: Random, row: dict[str, int], usual: Mapping[str, float], won: Mapping[str, float], fund: int
) -> dict[str, int]:
    """What depends on other figures of the row: models, parts, the fund."""
    row["TC04"], row["TC05"] = (int(row["TC03"] * random.uniform(*share)) for share in ((0.3, 0.55), (0.1, 0.35)))
    row["HV02"] = int(row["HV01"] * random.uniform(0.01, 0.06))
    for model, share in won.items():
        tens = model[:-1]
        whole = row[f"MH{tens}1" if tens else "MH01"]
        recognised = min(whole, round(whole * min(0.98, share * random.lognormvariate(0.01, 0.02))))
        row[f"MH{tens or 0}3"] = recognised
        row[f"MH{tens or 0}2"] = recognised + int((whole - recognised) * random.random())
    row["QK01"], row["QK03"] = fund, int(row["QK02"] * random.uniform(0.6, 1.05))
    row["QK04"] = row["QK01"] + row["QK02"] - row["QK03"]
    for whole, weights in PARTS.items():
        drawn = {code: weight * usual[code] * random.lognormvariate(0, 0.3) for code, weight in weights.items()}
        row |= {code: int(row[whole] * weight / sum(drawn.values())) for code, weight in drawn.items()}
        row[next(iter(weights))] += row[whole] - sum(row[part] for part in weights)
    row["HB01"], row["HB04"] = row["QK031"] // 650_000, row["QK033"] // 480_000
    row["TT02"] = min(row["TT01"], random.choice((0, 1, 1, 1)))
    row["KT01"], row["KT02"] = random.choice((0, 0, 0, 1)), random.choice((0, 0, 1, 2))
    return row
