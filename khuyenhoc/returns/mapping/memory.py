"""A file that has been read, read again with what is remembered of files and layouts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from khuyenhoc.returns.intake.answers import NONE, Answers
from khuyenhoc.returns.intake.labels import matcher_for
from khuyenhoc.returns.intake.pipeline import Once
from khuyenhoc.returns.intake.readings import FileReading
from khuyenhoc.returns.mapping import sentences
from khuyenhoc.returns.mapping.fixes import Fix
from khuyenhoc.returns.mapping.fixes import said as fixed_form
from khuyenhoc.returns.mapping.layout import Part, fingerprint, fits, labels, parts_of
from khuyenhoc.returns.mapping.naming import noted, with_names
from khuyenhoc.returns.mapping.remembered import Remembered, RememberedLayouts
from khuyenhoc.returns.mapping.rewriting import rewritten
from khuyenhoc.sheets.sentences import said
from khuyenhoc.units.matching import UnitIndex


def reread(memory: RememberedLayouts, once: Once) -> FileReading:
    """The reading of a file that has been read, with what is remembered of it."""
    answers = answers_to(memory, once)
    given = memory.answers.get(once.reading.sha256, NONE)
    return noted(_laid_out(memory, once, answers), answers.units.keys() - given.units.keys(), once.units)


def answers_to(memory: RememberedLayouts, once: Once) -> Answers:
    """What was answered about a file, and what is remembered of the names in it."""
    given = memory.answers.get(once.reading.sha256, NONE)
    if not memory.names:
        return given
    reading = once.reading if given is NONE else once.again(once.workbook, given)
    return with_names(once, reading, given, memory.names)


def _laid_out(memory: RememberedLayouts, once: Once, answers: Answers) -> FileReading:
    reading = once.reading if answers is NONE else once.again(once.workbook, answers)
    if not memory.layouts:
        return reading
    unit = layout_owner(reading, once.units)
    kept = memory.layouts.get(unit, ())
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
