"""Files in which something has to be asked, refused or found: cells, units, periods, checks, formulas, too few or many lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised
from tests.corpus import layouts, writers
from tests.corpus.figures import ASKED, BLANK_WORDS, a_manner
from tests.corpus.job import TYPED, Job
from tests.corpus.make import a_unit, expected, filled, finished, neighbours, nobodys, say
from tests.corpus.odd_files import bad_zip, in_a_zip, no_workbook, other_period
from tests.corpus.odd_lines import (
    FIGURE,
    PLAIN,
    Plain,
    asked_code,
    asked_column,
    asked_line,
    asked_measure,
    asked_twice,
)
from tests.corpus.parts import COMMUNES, FORM, UNITS, Formula, Made, Page, Put, Truth
from tests.corpus.places import address, bare, located


def asked_cells(random: Random, number: int, seed: int) -> Made:
    """A few cells that state nothing certain, and a few that are blank."""
    manner = a_manner(random)
    codes = random.sample([c for c in TYPED if c != "TC01"], 5)
    asked = {
        c: Put(random.choice(ASKED), "ask", FORM.by_code[c].unit) for c in codes[:3] if not FORM.by_code[c].is_money
    }
    blank = {c: Put(random.choice(BLANK_WORDS), "blank", FORM.by_code[c].unit) for c in codes[3:]}
    one = filled(random, a_unit(random), manner, seed)
    measures = {c: replace(p, measure=one.puts[c].measure) for c, p in (asked | blank).items()}
    one = replace(one, puts=dict(one.puts) | measures)
    pages = random.choice([layouts.lines, layouts.merged_header])(Job(random, [one], manner, say(random)))
    about = f"asked {[(c, p.cell) for c, p in measures.items()]} {manner}"
    return finished(random, number, pages, Truth("read", [expected(one)], about), convert=False)


def no_lines(random: Random, number: int, seed: int) -> Made:
    """Some lines of the form are not there: blank, and said so."""
    manner = a_manner(random)
    one = filled(random, a_unit(random), manner, seed)
    gone = set(random.sample(TYPED, random.randint(1, 8)))
    one = replace(one, puts={c: p for c, p in one.puts.items() if c not in gone})
    pages = layouts.lines(Job(random, [one], manner, say(random)))
    return finished(random, number, pages, Truth("read", [expected(one)], f"without {sorted(gone)}"))


def more_lines(random: Random, number: int, seed: int) -> Made:
    """Lines beyond the form."""
    table = Plain(random, seed)
    extra = [
        ["", "Số hội viên là nữ", "người", 77],
        ["", "Số tủ sách dòng họ", "tủ", 12],
        ["", "Số hội viên là đảng viên", "người", 33],
    ]
    for row in extra:
        table.lines.insert(random.randint(3, len(table.lines)), row)
    return finished(random, number, [table.page()], Truth("read", [expected(table.one)], "more lines"))


def formulas(random: Random, number: int, seed: int) -> Made:
    """Totals as formulas: computed, never computed (no value, or 0), or kept from before a change."""
    table = Plain(random, seed)
    at = {c: table.at(c, FIGURE).rpartition("!")[2] for c in TYPED}
    way = random.choice(["cached", "zero", "missing", "stale"])
    for code, text in (
        ("QK02", f"SUM({at['QK021']}:{at['QK025']})"),
        ("QK03", "+".join(at[c] for c in ("QK031", "QK032", "QK033", "QK034"))),
        ("QK04", f"{at['QK01']}+{at['QK02']}-{at['QK03']}"),
    ):
        true = table.one.puts[code].truth
        if isinstance(true, int):
            cached = {"cached": true, "zero": 0, "missing": None, "stale": true + 70_000}[way]
            table.put(code, Put(Formula(f"={text}", cached), "ask" if way == "stale" else true, "đồng"))
    pages = [table.page()]
    data = writers.openpyxl_xlsx(bare(pages)) if way == "missing" else writers.xlsx(bare(pages))
    truth = Truth("read", located([expected(table.one)], pages), f"formulas {way}")
    return Made(f"{number:04d} cong thuc.xlsx", data, truth)


def pairs(random: Random, number: int, seed: int) -> Made:
    """ "452/515": recognised of all, where the total stands in its own line too."""
    one = filled(random, a_unit(random), PLAIN, seed)
    puts = dict(one.puts)
    for model in FORM.models[:4]:
        part, whole = puts[model.recognised].truth, puts[model.total].truth
        if isinstance(part, int) and isinstance(whole, int):
            text = f"{format_count(part)}/{format_count(whole)}" if random.random() < 0.5 else f"{part} / {whole}"
            puts[model.recognised] = replace(puts[model.recognised], cell=text)
    one = replace(one, puts=puts)
    return finished(
        random, number, layouts.lines(Job(random, [one], PLAIN, say(random))), Truth("read", [expected(one)], "pairs")
    )


def shares(random: Random, number: int, seed: int) -> Made:
    """Shares typed beside the counts: compared, never kept."""
    one = filled(random, a_unit(random), PLAIN, seed)
    puts = dict(one.puts)
    for model in FORM.models:
        part, whole = puts[model.recognised].truth, puts[model.total].truth
        if isinstance(part, int) and isinstance(whole, int) and whole:
            exact = round(part * 100 / whole, 2)
            cell = random.choice([exact, f"{exact:.2f}%".replace(".", ","), f"{exact:.2f}".replace(".", ",")])
            puts[model.share] = Put(cell, "blank", "%")
    one = replace(one, puts=puts)
    return finished(
        random, number, layouts.lines(Job(random, [one], PLAIN, say(random))), Truth("read", [expected(one)], "shares")
    )


def asked_unit(random: Random, number: int, seed: int) -> Made:
    """Whose it is cannot be told: a twin, a misspelling, a name that is on no map, nothing at all, two that differ."""
    twins = [u for u in COMMUNES if sum(v.name == u.name and v.kind == u.kind for v in COMMUNES) > 1]
    way = random.choice(["twin", "misspelt", "unknown", "nothing", "two"])
    unit = random.choice(twins) if way == "twin" else a_unit(random)
    said, offers = {
        "twin": ([[f"Hội Khuyến học {unit.full_name}"]], {unit.code}),
        "misspelt": ([[f"Hội Khuyến học {unit.kind} {_misspelt(random, unit.name)}"]], {unit.code}),
        "unknown": ([[f"Hội Khuyến học {unit.kind} Ngọc Lâm Thượng"]], set()),
        "nothing": ([], set()),
        "two": ([[f"Hội Khuyến học {unit.full_name}, {UNITS[unit.parent or ''].full_name}"]], {unit.code}),
    }[way]
    one, name = filled(random, unit, PLAIN, seed), ""
    if way == "two":
        other = random.choice([u for u in COMMUNES if u.name != unit.name])
        name = f"bao cao {other.full_name} {UNITS[other.parent or ''].full_name}"
        offers = {unit.code, other.code}
    pages = layouts.lines(Job(random, [one], PLAIN, lambda _: said))
    truth = Truth("needs_mapping", [nobodys(one, pages[0].name, offers=offers)], f"asked unit {said} {name}")
    return finished(random, number, pages, truth, name)


def _misspelt(random: Random, name: str) -> str:
    """Another letter in the place of a small one, so that it is no other unit's name."""
    known = {u.name for u in UNITS.values()}
    while True:
        at = random.choice([n for n, letter in enumerate(name) if letter.islower()])
        other = name[:at] + random.choice("bcghklmnt") + name[at + 1 :]
        if other not in known and other != name:
            return other


def mixed_asked(random: Random, number: int, seed: int) -> Made:
    """A table of units in which one row names a unit that is on no map."""
    several = [filled(random, u, PLAIN, seed) for u in neighbours(random, 5)]
    rows = [[n, capitalised(f.unit.full_name), *(f.cell(c) for c in TYPED)] for n, f in enumerate(several, start=1)]
    rows[2][1] = "Xã Ngọc Lâm Thượng"
    district = several[0].district
    head = [[f"HỘI KHUYẾN HỌC {district.full_name.upper()}"], ["TỔNG HỢP SỐ LIỆU NĂM 2023"], []]
    page = Page([*head, ["TT", "Đơn vị", *(FORM.by_code[c].label for c in TYPED)], *rows])
    returns = [expected(f) for f in several]
    returns[2] = nobodys(several[2], address(page, len(page.rows) - len(rows) + 2, 1))
    return finished(random, number, [page], Truth("needs_mapping", returns, "a row of nobody"))


ODD: list[Callable[[Random, int, int], Made]] = [
    asked_cells,
    no_lines,
    asked_line,
    more_lines,
    formulas,
    asked_code,
    pairs,
    shares,
    asked_unit,
    other_period,
    asked_measure,
    no_workbook,
    mixed_asked,
    asked_twice,
    in_a_zip,
    asked_column,
    bad_zip,
]
