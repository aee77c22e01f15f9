"""From a workbook to its returns: tables, labels, values, whose they are, and whether they are of this period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.intake import sentences
from khuyenhoc.returns.intake.answers import NONE, Answers
from khuyenhoc.returns.intake.assembly import Assembled, assembled
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.drafts import Draft
from khuyenhoc.returns.intake.labels import matcher_for
from khuyenhoc.returns.intake.layouts import drafts_of
from khuyenhoc.returns.intake.names import names_of
from khuyenhoc.returns.intake.owner import Owner, among_others, find_owner, signed_owner
from khuyenhoc.returns.intake.period import Verdict, judge
from khuyenhoc.returns.intake.readings import Outcome, ReturnReading
from khuyenhoc.returns.intake.reasons import reasons_in
from khuyenhoc.returns.intake.roles import year_of
from khuyenhoc.returns.intake.row_owners import row_owners
from khuyenhoc.returns.intake.signed import Signed
from khuyenhoc.returns.intake.tables import cleaned, find_tables
from khuyenhoc.returns.intake.titles import MOST_TITLE_ROWS, texts_above
from khuyenhoc.returns.intake.versions import version_note
from khuyenhoc.returns.values import Stated
from khuyenhoc.sheets.grid import Sheet, Workbook
from khuyenhoc.sheets.sentences import said
from khuyenhoc.units.matching import UnitIndex, best


class Understood(NamedTuple):
    """What a workbook says: as in FileReading."""

    outcome: Outcome
    reason: str
    returns: tuple[ReturnReading, ...] = ()


class Case(Struct, frozen=True, dict=True):
    """A file and what it is read for: the form, the period ("2023"), the map of its units; what its signature says, and
    what people have answered about it."""

    file: PurePosixPath
    form: FormSpec
    units: UnitIndex
    period: str
    signed: Signed
    answers: Answers = NONE

    @cached_property
    def _is_unit(self) -> dict[str, bool]:
        return {}

    def is_unit(self, text: str) -> bool:
        """Whether a text may name a unit that owes this form."""
        known = self._is_unit.get(text)
        if known is None:
            known = self._is_unit[text] = bool(best(self.units.match(text, self.form.level)))
        return known

    def drafts(self, sheet: Sheet) -> list[Draft]:
        matcher = matcher_for(self.form, self.period[:4])
        tables = find_tables(sheet, matcher.heads)
        return [d for table in tables for d in drafts_of(table, matcher, self.period[:4], self.is_unit)]

    def verdict(self, above: list[str], sheet: str) -> Verdict:
        year = year_of(sheet)
        dated = [f"{sentences.TITLE} {sheet}" if year in sheet else f"{sentences.TITLE} {year}"] if year else []
        verdict = judge([*above, *dated], self.file.stem, self.form, self.period)
        return Verdict() if self.answers.period and verdict.outcome == "needs_mapping" else verdict

    def answered(self, owner: Owner, place: str) -> Owner:
        """Whose the return at a place is, where somebody has said it."""
        code = self.answers.units.get(place, "")
        return Owner(code) if code in self.units.by_code else owner


def understand(
    workbook: Workbook,
    name: str,
    form: FormSpec,
    units: UnitIndex,
    period: str,
    signed: Signed | None = None,
    answers: Answers = NONE,
) -> Understood:
    """The returns of a workbook. Hidden sheets are not read; where nothing else is there, it is said that they are."""
    case = Case(PurePosixPath(name), form, units, period, signed or Signed(), answers)
    if case.signed.refusal:
        return Understood("rejected", case.signed.refusal)
    drafts = [(d, texts_above(d)) for sheet in workbook.sheets if not sheet.hidden for d in case.drafts(sheet)]
    if not drafts:
        return _nothing(workbook, case)
    judged = [(d, above, case.verdict(above, d.table.grid.sheet.name)) for d, above in drafts]
    rejected = [v for *_, v in judged if v.outcome == "rejected"]
    if len(rejected) == len(judged):
        return Understood("rejected", rejected[0].sentence)
    kept = [(d, above, v) for d, above, v in judged if v.outcome != "rejected"]
    returns = _without_doubles(_without_templates(list(_returns(kept, case))), units)
    return Understood(*_outcome(returns), returns)


def _nothing(workbook: Workbook, case: Case) -> Understood:
    texts = [cleaned(c) for sheet in workbook.sheets for row in sheet.rows[:MOST_TITLE_ROWS] for c in row]
    verdict = case.verdict([t for t in texts if t], "")
    if verdict.outcome == "rejected":
        return Understood("rejected", verdict.sentence)
    hidden = next((s for s in workbook.sheets if s.hidden and case.drafts(s)), None)
    if hidden:
        return Understood("needs_mapping", said(sentences.HIDDEN_TABLE, sheet=hidden.name))
    return Understood("rejected", said(sentences.NO_TABLE, form=case.form.title))


Judged = tuple[Draft, list[str], Verdict]


def _returns(judged: list[Judged], case: Case) -> Iterator[ReturnReading]:
    rows = [(d, above, v) for d, above, v in judged if d.is_row]
    whole = [(d, above, v) for d, above, v in judged if not d.is_row]
    first = whole[0][1] if whole else []
    owned = [(d, _owner(d, above, first, case), v) for d, above, v in whole]
    owned = [(d, among_others(o, [x for _, x, _ in owned], case.units), v) for d, o, v in owned]
    owned = [(d, case.answered(o, d.table.grid.sheet.name), v) for d, o, v in owned]
    for drafts, owner, verdict in _joined(owned):
        yield _return(drafts, owner, verdict, case)
    for draft, owner, verdict in row_owners(rows, case.file, case.form.level, case.units):
        yield _return([draft], case.answered(owner, _unit_at(draft)), verdict, case)


def _unit_at(draft: Draft) -> str:
    return draft.table.grid.sheet.address(*draft.unit_at)


def _owner(draft: Draft, above: list[str], first: list[str], case: Case) -> Owner:
    """By what stands over the table itself; a second table without any such words belongs to what the first one says."""
    names = names_of(case.units)
    folders = [p for p in case.file.parent.parts if p not in (".", "/")]

    if case.signed.unit:
        sheet, file = draft.table.grid.sheet.name, case.file.name
        return signed_owner(case.signed.unit, above, sheet, file, folders, case.form.level, names)

    def find(cells: list[str]) -> Owner:
        return find_owner(cells, draft.table.grid.sheet.name, case.file.name, folders, case.form.level, names)

    owner = find(above)
    return owner if owner.unit or above is first or owner.candidates else find(first)


def _joined(owned: list[tuple[Draft, Owner, Verdict]]) -> Iterator[tuple[list[Draft], Owner, Verdict]]:
    """Tables of one unit that share no indicator are one return: it may stand in several tables, or on several sheets."""
    groups: list[tuple[list[Draft], Owner, Verdict]] = []
    for draft, owner, verdict in owned:
        codes = {p.code for p in draft.placed}
        fits = (g for g in groups if g[1] == owner and not codes & {p.code for d in g[0] for p in d.placed})
        if group := next(fits, None):
            group[0].append(draft)
        else:
            groups.append(([draft], owner, verdict))
    yield from groups


def _return(drafts: list[Draft], owner: Owner, verdict: Verdict, case: Case) -> ReturnReading:
    whole = assembled(drafts, case.form, case.period)
    asked = [s for s in (owner.sentence, verdict.sentence, *(d.sentence for d in whole.open)) if s]
    return ReturnReading(
        unit=owner.unit,
        outcome="needs_mapping" if asked else "read",
        reason=asked[0] if asked else "",
        cells=whole.cells,
        sheet=drafts[0].table.grid.sheet.name,
        uncertain=_uncertain(whole),
        units=owner.candidates,
        reasons=reasons_in(drafts),
        note=case.signed.note or version_note(case.signed.version, case.form, whole.placed),
        place=_unit_at(drafts[0]) if drafts[0].is_row else drafts[0].table.grid.sheet.name,
        named=drafts[0].unit if drafts[0].is_row else "",
    )


def _uncertain(whole: Assembled) -> tuple[Doubt, ...]:
    return (*whole.open, *whole.extra)


def _without_templates(returns: list[ReturnReading]) -> list[ReturnReading]:
    """Without an empty form beside a filled one, where it is of the same unit or of nobody: somebody copied it first."""
    filled = {r.unit for r in returns if _says_anything(r)}
    return [r for r in returns if r.named or not filled or (r.unit and r.unit not in filled) or _says_anything(r)]


def _says_anything(reading: ReturnReading) -> bool:
    return any(cell.stated is not Stated.BLANK for cell in reading.cells.values())


def _without_doubles(returns: list[ReturnReading], units: UnitIndex) -> tuple[ReturnReading, ...]:
    """Two returns of one unit in one file: neither is taken, nobody can tell which one is meant."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for reading in returns:
        if reading.unit:
            places[reading.unit].append(_place(reading))
    return tuple(_doubled(r, places[r.unit], units) if r.unit and len(places[r.unit]) > 1 else r for r in returns)


def _doubled(reading: ReturnReading, places: list[str], units: UnitIndex) -> ReturnReading:
    unit = units.by_code[reading.unit or ""].full_name
    sentence = said(sentences.TWICE_IN_FILE, unit=unit, places=", ".join(places))
    return replace(reading, outcome="rejected", reason=sentence)


def _place(reading: ReturnReading) -> str:
    return next((cell.at for cell in reading.cells.values() if cell.at), reading.sheet)


def _outcome(returns: tuple[ReturnReading, ...]) -> tuple[Outcome, str]:
    for outcome in ("needs_mapping", "read", "rejected"):
        for reading in returns:
            if reading.outcome == outcome:
                return reading.outcome, reading.reason
    return "rejected", ""
