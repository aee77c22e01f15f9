"""The corpus: numbered files, each made by a recipe from a random stream of its own, so that any one can be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from random import Random

from khuyenhoc.demo.figures import Figure
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import capitalised, without_accents
from tests.corpus import heads, layouts, layouts_many, layouts_split, writers
from tests.corpus.figures import Manner, a_manner, drawn, put
from tests.corpus.job import TYPED, Job
from tests.corpus.parts import (
    COMMUNES,
    FORM,
    UNITS,
    Cell,
    Expected,
    Filled,
    Known,
    Made,
    MarkKey,
    Page,
    Put,
    Question,
    Truth,
)
from tests.corpus.places import bare, located, on_sheet
from tests.corpus.planting import planted
from tests.corpus.years import known_of

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


def filled(random: Random, unit: UnitName, manner: Manner, seed: int) -> Filled:
    figures = drawn(seed)[unit.code]
    return Filled(unit, stated(figures, manner), known_of(figures, random))


def stated(figures: Mapping[str, Figure], manner: Manner) -> dict[str, Put]:
    return {i.code: put(i, figures[i.code], manner) for i in FORM.typed}


def expected(one: Filled, *planted: MarkKey) -> Expected:
    """What must be read of a unit's return. A cell that states nothing is marked, and so is what is `planted`."""
    cells: dict[str, Known] = {c: one.puts[c].truth if c in one.puts else "blank" for c in TYPED}
    empty = {("K11" if known == "blank" else "K01", c) for c, known in cells.items() if known in ("blank", "ask")}
    return Expected(one.unit.code, cells, one.puts, one.known, frozenset({*empty, *planted}))


def nobodys(one: Filled, *places: str, offers: Iterable[str] = ()) -> Expected:
    """A return of which it must be asked whose it is: at one of the places (a sheet, or the cell that names the unit)."""
    return replace(expected(one), unit=None, whose=Question(places, frozenset(offers)))


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
    returns = truth.returns
    if not writers.has_sheets(form):
        # A text file has no sheet; the reader calls what is in it as the file is called.
        stem = PurePosixPath(name).stem
        pages, returns = [replace(p, name=stem) for p in pages], [on_sheet(r, stem) for r in returns]
    returns = located(returns, pages)
    return Made(name, write(bare(pages)), replace(truth, about=about, returns=returns), convert_to)


def one_unit(random: Random, number: int, seed: int) -> Made:
    """Any layout of one unit, any manner, any format."""
    manner, layout = a_manner(random), ONE[number // 5 % len(ONE)]
    one = filled(random, a_unit(random), manner, seed)
    pages = layout(Job(random, [one], manner, say(random)))
    return finished(random, number, pages, Truth("read", [expected(one)], f"{layout.__name__} {manner}"))


def many_units(random: Random, number: int, seed: int) -> Made:
    manner, layout = a_manner(random), MANY[number // 5 % len(MANY)]
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


def with_mistake(random: Random, number: int, seed: int) -> Made:
    """What a check is there to find, and nothing else; the checks take turns."""
    check = FORM.checks[number // 5 % len(FORM.checks)].code
    unit, manner, layout = a_unit(random), a_manner(random), ONE[number // 5 % len(ONE)]
    mistake, figures, known = planted(check, drawn(seed)[unit.code], random)
    if mistake.in_dong or mistake.as_lines:
        # Sums and shares that say nothing else than what they are, whatever stands before decimals in the file.
        manner = replace(manner, money="dong", count="number" if manner.count == "english" else manner.count)
    if mistake.as_lines:
        layout = layouts.lines
    one = Filled(unit, stated(figures, manner) | dict(mistake.puts), known)
    pages = layout(Job(random, [one], manner, say(random)))
    truth = Truth("read", [expected(one, *mistake.marks)], f"planted {check}, {layout.__name__} {manner}")
    return finished(random, number, pages, truth)


def spread(number: int) -> Callable[[Random, int, int], Made]:
    """Of five files three are as they should be, one is odd, and one has a mistake that a check must find."""
    from tests.corpus.odd import ODD

    turn = number // 5
    return [one_unit, many_units, named_outside, ODD[turn % len(ODD)], with_mistake][number % 5]


def corpus(seed: int, count: int) -> Iterator[Made]:
    """`count` files; a file of a number and a seed is always the same."""
    for number in range(count):
        yield spread(number)(Random(f"{seed}/{number}"), number, seed)
