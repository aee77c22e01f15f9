"""Whether each line of a table can be taken: what every kind of table has in common. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.earlier.table import Fault, Table
from khuyenhoc.returns.intake.row_owners import find_row_owner
from khuyenhoc.units.lines import Line
from khuyenhoc.units.matching import UnitIndex, best
from khuyenhoc.vietnamese.numbers import format_count

_CODE_LENGTH: Final = 5
"""Spreadsheets take the zeros off the beginning of an official code."""

Key = tuple[str, ...]


class Faulty(ValueError):
    """A line cannot be taken; the message is the sentence."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an earlier period. `unit`: official code; `value` None: "không có"."""

    line: int
    period: str
    unit: str
    indicator: str
    value: int | None
    source: str

    @property
    def key(self) -> Key:
        return (self.period, self.unit, self.indicator)


@dataclass(frozen=True, slots=True)
class Villages:
    """How many villages and residential groups a unit has from a day on."""

    line: int
    unit: str
    value: int
    since: dt.date
    source: str

    @property
    def key(self) -> Key:
        return (self.unit, self.since.isoformat())


Taken = TypeVar("Taken", Figure, Villages)


@dataclass(frozen=True)
class Standing:
    """What stands already under a key, and where it is from."""

    value: int | None
    source: str


@dataclass(frozen=True)
class Known:
    """What lines are judged against. `level`: of the units that owe returns; `index_of`: how units were called on a day.

    `source` and `since` are for the lines that say nothing of their own.
    """

    level: str
    indicators: Mapping[str, IndicatorSpec]
    index_of: Callable[[dt.date], UnitIndex]
    source: str
    since: dt.date
    today: dt.date
    standing: Mapping[Key, Standing]


@dataclass
class Judged(Generic[Taken]):
    """The lines that would be added, what is wrong, and how many are left out: empty, derived, standing already."""

    added: list[Taken] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    empty: int = 0
    derived: int = 0
    standing: int = 0


def judge(table: Table, known: Known, take: Callable[[Line, Judged[Taken]], Taken | None]) -> Judged[Taken]:
    """All lines of a table. `take` reads one, None where it is left out (and counted so); Faulty where it is wrong."""
    judged: Judged[Taken] = Judged()
    seen: dict[Key, int] = {}
    for line in table.lines:
        try:
            if (found := take(line, judged)) is not None:
                _refuse_twice(found.key, line.number, seen)
                _keep(found, known, judged)
        except Faulty as fault:
            judged.faults.append(Fault(line.number, str(fault)))
    return judged


def _refuse_twice(key: Key, line: int, seen: dict[Key, int]) -> None:
    first = seen.setdefault(key, line)
    if first != line:
        raise Faulty(_("Trùng với dòng %(line)s. Giữ lại một dòng.") % {"line": first})


def _keep(found: Taken, known: Known, judged: Judged[Taken]) -> None:
    """Never over what stands: the same again is nothing new, something else has to be taken back first."""
    standing = known.standing.get(found.key)
    if standing is None:
        judged.added.append(found)
    elif standing.value == found.value:
        judged.standing += 1
    else:
        message = _(
            "Đã có số %(old)s (nguồn: %(source)s), khác với %(new)s trong tệp. Hoàn tác lần nạp trước, hoặc bỏ dòng này."
        )
        raise Faulty(message % {"old": shown(standing.value), "source": standing.source, "new": shown(found.value)})


def shown(value: int | None) -> str:
    """ "1.520", or "không có"."""
    return _("không có") if value is None else format_count(value)


def unit_of(text: str, index: UnitIndex, level: str) -> str:
    """The official code of the unit that a cell names, by code or by name ("xã Minh Tân, huyện Nam Sách"). Faulty."""
    if not text:
        raise Faulty(_("Thiếu đơn vị. Ghi mã hoặc tên đơn vị."))
    if text.replace("-", "", 1).isdigit():
        return _by_code(text, index, level)
    name, _comma, above = text.rpartition(",")
    districts = best(index.match(above.strip())) if name else []
    within = districts[0].code if len(districts) == 1 else None
    owner = find_row_owner(name if within else text, within, level, index)
    if owner.unit is None:
        raise Faulty(_("%(why)s Ghi mã đơn vị thì chắc chắn.") % {"why": _(owner.sentence)})
    return owner.unit


def _by_code(code: str, index: UnitIndex, level: str) -> str:
    unit = index.coded(code) or index.coded(code.zfill(_CODE_LENGTH))
    if unit is None:
        raise Faulty(_("Không có đơn vị nào mã %(code)s. Xem lại mã.") % {"code": code})
    if unit.level != level:
        raise Faulty(
            _("Mã %(code)s là %(unit)s, không phải đơn vị nộp báo cáo.") % {"code": code, "unit": unit.full_name}
        )
    return unit.code


def source_of(line: Line, known: Known) -> str:
    """The line's own source, else that of the whole table. Faulty where it is too long to be kept."""
    text = line["source"] or known.source
    if len(text) > 300:  # what the column of the database holds
        raise Faulty(_("Nguồn dài quá 300 chữ. Viết ngắn lại."))
    return text
