"""Names of rows in tables of units that somebody has told the unit of: not asked again in a table of the same place. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from khuyenhoc.returns.intake.answers import Answers
from khuyenhoc.returns.intake.pipeline import Once
from khuyenhoc.returns.intake.readings import FileReading, ReturnReading
from khuyenhoc.returns.mapping import sentences
from khuyenhoc.sheets.sentences import said
from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.vietnamese.text import fold, normalise

KnownNames = Mapping[str, Mapping[str, str]]
"""The code of a unit by the code of the unit above the table and the name as `key_of` gives it."""


def key_of(name: str) -> str:
    """A name as it is remembered: without accents, case and spaces too many."""
    return fold(normalise(name))


def above_rows(reading: FileReading, units: UnitIndex) -> str:
    """The district of a file's table: the unit above all rows whose own unit is certain. "" where they have several."""
    known = {r.unit for r in reading.returns if r.named and r.unit}
    parents = {units.by_code[code].parent for code in known if code in units.by_code}
    return (parents.pop() or "") if len(parents) == 1 else ""


def with_names(once: Once, reading: FileReading, answers: Answers, names: KnownNames) -> Answers:
    """The answers, and what is remembered of the names of rows that would be asked about.

    Only a unit below the table's district that no other row is of, by a name that stands there once; what was answered about
    the file itself comes first.
    """
    above = above_rows(reading, once.units)
    told = names.get(above, {})
    asked = {r.place: key_of(r.named) for r in reading.returns if r.named and r.unit is None}
    times = Counter(key_of(r.named) for r in reading.returns if r.named)
    found = {place: told[key] for place, key in asked.items() if key in told and times[key] == 1}
    taken = Counter([*found.values(), *(r.unit for r in reading.returns if r.unit)])
    known = once.units.by_code
    fit = {p: u for p, u in found.items() if taken[u] == 1 and u in known and known[u].parent == above}
    return replace(answers, units={**fit, **answers.units}) if fit.keys() - answers.units.keys() else answers


def noted(reading: FileReading, places: Iterable[str], units: UnitIndex) -> FileReading:
    """The reading, with a word at each return whose unit was told by a name that is remembered."""
    wanted = set(places)
    told = (_noted(r, units.by_code[r.unit].full_name) if r.place in wanted and r.unit else r for r in reading.returns)
    return replace(reading, returns=tuple(told)) if wanted else reading


def _noted(reading: ReturnReading, unit: str) -> ReturnReading:
    note = said(sentences.NAMED, name=reading.named, unit=unit)
    return replace(reading, note="\n".join(filter(None, (reading.note, note))))
