"""The synthetic figures of a year: every typed indicator of every commune, the same for the same seed.

Published totals come out to the last one, because they are apportioned; all other figures are drawn by the ranges of
`data/profile-30-2023.yaml`. Money is whole đồng in steps of 10.000, so that two decimals of triệu đồng state it without
loss: three decimals after a comma could be read as thousands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from khuyenhoc.catalogue.formula import evaluate
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.oddities import plant
from khuyenhoc.demo.profile import Line, Profile, Range, read_profile, read_published
from khuyenhoc.returns.values import Stated
from khuyenhoc.rollups.apportion import apportion
from khuyenhoc.units.spec import UnitName

Figure = int | Stated
"""A whole number (money in đồng), or `Stated.NONE` where a commune states "không có"."""

Column = list[int]


@dataclass
class _Draft:
    """The figures while they are drawn: one column an indicator, one row a commune."""

    form: FormSpec
    communes: Sequence[UnitName]
    seed: int
    published: Mapping[str, int]
    sizes: Mapping[str, Range]
    columns: dict[str, Column] = field(default_factory=dict)

    def random(self, topic: str) -> Random:
        """A stream of its own for every topic, so that a line added later moves no figure of another line."""
        return Random(f"{self.seed}/{topic}")  # noqa: S311 - plausible figures, not secrets

    def drawn(self, topic: str, between: Range) -> list[float]:
        random = self.random(topic)
        return [random.uniform(*between) for _ in self.communes]


def generate(
    form: FormSpec, units: Sequence[UnitName], seed: int = 2023, published: Mapping[str, int] | None = None
) -> dict[str, dict[str, Figure]]:
    """Figures[unit code][indicator code] for all units at the form's level, every typed indicator of the form.

    `published` holds the totals that must come out exactly (default: those of the article). No return holds an error;
    warnings stand on almost fully recognised organisations everywhere and in the few communes of the oddities.
    """
    communes = [unit for unit in units if unit.level == form.level]
    totals = read_published().totals if published is None else published
    profile = read_profile()
    draft = _Draft(form, communes, seed, totals, profile.sizes)
    for line in profile.lines:
        _RULES[line.rule](draft, line)
    rows = {unit.code: {code: draft.columns[code][i] for code in draft.columns} for i, unit in enumerate(communes)}
    plant(rows, profile.oddities, draft.random("oddities"))
    return _stated(draft, profile, rows)


def _summed(draft: _Draft, line: Line, weights: Sequence[float]) -> None:
    """Keeps the column: apportioned to its total where one is known, else rounded to the next multiple of the step."""
    total = draft.published.get(line.code, line.total)
    if total is None:
        draft.columns[line.code] = [round(weight / line.step) * line.step for weight in weights]
    else:
        draft.columns[line.code] = apportion(total, weights)


def _sized(draft: _Draft, line: Line) -> None:
    random = draft.random(line.code)
    _summed(draft, line, [random.uniform(*draft.sizes[unit.kind]) for unit in draft.communes])


def _between(draft: _Draft, line: Line) -> None:
    assert line.between
    random = draft.random(line.code)
    drawn = ((random.random(), random.randint(*line.between)) for _ in draft.communes)
    draft.columns[line.code] = [0 if chance < line.nothing else number for chance, number in drawn]


def _share(draft: _Draft, line: Line) -> None:
    assert line.of
    assert line.share
    shares = draft.drawn(line.code, line.share)
    _summed(draft, line, [x * share for x, share in zip(draft.columns[line.of], shares, strict=True)])


def _each(draft: _Draft, line: Line) -> None:
    assert line.of
    assert line.each
    sizes = draft.drawn(line.code, line.each)
    draft.columns[line.code] = [int(x / size) for x, size in zip(draft.columns[line.of], sizes, strict=True)]


def _short(draft: _Draft, line: Line) -> None:
    assert line.of
    assert line.short
    whole = draft.columns[line.of]
    weights = [x * share for x, share in zip(whole, draft.drawn(line.code, line.short), strict=True)]
    missing = [round(weight) for weight in weights]
    if {line.code, line.of} <= draft.published.keys():
        missing = apportion(draft.published[line.of] - draft.published[line.code], weights)
    draft.columns[line.code] = [x - less for x, less in zip(whole, missing, strict=True)]


def _towards(draft: _Draft, line: Line) -> None:
    assert line.of
    assert line.share
    assert line.towards
    columns = zip(draft.columns[line.of], draft.columns[line.towards], draft.drawn(line.code, line.share), strict=True)
    draft.columns[line.code] = [low + round((high - low) * share) for low, high, share in columns]


def _parts(draft: _Draft, line: Line) -> None:
    assert line.parts
    random = draft.random(f"{line.code}/parts")
    for code in line.parts:
        draft.columns[code] = []
    for whole in draft.columns[line.code]:
        weights = [_weight(random, between, line.nothing_in.get(code, 0)) for code, between in line.parts.items()]
        for code, part in zip(line.parts, apportion(whole // line.step, weights), strict=True):
            draft.columns[code].append(part * line.step)


def _weight(random: Random, between: Range, nothing: float) -> float:
    weight, chance = random.uniform(*between), random.random()
    return 0 if chance < nothing else weight


def _equals(draft: _Draft, line: Line) -> None:
    formula = draft.form.by_code[line.code].equals
    assert formula
    rows = ({code: column[i] for code, column in draft.columns.items()} for i in range(len(draft.communes)))
    draft.columns[line.code] = [int(evaluate(formula, row) or 0) for row in rows]


_RULES: dict[str, Callable[[_Draft, Line], None]] = {
    "sized": _sized, "between": _between, "share": _share, "each": _each,
    "short": _short, "towards": _towards, "parts": _parts, "equals": _equals,
}  # fmt: skip


def _stated(draft: _Draft, profile: Profile, rows: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, Figure]]:
    """Half of those with nothing to count say "không có" where the profile lets there be nothing; the others write 0."""
    may_be_none = {line.code for line in profile.lines if line.nothing} | {
        code for line in profile.lines for code in line.nothing_in
    }
    random = draft.random("none")
    return {
        unit: {code: _as_stated(row[code], code in may_be_none and random.random() < 0.5) for code in _typed(draft)}
        for unit, row in rows.items()
    }


def _as_stated(value: int, none: bool) -> Figure:
    return Stated.NONE if none and value == 0 else value


def _typed(draft: _Draft) -> list[str]:
    return [indicator.code for indicator in draft.form.typed]
