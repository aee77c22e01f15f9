"""Writes the year's workbooks into a folder, and says of each what stands in it and what it is meant to bring about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.demo.faults import Fault, spoil
from khuyenhoc.demo.figures import Figure
from khuyenhoc.demo.findings import ReasonKey, Written, marks_on, reasons_of
from khuyenhoc.demo.workbooks.book import Book
from khuyenhoc.demo.workbooks.plan import Planned, plan
from khuyenhoc.demo.workbooks.sender import Letter, Sender
from khuyenhoc.demo.workbooks.sending import Sending, read_sending
from khuyenhoc.demo.workbooks.shapes import shapes
from khuyenhoc.returns.values import Mark
from khuyenhoc.units.spec import UnitName

Intended = Literal["clean", "warned", "faulty", "late", "corrected"]
EXPECTED_EVERYWHERE = ("K09", "MH33")
"""The one warning that nearly every return carries, since the published organisations are nearly all recognised."""


@dataclass(frozen=True)
class WrittenFile:
    """A workbook as written. `path` is relative to the folder and `units` are official codes.

    `intended`: "clean" has no mark but K09 on organisations, "warned" has others, each with a reason; "faulty" comes
    again as "corrected"; "late" comes in round 2. `reasons` answer every warning in it; `faults` say what is wrong and
    what the officer writes back; `errors` are the units whose return cannot be sent as it is.
    """

    path: Path
    units: tuple[str, ...]
    shape: str
    round: int
    intended: Intended
    on: dt.date
    rows: Mapping[str, Mapping[str, Written]]
    reasons: Mapping[ReasonKey, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    errors: tuple[str, ...] = ()


def write_all(
    folder: Path,
    figures: Mapping[str, Mapping[str, Figure]],
    units: Sequence[UnitName],
    seed: int = 2023,
    form: FormSpec | None = None,
) -> list[WrittenFile]:
    """All workbooks below `folder`, made where it is missing; existing files of the same names are replaced.

    The same figures, units and seed give the same bytes. OSError where the folder cannot be written.
    """
    form, sending = form or read_catalogue().forms[0], read_sending()
    by_code = {unit.code: unit for unit in units}
    written = []
    for planned in plan(sending, units, seed):
        rows = {code: _written_row(planned, figures[code], code, seed) for code in planned.units}
        senders = tuple(_sender(by_code, code, row) for code, row in rows.items())
        _write(folder / planned.path, planned, Letter(form, sending.period, planned.on, senders), sending)
        written.append(_described(planned, form, rows))
    return written


def _sender(units: Mapping[str, UnitName], code: str, row: Mapping[str, Written]) -> Sender:
    return Sender(units[code], units[units[code].parent or ""], row)


def _written_row(planned: Planned, row: Mapping[str, Figure], unit: str, seed: int) -> Mapping[str, Written]:
    random = Random(f"{seed}/fault/{unit}")  # noqa: S311 - a mistake made on purpose, no secret
    return spoil(row, planned.fault, random) if planned.fault else row


def _write(path: Path, planned: Planned, letter: Letter, sending: Sending) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Book(path, dt.datetime.combine(planned.on, sending.created_at)) as book:
        shapes()[planned.shape](book, letter)


def _described(planned: Planned, form: FormSpec, rows: Mapping[str, Mapping[str, Written]]) -> WrittenFile:
    marks = {unit: marks_on(form, row) for unit, row in rows.items()}
    reasons = {key: text for unit, found in marks.items() for key, text in reasons_of(unit, found).items()}
    fault = planned.fault
    return WrittenFile(
        path=Path(planned.path),
        units=planned.units,
        shape=planned.shape,
        round=planned.round,
        intended=_intended(planned, [mark for found in marks.values() for mark in found]),
        on=planned.on,
        rows=rows,
        reasons=reasons,
        faults=tuple(Fault(u, fault.check, fault.indicator, fault.sentence) for u in planned.units) if fault else (),
        errors=tuple(unit for unit, found in marks.items() if any(mark.level == "E" for mark in found)),
    )


def _intended(planned: Planned, marks: Sequence[Mark]) -> Intended:
    if planned.fate != "on time":
        return planned.fate
    return "warned" if any((mark.code, mark.indicator) != EXPECTED_EVERYWHERE for mark in marks) else "clean"
