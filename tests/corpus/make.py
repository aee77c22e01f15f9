"""The corpus: numbered files, each made by a recipe from a random stream of its own, so that any one can be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

from khuyenhoc.returns.rules import check
from khuyenhoc.returns.values import CellValue, Stated, UnitContext
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import capitalised, without_accents
from tests.corpus import heads, layouts, layouts_many, layouts_split, writers
from tests.corpus.figures import Manner, a_manner, drawn, put
from tests.corpus.job import TYPED, Job
from tests.corpus.labels import label_maker
from tests.corpus.parts import COMMUNES, FORM, UNITS, Cell, Expected, Filled, Known, Made, Page, Put, Truth

ONE = [
    layouts.lines,
    layouts.lines,
    layouts.grouped,
    layouts.merged_header,
    layouts_split.matrix,
    layouts_split.one_under_another,
    layouts_split.side_by_side,
    layouts_split.several_sheets,
    layouts_many.last_year_hidden,
    layouts_many.hidden_rows,
]
MANY = [
    layouts_many.a_row_a_unit,
    layouts_many.a_column_a_unit,
    layouts_many.a_sheet_a_unit,
    layouts_many.grouped_across,
]
MARKS_EVERYWHERE = UnitContext()


def filled(
    random: Random, unit: UnitName, manner: Manner, seed: int, changes: Mapping[str, Put] | None = None
) -> Filled:
    figures, word = drawn(seed)[unit.code], label_maker(random)
    puts = {i.code: put(i, figures[i.code], manner) for i in FORM.typed}
    return Filled(unit, puts | dict(changes or {}), {c: word(c) for c in TYPED})


def expected(one: Filled, unit: str | None = "") -> Expected:
    """What must be read of a unit's return, with the marks that the checks give on exactly these cells."""
    cells: dict[str, Known] = {c: p.truth for c, p in one.puts.items() if not FORM.by_code[c].is_derived}
    for code in TYPED:
        cells.setdefault(code, "blank")
    return Expected(one.unit.code if unit == "" else unit, cells, marks_of(cells))


def marks_of(cells: Mapping[str, Known]) -> frozenset[tuple[str, str | None]]:
    marks = check(FORM, {c: known_cell(c, k) for c, k in cells.items()}, MARKS_EVERYWHERE)
    return frozenset((m.code, m.indicator) for m in marks)


def known_cell(code: str, known: Known) -> CellValue:
    match known:
        case "none":
            return CellValue(code, Stated.NONE)
        case "blank":
            return CellValue(code, Stated.BLANK)
        case "ask":
            return CellValue(code, Stated.INVALID, raw="?")
    return CellValue(code, Stated.VALUE, int(known))


def a_unit(random: Random) -> UnitName:
    return random.choice(COMMUNES)


def neighbours(random: Random, number: int) -> list[UnitName]:
    """Units of one district, none of which is called as the district is."""
    district = random.choice([u for u in UNITS.values() if u.level == "district"])
    below = [u for u in COMMUNES if u.parent == district.code and u.name != district.name]
    return random.sample(below, min(number, len(below)))


def say(random: Random) -> Callable[[Filled], list[list[Cell]]]:
    """One way to say the unit for the whole file."""
    seed = random.randrange(10**6)
    return lambda one: heads.said_units(Random(seed), one.unit)


def finished(
    random: Random, number: int, pages: list[Page], truth: Truth, name: str = "", convert: bool = True
) -> Made:
    form, convert_to = writers.a_format(random, pages, convert)
    write = writers.ANY.get(form) or writers.SINGLE[form]
    about = f"{truth.about}; {form}{' → ' + convert_to if convert_to else ''}"
    name = f"{number:04d}{'/' + name if name else ' bao cao'}{writers.ending(form, convert_to)}"
    return Made(name, write(pages), replace(truth, about=about), convert_to)


def one_unit(random: Random, number: int, seed: int) -> Made:
    """Any layout of one unit, any manner, any format."""
    manner, layout = a_manner(random), ONE[number % len(ONE)]
    one = filled(random, a_unit(random), manner, seed)
    pages = layout(Job(random, [one], manner, say(random)))
    return finished(random, number, pages, Truth("read", [expected(one)], f"{layout.__name__} {manner}"))


def many_units(random: Random, number: int, seed: int) -> Made:
    manner, layout = a_manner(random), MANY[number % len(MANY)]
    if layout is not layouts_many.a_sheet_a_unit and manner.stated == "measure":
        manner = replace(
            manner, stated="label" if layout in (layouts_many.a_row_a_unit, layouts_many.grouped_across) else "measure"
        )
    several = [filled(random, u, manner, seed) for u in neighbours(random, random.randint(3, 8))]
    pages = layout(Job(random, several, manner, say(random)))
    return finished(random, number, pages, Truth("read", [expected(f) for f in several], f"{layout.__name__} {manner}"))


def named_outside(random: Random, number: int, seed: int) -> Made:
    """The unit stands in the name of the file, the sheet or the folder, and nowhere else."""
    manner, unit = a_manner(random), a_unit(random)
    district = UNITS[unit.parent or ""]
    one = filled(random, unit, manner, seed)
    job = Job(random, [one], manner, lambda _: [])
    full, above = capitalised(unit.full_name), capitalised(district.full_name)
    slug = without_accents(f"{unit.full_name} {district.full_name}").replace(" ", "_").lower()
    name = random.choice(
        [
            f"{above}/Báo cáo khuyến học {unit.full_name} 2023",
            f"BC {full} - {above}",
            slug,
            f"{above}/{full}/bao cao",
            f"{without_accents(above)}/{without_accents(full)}",
            f"{above}/BC-NAM 2023 {heads.short(unit)}",
        ]
    )
    return finished(random, number, layouts.lines(job), Truth("read", [expected(one)], f"named outside {name}"), name)


def spread(number: int) -> Callable[[Random, int, int], Made]:
    from tests.corpus.odd import ODD

    recipes = [one_unit, many_units, named_outside]
    return ODD[number // 5 % len(ODD)] if number % 5 >= 3 else recipes[(number // 5 + number % 5) % 3]


def corpus(seed: int, count: int) -> Iterator[Made]:
    """`count` files; a file of a number and a seed is always the same."""
    for number in range(count):
        yield spread(number)(Random(f"{seed}/{number}"), number, seed)
