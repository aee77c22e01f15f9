"""How well the reader asks: each question that must be put, put at the right place and offering what is right; and no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khuyenhoc.returns.intake.pipeline import ReturnReading
from khuyenhoc.returns.values import Mark, Stated
from tests.corpus.parts import Expected, Question

RIGHT, ELSEWHERE, MISSING, NEEDLESS = "asked at the right place", "asked elsewhere", "not asked", "asked though clear"
NOTHING = {"ask", "blank"}
"""What a cell is known to say where no value may come out of it."""


@dataclass(frozen=True)
class Asked:
    """A question that was put, or should have been: how well, and where."""

    verdict: str
    about: str


def questions(expected: Expected, found: ReturnReading, marks: list[Mark]) -> Iterator[Asked]:
    """All questions about one return. `marks`: those of the checks, by which a cell of a return that is read is asked."""
    yield from _whose(expected, found)
    yield from _lines(expected, found)
    yield from _cells(expected, found, marks)


def _whose(expected: Expected, found: ReturnReading) -> Iterator[Asked]:
    if expected.whose:
        proposed = found.place if found.unit is None else ""
        yield _judged(expected.whose, [(proposed, found.units)] if proposed else [], f"{found.units}: {found.reason}")
    elif found.unit is None:
        yield Asked(NEEDLESS, f"whose it is: {found.reason}")


def _lines(expected: Expected, found: ReturnReading) -> Iterator[Asked]:
    put = [(doubt.at, doubt.candidates) for doubt in found.uncertain]
    for question in expected.asked:
        yield _judged(question, put, f"{question.at} {sorted(question.offers)} among {put}")
    expected_at = {at for question in expected.asked for at in question.at}
    for doubt in found.uncertain:
        # What was not understood beyond a whole return is no question: there is nothing left that it could be.
        if not (doubt.at in expected_at or (doubt.extra and found.outcome == "read")):
            yield Asked(NEEDLESS, doubt.sentence)


def _cells(expected: Expected, found: ReturnReading, marks: list[Mark]) -> Iterator[Asked]:
    at_mark = {m.indicator: m.at for m in marks if m.code in ("K01", "K11")}
    by_line = {question.code for question in expected.asked}
    for code, known in expected.cells.items():
        if by_line & {code, ""}:
            continue
        cell = found.cells[code]
        if known in NOTHING:
            at = at_mark.get(code) if found.outcome == "read" else cell.at
            # A line that is not there has no place of its own.
            wanted = Question((expected.at.get(code, at or ""),))
            yield _judged(wanted, [] if at is None else [(at, ())], f"{code} at {at} instead of {wanted.at}")
        elif cell.stated is Stated.INVALID:
            yield Asked(NEEDLESS, f"{code} {cell.raw!r} at {cell.at}")


def _judged(question: Question, put: list[tuple[str, tuple[str, ...]]], about: str) -> Asked:
    """Whether it is among the questions that were put, each with its place and what it proposes."""
    here = [offered for at, offered in put if at in question.at]
    if any(question.offers <= set(offered) for offered in here):
        return Asked(RIGHT, about)
    return Asked(ELSEWHERE if put else MISSING, about)
