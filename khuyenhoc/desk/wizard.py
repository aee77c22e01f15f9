"""One merger or renaming in five questions: what was answered so far, carried in the address, and the sheet that it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.dates import parse_date
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.text import in_sentence

STEPS: Final = ("viec", "don-vi", "ten", "ngay", "quyet-dinh")
"""The questions in their order, as their addresses name them."""
CHECK: Final = "xem-lai"
MERGE, RENAME = "sap-nhap", "doi-ten"
MOST: Final = 6
"""How many units one merger takes here; a larger one is a sheet."""
FIELDS: Final = {
    "viec": ("viec",), "don-vi": ("don_vi",), "ten": ("ten", "ma", "cap_tren"), "ngay": ("ngay",),
    "quyet-dinh": ("so", "ngay_ky", "nguoi_ky"),
}  # fmt: skip
MOST_NAMES: Final = 1_000
"""How many names a page offers: a province has some hundreds of units, and a page stays light."""
HEADING: Final = ("Đơn vị cũ", "Đơn vị mới", "Mã mới", "Cấp trên mới")


@dataclass(frozen=True)
class Answers:
    """What was answered, as it was typed: one text a field, and the names of the units."""

    typed: dict[str, str]
    units: tuple[str, ...]

    def __getitem__(self, field: str) -> str:
        return self.typed.get(field, "")

    @property
    def merges(self) -> bool:
        return self["viec"] == MERGE

    @property
    def day(self) -> dt.date | None:
        return parse_date(self["ngay"])

    @property
    def decided_on(self) -> dt.date | None:
        return parse_date(self["ngay_ky"])

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """All answers as fields of a form."""
        return [*self.typed.items(), *(("don_vi", unit) for unit in self.units)]

    def query(self) -> str:
        """The answers as an address carries them."""
        return urlencode(self.pairs)

    def carried(self, step: str) -> list[tuple[str, str]]:
        """The answers to the other questions, to be sent along with those of a page."""
        return [(name, value) for name, value in self.pairs if name not in FIELDS[step]]

    def rows(self) -> list[list[str]]:
        """The mapping sheet that says the same."""
        return [list(HEADING), *([unit, self["ten"], self["ma"], self["cap_tren"]] for unit in self.units)]

    def source(self) -> str:
        """What the plan names as that from which it was drawn up."""
        kind = _("sáp nhập thành %s") if self.merges else _("đổi tên thành %s")
        return _("trang năm câu hỏi: %s") % (kind % self["ten"])

    def faults(self, step: str) -> list[Problem]:
        """What is wrong with the answers to one question; [] where one may go on."""
        return list(_FAULTS[step](self))


def answers(given: QueryDict) -> Answers:
    """What an address or a form carries."""
    single = (field for fields in FIELDS.values() for field in fields if field != "don_vi")
    typed = {field: given.get(field, "").strip() for field in single if given.get(field, "").strip()}
    units = dict.fromkeys(unit.strip() for unit in given.getlist("don_vi") if unit.strip())
    return Answers(typed, tuple(units)[:MOST])


def first_open(found: Answers) -> str:
    """The first question that is not answered yet, or the page on which the answers are looked over."""
    return next((step for step in STEPS if found.faults(step)), CHECK)


def following(step: str) -> str:
    return (*STEPS, CHECK)[STEPS.index(step) + 1]


def names(map_: UnitMap, tops: Iterable[str]) -> list[str]:
    """The units below some to choose from, each with the one above, as a sheet names them; [] where they are too many."""
    below = [unit for top in tops if top in map_.units for unit in map_.below(top)]
    if len(below) > MOST_NAMES:
        return []
    return [
        in_sentence(f"{unit.full_name}, {map_.units[unit.parent].full_name}")
        for unit in below
        if unit.parent in map_.units and unit.parent
    ]


def example(found: Answers, name: str) -> str:
    """A name with the kind of the units that it is about, "" where that is not known."""
    kind = next((kind for unit in found.units if (kind := split_kind(unit)[0])), None)
    return f"{kind} {name}" if kind else ""


def _kind_faults(found: Answers) -> Iterator[Problem]:
    if found["viec"] not in (MERGE, RENAME):
        yield Problem(_("Chọn việc cần làm: sáp nhập hay đổi tên."), "#viec-1")


def _unit_faults(found: Answers) -> Iterator[Problem]:
    if found.merges and len(found.units) < 2:
        yield Problem(_("Ghi ít nhất hai đơn vị sẽ nhập lại."), "#don-vi-1")
    if not found.merges and len(found.units) != 1:
        yield Problem(_("Ghi một đơn vị sẽ đổi tên."), "#don-vi-1")


def _name_faults(found: Answers) -> Iterator[Problem]:
    kind, name = split_kind(found["ten"])
    if not found["ten"] or not name:
        yield Problem(_("Ghi tên mới của đơn vị."), "#ten")
    elif not kind:
        yield Problem(_("Ghi cả loại đơn vị trước tên, ví dụ “%s”.") % example(found, name), "#ten")


def _day_faults(found: Answers) -> Iterator[Problem]:
    if found.day is None:
        yield Problem(_("Ghi ngày theo ngày/tháng/năm, ví dụ 01/07/2025."), "#ngay")


def _decision_faults(found: Answers) -> Iterator[Problem]:
    if found["ngay_ky"] and found.decided_on is None:
        yield Problem(_("“%s” không phải là ngày. Ghi ngày/tháng/năm, hoặc để trống.") % found["ngay_ky"], "#ngay-ky")


_FAULTS: Final = {
    "viec": _kind_faults, "don-vi": _unit_faults, "ten": _name_faults, "ngay": _day_faults, "quyet-dinh": _decision_faults,
}  # fmt: skip
