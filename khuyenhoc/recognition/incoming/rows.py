"""One row of a list that comes in: what it says of an entry, or what is wrong with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from msgspec import Struct

from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.incoming.columns import statuses, ticks
from khuyenhoc.recognition.incoming.decisions import Named, decision_in
from khuyenhoc.recognition.rules import LONGEST, LONGEST_VILLAGE, may_be_born
from khuyenhoc.sheets.lists.found import Row
from khuyenhoc.vietnamese.text import fold, normalise

MOST_POINTS: Final = 100
_YEAR: Final = re.compile(r"(?:^|\D)((?:18|19|20)\d\d)(?:\D|$)")
_WORD: Final = re.compile(r"[^\W\d_]")


_MOST: Final = {**LONGEST, "village": LONGEST_VILLAGE}
NOBODY: Final = Named()
"""No decision."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: at which cell, in a sentence that says what to do. `at`: "DS!C7"; `row`: its number.

    `is_village`: that the unit has no village of that name.
    """

    row: int
    at: str
    text: str
    is_village: bool = False


class Line(Struct, frozen=True, array_like=True, gc=False):
    """What a row says. `village`: as written, "" for none; `status`: None where the list says nothing of it."""

    row: int
    at: str
    name: str
    village: str = ""
    head: str = ""
    house: str = ""
    birth_year: int | None = None
    status: Status | None = None
    score: int | None = None
    decision: Named = NOBODY


def line_of(row: Row, model: LearningModel, year: int, default: Named, this_year: int) -> Line | list[Fault]:
    """A row as a line, or its faults. `default`: the decision of whoever is recognised and names none."""
    keys, faults = row.columns.order, []
    said: dict[str, str] = {key: normalise(text) if (text := row.texts[at]) else "" for key, at in keys.items()}

    def wrong(key: str, text: str) -> None:
        faults.append(Fault(row.number, row.at(key) or row.at("name"), text))

    if row.struck:
        wrong("name", _("Dòng này có ô bị gạch bỏ. Xóa hẳn dòng, hoặc bỏ nét gạch, rồi gửi lại."))
    name = said["name"]
    if not _WORD.search(name):
        wrong("name", _("Thiếu tên.") if not name else _("“%s” không phải là tên.") % name)
    for key, most in _MOST.items():
        if len(said.get(key, "")) > most:
            wrong(key, _("Dài quá %d chữ. Viết ngắn lại.") % most)
    status = _status(said, wrong)
    score = _score(said["score"], wrong) if said.get("score") else None
    decision = _decision(said.get("decision", ""), status, default, year, wrong)
    born = _birth_year(said.get("birth_year", ""), this_year, wrong) if model == LearningModel.CITIZEN else None
    if faults:
        return faults
    return Line(
        row.number, row.at("name"), name, said.get("village", ""), said.get("head", ""), said.get("house", ""), born,
        status, score, decision,
    )  # fmt: skip


Wrong = Callable[[str, str], None]


def _status(said: dict[str, str], wrong: Wrong) -> Status | None:
    """What the columns of statuses say together: recognised before registered, a word before a tick."""
    recognised, registered = said.get("recognised", ""), said.get("registered", "")
    found = [_word(said.get("status", ""), "status", wrong), _word(recognised, "recognised", wrong)]
    if registered and (ticked := ticks().get(fold(registered))) is not None:
        found.append(Status.REGISTERED if ticked else Status.LISTED)
    elif registered:
        found.append(_word(registered, "registered", wrong) or Status.REGISTERED)
    told = [status for status in found if status is not None]
    for wanted in (Status.MOVED_AWAY, Status.ENDED, Status.RECOGNISED, Status.REFUSED, Status.REGISTERED):
        if wanted in told:
            return wanted
    return Status.LISTED if told else None


def _word(text: str, key: str, wrong: Wrong) -> Status | None:
    folded = fold(text).strip(" .,;:()")
    if not folded or ticks().get(folded) is False:
        return None
    if (status := statuses().get(folded)) is not None:
        return status
    if decision_in(text).number and key == "recognised":
        return Status.RECOGNISED
    message = _("Không hiểu “%s”. Ghi: đạt, không đạt, đã đăng ký hoặc chưa đăng ký.")
    wrong(key, message % text[:40])
    return None


def _score(text: str, wrong: Wrong) -> int | None:
    if text in "-–":
        return None
    number = text.replace(",", ".").removesuffix(".0")
    if not (number.isascii() and number.isdigit()):
        wrong("score", _("Điểm “%s” không phải là số nguyên.") % text[:20])
    elif int(number) > MOST_POINTS:
        wrong("score", _("Điểm %(score)s nằm ngoài khoảng 0 đến %(most)d.") % {"score": number, "most": MOST_POINTS})
    else:
        return int(number)
    return None


def _decision(text: str, status: Status | None, default: Named, year: int, wrong: Wrong) -> Named:
    if status != Status.RECOGNISED:
        return NOBODY
    own = decision_in(text) if text else default
    is_default = own.number in {"", default.number}
    found = Named(own.number or default.number, own.on or (default.on if is_default else None))
    if not found.number:
        wrong(
            "decision", _("Ghi đạt mà không có số quyết định. Ghi số, ngày quyết định ở cột riêng, hoặc ở ô dưới tệp.")
        )
    elif found.on is None:
        wrong("decision", _("Quyết định %s thiếu ngày. Ghi cả ngày, ví dụ: ngày 5/12/2023.") % found.number)
    elif not year <= found.on.year <= year + 1:
        message = _("Ngày quyết định %(day)s không thuộc năm %(year)d hay đầu năm sau.")
        wrong("decision", message % {"day": f"{found.on:%d/%m/%Y}", "year": year})
    return found


def _birth_year(text: str, this_year: int, wrong: Wrong) -> int | None:
    if not text:
        return None
    found = _YEAR.search(text)
    if found is None or not may_be_born(int(found[1]), this_year):
        wrong("birth_year", _("Năm sinh “%s” không hợp lý. Ghi bốn chữ số, ví dụ 1958.") % text[:20])
        return None
    return int(found[1])
