"""The journal in words: what was done, by whom, when, and what was said with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from khuyenhoc.access.queries import full_names
from khuyenhoc.audit.models import Event
from khuyenhoc.desk.journal_words import ACTS, PLACES, SUBJECTS
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.periods import period_words

MOST_CELLS: Final = 6
"""How many cells of a stay are told of in a line; all of them stand in the journal."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words. `url`: the thing itself, "" where it has no page of the desk."""

    sequence: int
    what: str
    who: str
    at: dt.datetime
    why: str
    unit: str
    subject_type: str
    subject_id: str
    subject: str
    url: str


def told(events: Iterable[Event], why: Mapping[str, Sequence[str]] | None = None) -> list[Told]:
    """The events in words, in the order given. One statement for the names.

    `why`: for an act the sentence said with it each time, in the same order ("send_back": first time, second time).
    """
    found = list(events)
    names = full_names(event.by for event in found)
    sentences = {act: iter(texts) for act, texts in (why or {}).items()}
    return [_told(event, names, next(sentences.get(event.act, iter(())), "")) for event in found]


def _told(event: Event, names: Mapping[str, str], why: str) -> Told:
    kind = str(SUBJECTS.get(event.subject_type, event.subject_type))
    return Told(
        event.sequence, str(ACTS.get(event.act, event.act)), names.get(event.by, event.by), event.at,
        why or _details(event.act, event.after, event.before), event.unit, event.subject_type, event.subject_id,
        f"{kind} {event.subject_id}", _url(event),
    )  # fmt: skip


def _details(act: str, after: Any, before: Any) -> str:
    if not isinstance(after, dict):
        return ""
    match act:
        case "choose_return":
            return str(_("Bản %(n)s: %(why)s") % {"n": after.get("chosen", ""), "why": after.get("reason", "")})
        case "correct_layout":
            return str(_("%(n)s chỗ đã chỉ") % {"n": format_count(len(after.get("fixes", [])))})
        case "answer_warning":
            return " ".join(str(reason) for code, reason in after.items() if code != "revision")
        case "answer_oddity" | "take_back_oddity_answer":
            return str(_("%(what)s Lý do: %(why)s") % {"what": after.get("said", ""), "why": after.get("reason", "")})
        case "type_section":
            return _typed(after, before if isinstance(before, dict) else {})
        case "export_figures":
            return str(_("%(n)s dòng, tệp %(file)s") % {"n": format_count(after["rows"]), "file": after["file"]})
        case "save_view" | "drop_view" | "bring_back_view" | "receive_file" | "load_earlier" | "withdraw_earlier":
            return str(after.get("name", ""))
        case "adopt_threshold" | "turn_down_threshold":
            words = [
                after.get("check", ""),
                after.get("indicator", ""),
                after.get("value", ""),
                after.get("reason", ""),
            ]
            return ", ".join(filter(None, words))
        case "accept_many" | "take_back_many":
            return str(_("%(n)s báo cáo") % {"n": format_count(after.get("number", 0))})
        case "extend_due":
            day = format_date(dt.date.fromisoformat(after["due_on"]))
            return str(_("đến %(day)s: %(why)s") % {"day": day, "why": after["reason"]})
        case "apportion" | "take_back_apportioning":
            values = {"period": period_words(after.get("period", "")), "why": after.get("reason", "")}
            return str(_("%(period)s, theo %(why)s") % values)
        case "draft_plan" | "apply_plan" | "undo_plan":
            return _redrawn(after)
        case "receive_return":
            values = {"e": format_count(after.get("errors", 0)), "w": format_count(after.get("warnings", 0))}
            return str(_("%(e)s lỗi, %(w)s cảnh báo") % values)
    return ""


def _redrawn(after: Mapping[str, Any]) -> str:
    """ "1/NQ, từ 01/07/2025: 64 đơn vị bắt đầu, 219 đơn vị kết thúc"."""
    values = {
        "decision": after["decision"] or _("chưa ghi số quyết định"),
        "day": format_date(dt.date.fromisoformat(after["on"])),
        "begins": format_count(len(after["begins"])),
        "ends": format_count(len(after["ends"])),
    }
    return str(_("%(decision)s, từ %(day)s: %(begins)s đơn vị bắt đầu, %(ends)s đơn vị kết thúc") % values)


def _typed(after: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """ "Quỹ khuyến học, 2 ô: QK01 trống thành 5.000 đồng; …": what was typed in a stay, the first few cells."""
    cells, old = after.get("cells", {}), before.get("cells", {})
    shown = [
        _("%(code)s %(x)s thành %(y)s") % {"code": c, "x": old.get(c) or _("trống"), "y": text or _("trống")}
        for c, text in cells.items()
    ]
    more = ["…"] if len(shown) > MOST_CELLS else []
    values = {
        "section": after.get("section", ""),
        "n": format_count(len(cells)),
        "cells": "; ".join(shown[:MOST_CELLS] + more),
    }
    return str(_("%(section)s, %(n)s ô: %(cells)s") % values)


def _url(event: Event) -> str:
    name = PLACES.get(event.subject_type)
    if not name:
        return ""
    try:
        return reverse(name, args=[event.subject_id])
    except NoReverseMatch:
        return ""
