"""What is remembered of files and layouts, ready to be used while files are read. Plain data: it is sent to children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from khuyenhoc.returns.intake.answers import NONE, Answers
from khuyenhoc.returns.intake.labels import matcher_for
from khuyenhoc.returns.intake.pipeline import Once
from khuyenhoc.returns.intake.readings import FileReading
from khuyenhoc.returns.intake.sentences import said
from khuyenhoc.returns.mapping import sentences
from khuyenhoc.returns.mapping.fixes import Fix
from khuyenhoc.returns.mapping.fixes import said as fixed_form
from khuyenhoc.returns.mapping.layout import Part, fingerprint, fits, labels, parts_of
from khuyenhoc.returns.mapping.naming import KnownNames, noted, with_names
from khuyenhoc.returns.mapping.rewriting import rewritten
from khuyenhoc.units.matching import UnitIndex


@dataclass(frozen=True, slots=True)
class Remembered:
    """A layout of a unit's files: its fingerprint, what its labels say, and how it is to be understood."""

    fingerprint: str
    labels: tuple[str, ...]
    fixes: tuple[Fix, ...]


@dataclass(frozen=True)
class RememberedLayouts:
    """`layouts`: by the unit's official code; `answers`: by a file's SHA-256; `names`: of rows in tables of units.

    Called for each file that has been read.
    """

    layouts: Mapping[str, Sequence[Remembered]] = field(default_factory=dict)
    answers: Mapping[str, Answers] = field(default_factory=dict)
    names: KnownNames = field(default_factory=dict)

    def __call__(self, once: Once) -> FileReading:
        answers = self.answers_to(once)
        given = self.answers.get(once.reading.sha256, NONE)
        return noted(self._laid_out(once, answers), answers.units.keys() - given.units.keys(), once.units)

    def answers_to(self, once: Once) -> Answers:
        """What was answered about a file, and what is remembered of the names in it."""
        given = self.answers.get(once.reading.sha256, NONE)
        if not self.names:
            return given
        reading = once.reading if given is NONE else once.again(once.workbook, given)
        return with_names(once, reading, given, self.names)

    def _laid_out(self, once: Once, answers: Answers) -> FileReading:
        reading = once.reading if answers is NONE else once.again(once.workbook, answers)
        if not self.layouts:
            return reading
        unit = layout_owner(reading, once.units)
        kept = self.layouts.get(unit, ())
        if not kept:
            return reading
        parts = parts_of_once(once)
        seen = fingerprint(parts)
        same = next((k for k in kept if k.fingerprint == seen), None)
        if same is None or not all(fits(fix, parts, year_of(once)) for fix in same.fixes):
            return _outgrown(reading, kept, parts, _name(unit, once.units))
        return applied(once, parts, same.fixes, answers, unit)


def year_of(once: Once) -> str:
    """The year of the period that a file was read for."""
    return once.period[:4]


def parts_of_once(once: Once) -> list[Part]:
    """The tables of a file that has been read."""
    return parts_of(once.workbook, matcher_for(once.form, year_of(once)), year_of(once))


def applied(once: Once, parts: Sequence[Part], fixes: Sequence[Fix], answers: Answers, unit: str) -> FileReading:
    """The file's reading with corrections, which its returns say."""
    if not fixes:
        return once.again(once.workbook, answers)
    workbook = rewritten(once.workbook, parts, fixes, once.form, year_of(once))
    reading = once.again(workbook, answers)
    note = said(sentences.APPLIED, n=len(fixes), unit=_name(unit, once.units))
    returns = tuple(replace(r, note="\n".join(filter(None, (r.note, note)))) for r in reading.returns)
    return replace(reading, returns=returns)


def layout_owner(reading: FileReading, units: UnitIndex) -> str:
    """For whom a file's layout is remembered: the one unit of its returns, else the nearest one above them all.

    "" where no return's unit is known.
    """
    known = sorted({r.unit for r in reading.returns if r.unit})
    if len(known) <= 1:
        return known[0] if known else ""
    lines = [[code, *(a.code for a in units.ancestors(units.by_code[code]))] for code in known]
    return next((code for code in lines[0] if all(code in line for line in lines)), "")


def _name(unit: str, units: UnitIndex) -> str:
    return units.by_code[unit].full_name if unit in units.by_code else unit


def _outgrown(reading: FileReading, kept: Sequence[Remembered], parts: Sequence[Part], unit: str) -> FileReading:
    """A file that asks, of a unit whose remembered layout is another: it says what is not as it was."""
    if reading.outcome != "needs_mapping":
        return reading
    sentence = said(sentences.OUTGROWN, what=difference(kept[0].labels, labels(parts)), unit=unit)
    returns = tuple(
        replace(r, reason=f"{sentence}\n{r.reason}") if r.outcome == "needs_mapping" else r for r in reading.returns
    )
    return replace(reading, reason=f"{sentence}\n{reading.reason}", returns=returns)


def difference(before: Sequence[str], now: Sequence[str]) -> str:
    """What two layouts do not share, in words: up to two labels that are gone and two that are new."""
    was, is_ = {fixed_form(t) for t in before}, {fixed_form(t) for t in now}
    gone = [said(sentences.GONE, text=shown(t)) for t in before if fixed_form(t) not in is_]
    new = [said(sentences.NEW, text=shown(t)) for t in now if fixed_form(t) not in was]
    return ", ".join([*gone[:2], *new[:2]]) or sentences.MOVED


def shown(text: str) -> str:
    """A label, short enough for a sentence."""
    return text if len(text) <= 60 else f"{text[:57]}…"
