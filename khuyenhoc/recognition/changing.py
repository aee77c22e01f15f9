"""What a step changes in entries themselves, remembered by it so that it can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from khuyenhoc.audit.rows import in_parts
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Decision, Entry, Step
from khuyenhoc.vietnamese.text import fold

CHANGED: Final = (
    "name", "head", "house", "village_id", "number", "birth_year", "name_shown", "ended_on", "merged_into_id",
)  # fmt: skip
"""What a step may change in an entry."""
_FIELDS: Final = (*(name.removesuffix("_id") for name in CHANGED), "search_name")


def change_entries(step: Step, wanted: Mapping[int, Mapping[str, Any]]) -> None:
    """Sets fields of entries (rows) to new values and remembers in the step what they said. Two statements for each 500."""
    changed: list[Entry] = []
    for entry in _entries(wanted):
        fields = {name: value for name, value in wanted[entry.pk].items() if getattr(entry, name) != value}
        if fields:
            step.entries[str(entry.pk)] = {
                name: [_plain(getattr(entry, name)), _plain(v)] for name, v in fields.items()
            }
            changed.append(_with(entry, fields))
    if changed:
        Entry.objects.bulk_update(changed, _FIELDS, batch_size=200)
        step.save(update_fields=["entries"])


def restore_entries(step: Step) -> None:
    """What a step changed in entries says again what it said before. RecognitionRefused where one was changed since."""
    entries = _entries(int(pk) for pk in step.entries)
    for entry in entries:
        fields = step.entries[str(entry.pk)]
        if any(_plain(getattr(entry, name)) != after for name, (_before, after) in fields.items()):
            message = _("Chưa hoàn tác được: “%s” đã được sửa tiếp. Hoàn tác các việc sau trước.")
            raise RecognitionRefused(message % entry.name)
        if entry.about_id and "ended_on" in fields and _stands_again(entry):
            message = _("Chưa hoàn tác được: “%s” đã được đưa vào danh sách lại từ đầu. Hoàn tác việc ấy trước.")
            raise RecognitionRefused(message % entry.name)
        _with(entry, {name: _back(name, before) for name, (before, _after) in fields.items()})
    Entry.objects.bulk_update(entries, _FIELDS, batch_size=200)


def _stands_again(entry: Entry) -> bool:
    """Whether the unit that an ended entry is about stands on the register by another entry."""
    return Entry.objects.filter(unit=entry.unit_id, about=entry.about_id, ended_on=None).exclude(pk=entry.pk).exists()


def drop_loaded(decisions: Iterable[int]) -> None:
    """Decisions (rows) that a list brought go with it, once no entry stands by them and no paper names them."""
    rows = Decision.objects.filter(pk__in=list(decisions), loaded=True, standings=None, withdrawn=None)
    rows.filter(certificates=None).delete()


def _entries(rows: Iterable[int]) -> list[Entry]:
    return [entry for part in in_parts(rows) for entry in Entry.objects.filter(pk__in=part)]


def _with(entry: Entry, fields: Mapping[str, Any]) -> Entry:
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.search_name = fold(f"{entry.name} {entry.head}")
    return entry


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _back(name: str, value: Any) -> Any:
    return dt.date.fromisoformat(value) if value and name == "ended_on" else value
