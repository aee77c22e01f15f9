"""The score of the reader on the corpus: right, wrong, missed, asked; outcomes; questions; marks of each check."""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from khuyenhoc.returns.intake.pipeline import FileReading, ReturnReading, read_file
from khuyenhoc.returns.rules import check
from khuyenhoc.returns.values import CellValue, Stated
from khuyenhoc.sheets.archives import opened
from khuyenhoc.units.matching import UnitIndex
from tests.corpus.asking import ELSEWHERE, MISSING, NOTHING, RIGHT, questions
from tests.corpus.parts import FORM, UNITS, YEAR, Expected, Known, Made, MarkKey

_LEAST_RIGHT = 0.98
OF_A_CHECK = ("planted", "found", "false alarms")


@dataclass
class Score:
    """Cells, outcomes and questions by verdict; of each check what was planted, found and false; what went wrong, in words."""

    cells: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    checks: dict[str, Counter[str]] = field(default_factory=lambda: {c.code: Counter() for c in FORM.checks})
    files: int = 0
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def right_share(self) -> float:
        return self.cells["right"] / max(1, sum(self.cells.values()))

    @property
    def unfound(self) -> dict[str, Counter[str]]:
        """The checks that missed something, raised a false alarm, or had nothing to find."""
        return {c: n for c, n in self.checks.items() if n["false alarms"] or not 0 < n["planted"] == n["found"]}

    @property
    def misplaced(self) -> int:
        """Questions that were not put, or not where and as they should have been."""
        return self.questions[ELSEWHERE] + self.questions[MISSING]

    @property
    def reached(self) -> bool:
        """0 wrong, at least 98 % right, every question at its place, all that is planted found and nothing else."""
        return not (self.wrong or self.misplaced or self.unfound) and self.right_share >= _LEAST_RIGHT

    def as_json(self) -> dict[str, object]:
        return {
            "files": self.files,
            "cells": dict(self.cells),
            "right_percent": round(self.right_share * 100, 3),
            "outcomes": dict(self.outcomes),
            "questions": dict(self.questions),
            "checks": {c: {name: n[name] for name in OF_A_CHECK} for c, n in self.checks.items()},
            "wrong": self.wrong,
            "notes": self.notes,
            "reached": self.reached,
        }


def converted(made: Sequence[Made]) -> list[bytes]:
    """The bytes of each file, those for LibreOffice converted by it in one go a format."""
    data = [m.data for m in made]
    for kind in sorted({m.convert_to for m in made if m.convert_to}):
        numbers = [n for n, m in enumerate(made) if m.convert_to == kind]
        with tempfile.TemporaryDirectory() as folder:
            for n in numbers:
                Path(folder, f"{n}.xlsx").write_bytes(made[n].data)
            _convert(Path(folder), kind)
            for n in numbers:
                data[n] = Path(folder, "out", f"{n}.{kind}").read_bytes()
    return data


def _convert(folder: Path, kind: str) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    names = [str(p) for p in sorted(folder.glob("*.xlsx"))]
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def scored(made: Iterable[Made]) -> Score:
    """Reads every file and compares what comes out with its truth."""
    files, score, index = list(made), Score(), UnitIndex(list(UNITS.values()))
    for one, data in zip(files, converted(files), strict=True):
        readings = [read_file(content, FORM, index, YEAR, name) for name, content in opened([(one.name, data)])]
        score.files += len(readings)
        _compare(one, _together(readings), score)
    return score


def _together(readings: list[FileReading]) -> FileReading:
    """What a ZIP's files say together: read where all of them are."""
    worst = next((r for r in readings if r.outcome != "read"), readings[0])
    return replace(worst, returns=tuple(r for reading in readings for r in reading.returns))


def _compare(made: Made, reading: FileReading, score: Score) -> None:
    place = f"{made.name} [{made.truth.about}]"
    if reading.outcome == made.truth.outcome:
        score.outcomes["right"] += 1
    else:
        score.outcomes["other"] += 1
        score.notes.append(f"{place}: outcome {reading.outcome} instead of {made.truth.outcome}: {reading.reason}")
    left = list(reading.returns)
    for expected in made.truth.returns:
        found = _found(expected, left)
        if found is None:
            score.cells["missed"] += len(expected.cells)
            score.notes.append(f"{place}: nothing read of {expected.unit}: {reading.reason}")
            continue
        left.remove(found)
        _compare_return(place, expected, found, score)
    for extra in left:
        score.wrong += [f"{place}: a return of {extra.unit} that is not there" for _ in [0] if extra.outcome == "read"]


def _found(expected: Expected, returns: list[ReturnReading]) -> ReturnReading | None:
    """The reading of a return: by its unit, else among those without one the likest."""
    of_unit = [r for r in returns if r.unit == expected.unit and r.unit]
    rest = of_unit or [r for r in returns if r.unit is None]
    return max(
        rest, key=lambda r: sum(_verdict(k, r.cells[c], r) == "right" for c, k in expected.cells.items()), default=None
    )


def _compare_return(place: str, expected: Expected, found: ReturnReading, score: Score) -> None:
    if found.unit is None and expected.unit is not None:
        score.notes.append(f"{place}: unit asked: {found.reason}")
    notes: defaultdict[str, list[str]] = defaultdict(list)
    asked_about = {question.code for question in expected.asked} if found.outcome == "needs_mapping" else set()
    for code, known in expected.cells.items():
        cell = found.cells[code]
        verdict = "right" if asked_about & {code, ""} else _verdict(known, cell, found)
        if verdict == "right" and cell.counted is not None and cell.at != expected.at.get(code, ""):
            verdict = "wrong"
        if verdict == "right" and found.unit is None and expected.unit is not None:
            verdict = "asked"
        score.cells[verdict] += 1
        if verdict == "wrong":
            got = f"{cell.stated}:{cell.value} ({cell.raw!r})"
            score.wrong.append(f"{place} {cell.at} {code}: expected {known} at {expected.at.get(code)}, got {got}")
        elif verdict != "right":
            notes[verdict].append(f"{code}={cell.raw!r}")
    score.notes += [f"{place}: {verdict} {', '.join(codes)}: {found.reason}" for verdict, codes in notes.items()]
    marks = check(FORM, found.cells, expected.known) if found.outcome == "read" else []
    for asked in questions(expected, found, marks):
        score.questions[asked.verdict] += 1
        score.notes += [f"{place}: {asked.verdict}: {asked.about}" for _ in [0] if asked.verdict != RIGHT]
    if found.outcome == "read":
        _compare_marks(place, expected, {(m.code, m.indicator) for m in marks}, score)


def _verdict(known: Known, cell: CellValue, found: ReturnReading) -> str:
    stated = cell.stated
    if known in NOTHING:
        return "right" if stated in (Stated.BLANK, Stated.INVALID) else "wrong"
    if stated is Stated.NONE or stated is Stated.VALUE:
        return "right" if (cell.value if stated is Stated.VALUE else "none") == known else "wrong"
    return "asked" if stated is Stated.INVALID or found.outcome == "needs_mapping" else "missed"


def _compare_marks(place: str, expected: Expected, marks: set[MarkKey], score: Score) -> None:
    either = {c for c, known in expected.cells.items() if known == "ask"}
    # What cannot be told may be taken for a text that is no number, or for nothing at all.
    said = {("K01" if code == "K11" and c in either else code, c) for code, c in marks}
    lost, false = expected.marks - said, said - expected.marks
    for name, keys in (("planted", expected.marks), ("found", expected.marks & said), ("false alarms", false)):
        for code, _ in keys:
            score.checks[code][name] += 1
    score.notes += [
        f"{place}: {why} {sorted(keys, key=str)}" for why, keys in (("lost", lost), ("false", false)) if keys
    ]
