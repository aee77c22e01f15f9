"""Duties in the words of the page: one next step, and the list of the rest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.desk.duty_words import WORDS
from khuyenhoc.returns.duties import Duty, DutyKind
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.models import Collection
from khuyenhoc.vietnamese.dates import long_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import in_sentence


@dataclass(frozen=True, slots=True)
class Step:
    """A duty as it is said. `state` is a key of `theme.states.LOOKS`; `reasons`: why a return was sent back."""

    title: str
    text: str
    label: str
    url: str
    state: str
    is_active: bool
    reasons: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        return self.text


def step(duty: Duty, collection: Collection, today: dt.date, reasons: tuple[str, ...] = ()) -> Step:
    """The duty in words, with the address where it is done."""
    row, words = duty.row, WORDS[duty.kind]
    values = {
        "n": format_count(duty.number),
        "late": format_count(duty.late),
        "period": period_words(collection.period),
        "unit": in_sentence(row.name) if row else "",
        "place": ", ".join(in_sentence(n) for n in (row.name, row.above_name) if n) if row else "",
        "due": due_words(row.due_on, today) if row else "",
    }
    title, text, label = (str(part) % values for part in (words.title, words.text, words.label))
    return Step(title, text, label, _address(duty, collection), _state(duty), duty.is_active, reasons)


def due_words(due_on: dt.date, today: dt.date) -> str:
    """ "Hạn nộp: Thứ tư, ngày 20/12/2023, còn 5 ngày."."""
    left = (due_on - today).days
    if left < 0:
        how = _("đã quá hạn %(n)s ngày") % {"n": format_count(-left)}
    else:
        how = _("còn %(n)s ngày") % {"n": format_count(left)} if left else _("là hôm nay")
    return _("Hạn nộp: %(day)s, %(how)s.") % {"day": long_date(due_on), "how": how}


def _state(duty: Duty) -> str:
    if duty.kind is DutyKind.CHASE:
        return "late" if duty.late else "not-begun"
    return duty.row.state if duty.row else "not-begun"


def _address(duty: Duty, collection: Collection) -> str:
    board = reverse("desk:board", args=[collection.code])
    match duty.kind:
        case DutyKind.CHOOSE if duty.row:
            return reverse("desk:compare", args=[duty.row.return_id, duty.row.contender_id])
        case DutyKind.SEND_FILE:
            return reverse("desk:upload", args=[collection.code])
        case DutyKind.TYPE_ON if duty.row:
            return reverse("desk:type", args=[collection.code, duty.row.unit])
        case DutyKind.CHASE:
            return reverse("desk:chase", args=[collection.code])
        case DutyKind.AWAIT_CORRECTION:
            return f"{board}?trang_thai={State.SENT_BACK.value}"
        case DutyKind.SIGN:
            return reverse("desk:sign_all", args=[collection.code])
        case DutyKind.ARTICLE:
            return reverse("year_articles")
        case DutyKind.PAPERS:
            return reverse("desk:annual_paper", args=[collection.unit.code, collection.period])
    return reverse("desk:return", args=[duty.row.return_id if duty.row else 0])
