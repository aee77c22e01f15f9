"""Reminders as letters: the same words as in the message, on paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.chasing import Chase, Line, message_of
from khuyenhoc.desk.exports import PAPERS, alone
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association
from khuyenhoc.documents.letters import Letter, letters_pdf, reminders
from khuyenhoc.vietnamese.periods import period_words


def letters_of(request: DeskRequest, chase: Chase, lines: Sequence[Line]) -> HttpResponse:
    """One file with a letter for each unit."""
    collection = chase.collection
    unit = collection.unit.code
    made = reminders(
        unit, chase.map.name(unit), period_words(collection.period), [_letter(request, chase, line) for line in lines],
        made_at=timezone.localtime(clock.now()), synthetic=collection.synthetic,
    )  # fmt: skip
    name = f"cong-van-{collection.code.lower()}" + (f"-{lines[0].unit}" if len(lines) == 1 else "")
    return alone(letters_pdf(made), f"{name}.pdf", PAPERS["pdf"])


def _letter(request: DeskRequest, chase: Chase, line: Line) -> Letter:
    written = message_of(request, chase, line)
    return Letter(
        addressee=association(chase.map, line.unit), paragraphs=written.paragraphs, call=written.letter_call,
        address=written.address, note=written.note, closing=_("Trân trọng cảm ơn./."),
    )  # fmt: skip
