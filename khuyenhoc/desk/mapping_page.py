"""What the page of a file's sheet shows: what is still asked, what was said, what is read otherwise because of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from msgspec import structs

from khuyenhoc.access.enums import Right
from khuyenhoc.access.rules import allows
from khuyenhoc.desk.mapper import Mapper
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.intake.answers import Answers
from khuyenhoc.returns.intake.doubts import Doubt
from khuyenhoc.returns.intake.readings import ReturnReading
from khuyenhoc.returns.mapping.choosing import columns_to_choose
from khuyenhoc.returns.mapping.fixes import Fix, Kind
from khuyenhoc.returns.mapping.layout import Part, column_of, label_of, row_of
from khuyenhoc.returns.mapping.looking import Looked
from khuyenhoc.returns.mapping.queries import settled
from khuyenhoc.returns.mapping.rewriting import MONEY
from khuyenhoc.returns.models import Return
from khuyenhoc.sheets.grid import column_name
from khuyenhoc.vietnamese.periods import period_words

MOST_QUESTIONS = 40


@dataclass(frozen=True, slots=True)
class Question:
    """Something that reading asks: the sentence, where it is answered, and what the button says. `post`: at one press."""

    sentence: str
    url: str
    label: str
    post: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A correction in words."""

    number: int
    text: str
    url: str


@dataclass(frozen=True)
class Settled:
    """What stands in the way of reading a file once more: the collection is closed, or returns of it are accepted.

    `blocks`: nothing would come of it; `may_revise`, `may_take_back`: what whoever looks may do about it.
    """

    returns: tuple[Return, ...]
    is_closed: bool
    blocks: bool
    may_revise: bool
    may_take_back: bool

    @property
    def is_signed(self) -> bool:
        return any(r.state == State.SIGNED for r in self.returns)


def settled_of(looked: Looked, who: Mapper) -> Settled:
    """One statement."""
    units = [r.unit for r in looked.now.returns if r.unit]
    found = tuple(settled(who.file.collection, units))

    def may(right: Right) -> bool:
        return bool(found) and all(allows(who.held, right, who.map.lineage(r.unit.code)) for r in found)

    is_closed, may_revise = who.file.collection.closed_at is not None, may(Right.REVISE_ACCEPTED)
    blocks = is_closed or (len(found) == len(units) > 0 and not may_revise)
    may_take_back = may(Right.REVIEW_RETURN) and all(r.state == State.ACCEPTED for r in found)
    return Settled(found, is_closed, blocks, may_revise, may_take_back)


def questions(looked: Looked, who: Mapper) -> list[Question]:
    """What is to be answered before the file is read, the most important first."""
    now = looked.now
    asking = [r for r in now.returns if r.outcome == "needs_mapping"]
    found = [*_sheets(looked, who), *(_whose(r, who) for r in asking if r.unit is None), *_period(looked, who)]
    seen: dict[str, Question] = {}
    for doubt in (d for r in asking for d in r.uncertain):
        question = _about(doubt, looked, who)
        seen.setdefault(question.url, question)
    return [*found, *seen.values()][:MOST_QUESTIONS]


def _whose(reading: ReturnReading, who: Mapper) -> Question:
    sentence = reading.reason.rpartition("\n")[2]
    return Question(sentence, who.to("don-vi", noi=reading.place), _("Chọn đơn vị"), at=reading.place)


def _sheets(looked: Looked, who: Mapper) -> Iterator[Question]:
    """Where a sheet that is hidden, or one of several, has to be chosen."""
    names = {p.sheet for p in looked.parts}
    unclear = all(r.outcome == "rejected" for r in looked.now.returns)
    hidden = looked.now.outcome == "needs_mapping" and not looked.now.returns
    if (hidden or (looked.now.returns and unclear)) and (len(names) > 1 or hidden):
        yield Question(looked.now.reason, who.to("trang"), _("Chọn trang"))


def _period(looked: Looked, who: Mapper) -> Iterator[Question]:
    """Where nothing but the year in the file's name is asked about."""
    if looked.answers.period or looked.now.outcome != "needs_mapping":
        return
    told = Answers(looked.answers.units, period=True)
    other = replace_answers(looked, told)
    if [r.reason for r in other.now.returns] != [r.reason for r in looked.now.returns]:
        asked = next(
            r.reason for r, o in zip(looked.now.returns, other.now.returns, strict=True) if r.reason != o.reason
        )
        label = _("Đúng là số liệu %(period)s") % {"period": period_words(looked.once.period)}
        yield Question(asked.rpartition("\n")[2], who.to("ky"), label, post=True)


def replace_answers(looked: Looked, answers: Answers) -> Looked:
    """The same file as it would be with other answers. No statement but that for the layout."""
    kept = {**looked.memory.answers, looked.file.sha256: answers}
    return replace(looked, memory=structs.replace(looked.memory, answers=kept))


def _about(doubt: Doubt, looked: Looked, who: Mapper) -> Question:
    sheet_name, mark, cell = doubt.at.rpartition("!")
    number = next((n for n, s in enumerate(looked.once.workbook.sheets) if s.name in (sheet_name, doubt.at)), 0)
    if not mark:
        part = next((p for p in looked.parts if p.sheet == number and p.lines and columns_to_choose(p)), None)
        return Question(doubt.sentence, who.to("cot", bang=part.number if part else 0), _("Chọn cột"), at=doubt.at)
    row, column = place_of(cell)
    return Question(doubt.sentence, who.to("o", trang=number, dong=row, cot=column), _("Chỉ chỗ này"), at=doubt.at)


def place_of(cell: str) -> tuple[int, int]:
    """(16, 3) for "D17"."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :] or 1) - 1, column - 1


def told(looked: Looked, who: Mapper) -> list[Told]:
    """What was said of the file's layout, in words."""
    return [Told(n, in_words(fix, looked), who.to("bo", so=n)) for n, fix in enumerate(looked.fixes)]


def named(looked: Looked, who: Mapper) -> list[Told]:
    """Whose returns of the file are because somebody said so, each with where to choose anew."""
    chosen = [r for r in looked.now.returns if r.unit and r.place in looked.answers.units]
    said = [(r, r.named or r.sheet, called(who, r.unit or "")) for r in chosen[:MOST_QUESTIONS]]
    text = _("“%(name)s” là %(unit)s")
    return [
        Told(n, text % {"name": name, "unit": unit}, who.to("don-vi", noi=r.place))
        for n, (r, name, unit) in enumerate(said)
    ]


def in_words(fix: Fix, looked: Looked) -> str:
    """ "Dòng 18 “Số nhà …” là “Số gia đình được công nhận”"."""
    if fix.kind is Kind.SHEET:
        sheets = looked.once.workbook.sheets
        return _("Đọc trang “%(sheet)s”") % {"sheet": sheets[fix.table].name if fix.table < len(sheets) else "?"}
    part = looked.parts[fix.table] if fix.table < len(looked.parts) else None
    said = where_of(fix, part) if part else fix.text or fix.header
    if fix.kind is Kind.COLUMN:
        return _("%(where)s là số liệu %(period)s") % {"where": said, "period": period_words(looked.once.period)}
    if not fix.indicator:
        return _("%(where)s không phải chỉ tiêu nào") % {"where": said}
    label = (
        looked.once.form.by_code[fix.indicator].label if fix.indicator in looked.once.form.by_code else fix.indicator
    )
    text = _("%(where)s là “%(label)s”") % {"where": said, "label": label}
    indicator = looked.once.form.by_code.get(fix.indicator)
    money = MONEY.get(fix.scale, "") if indicator and indicator.is_money else ""
    return f"{text} ({money})" if money else text


def where_of(fix: Fix, part: Part) -> str:
    """ "Dòng 18 “Số nhà …”", "Cột P “…”"."""
    row = row_of(fix, part) if fix.kind in (Kind.LINE, Kind.CELL) else None
    column = column_of(fix, part) if fix.kind is not Kind.LINE else None
    header = next((" – ".join(c.path) for c in part.table.columns if c.index == column), "")
    rows = _("Dòng %(n)s “%(text)s”") % {"n": row + 1, "text": label_of(part, row)} if row is not None else ""
    columns = (
        _("Cột %(n)s “%(text)s”") % {"n": column_name(column), "text": header or "–"} if column is not None else ""
    )
    return ", ".join(filter(None, (rows, columns)))


def units_to_choose(looked: Looked, who: Mapper, place: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(code, name) of the units that a return may be of: those that reading proposes, and all others that one sends for."""
    reading = next((r for r in looked.now.returns if r.place == place), None)
    mine = [c for c in looked.owing if allows(who.held, Right.SEND_RETURN, who.map.lineage(c))]
    near = [c for c in (reading.units if reading else ()) if c in mine]
    order = {unit.code: n for n, unit in enumerate(who.map.below(who.file.collection.unit.code))}
    others = sorted((c for c in mine if c not in near), key=lambda c: order.get(c, len(order)))
    if len(mine) <= 6:
        near, others = [*near, *others], []
    return [(c, called(who, c)) for c in near], [(c, called(who, c)) for c in others]


def called(who: Mapper, code: str) -> str:
    """ "Xã Minh Tân (huyện Nam Sách)"."""
    unit = who.map.units.get(code)
    above = who.map.units.get(unit.parent or "") if unit else None
    return f"{who.map.name(code)} ({above.full_name})" if above else who.map.name(code)
