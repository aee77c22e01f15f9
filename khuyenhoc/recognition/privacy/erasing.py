"""Erasing whom entries are about: the name goes, from wherever it is kept; what was counted stays counted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.audit.storage import drop
from khuyenhoc.recognition.certificates.revoking import forget_names
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.handing.models import HandedRegister
from khuyenhoc.recognition.incoming.models import ListFile, ListState
from khuyenhoc.recognition.joining.models import OwnLink
from khuyenhoc.recognition.models import Assessment, Decision, Entry, Standing, Step
from khuyenhoc.recognition.moving import KEPT, require_keeper
from khuyenhoc.recognition.scoring.evidence import forget
from khuyenhoc.recognition.scoring.models import Evidence

PERSONAL: Final = frozenset({"name", "head", "house", "birth_year"})
_REASON: Final = KEPT.index("reason")
READ_BEFORE: Final = frozenset({ListState.READ, ListState.FAULTY, ListState.UNREADABLE})


@transaction.atomic
def erase(*, by: User, entry: int, reason: str) -> Entry:
    """At a person's demand nothing is kept that tells who an entry is: name, house, year of birth, evidence, notes, lists in
    which it stood; its certificates are revoked. Its standings stay, nameless. It cannot be undone.

    RecognitionRefused without a reason, or where it was done before. NotAllowed.
    """
    row = Entry.objects.select_for_update(of=("self",)).select_related("unit").get(pk=entry)
    require_keeper(by, row.unit.code)
    if not reason.strip():
        raise RecognitionRefused(_("Ghi căn cứ: ai đề nghị, ngày nào. Việc xóa không hoàn tác được."))
    if row.erased_at:
        raise RecognitionRefused(_("Tên của mục này đã được xóa rồi."))
    if row.about_id:
        raise RecognitionRefused(_("Tên đơn vị không phải tên người nên không xóa theo yêu cầu."))
    erase_names(by=by.username, entries=[row.pk])
    lists = ListFile.objects.filter(unit__in={s.unit_id for s in row.standings.all()}, model=row.model)
    drop_lists(lists)
    record(
        by=by.username, unit=row.unit.code, act="erase_entry", subject=("entry", row.pk),
        after={"reason": reason.strip()[:300]},
    )  # fmt: skip
    row.refresh_from_db()
    return row


def erase_names(*, by: str, entries: Collection[int]) -> None:
    """The same of many entries (rows) and their doubles, within the caller's transaction, the right checked; lists stay.

    Statements grow by a dozen for each 500.
    """
    keys = sorted({*entries, *Entry.objects.filter(merged_into__in=entries).values_list("pk", flat=True)})
    for part in in_parts(keys):
        forget_names(by=by, entries=part)
        forget(Evidence.objects.filter(standing__entry__in=part))
        OwnLink.objects.filter(standing__entry__in=part).delete()
        Assessment.objects.filter(standing__entry__in=part).update(note="")
        _forget_reasons(part)
        _forget_steps(part)
        Entry.objects.filter(pk__in=part).update(
            name=_("(đã xóa tên)"), head="", house="", birth_year=None, search_name="", erased_at=clock.now()
        )


def _forget_reasons(entries: Collection[int]) -> None:
    """Why they were refused or withdrawn, where they stand and in the decisions about them."""
    rows = Standing.objects.filter(entry__in=entries).exclude(reason="")
    told = Q(status__in=[Status.REFUSED, Status.WITHDRAWN])
    rows.filter(told).update(reason=_("(đã xóa)"))
    rows.exclude(told).update(reason="")
    lists, keys = _lists_of(entries)
    for unit, model, year in lists:
        for decision in Decision.objects.filter(unit=unit, model=model, year=year).exclude(chosen={}):
            known = {key for key in decision.chosen.keys() & keys if decision.chosen[key]}
            if known:
                decision.chosen = {**decision.chosen, **dict.fromkeys(known, _("(đã xóa)"))}
                decision.save(update_fields=["chosen"])


def _lists_of(entries: Collection[int]) -> tuple[list[tuple[int, str, int]], set[str]]:
    """The lists on which entries stand or stood before a plan took them elsewhere, by unit (row), model and year, and the keys of
    their standings."""
    rows = list(Standing.objects.filter(entry__in=entries).values_list("pk", "unit", "model", "year"))
    units = {unit for _pk, unit, *_list in rows}
    came_from = {unit: {unit, *_former({unit})} for unit in units}
    lists = {(place, model, year) for _pk, unit, model, year in rows for place in came_from[unit]}
    return sorted(lists), {str(pk) for pk, *_list in rows}


def _former(units: set[int]) -> set[int]:
    """The units (rows) of which plans gave something to these, by one way or by several. A statement for each step back."""
    found: set[int] = set()
    while units := set(HandedRegister.objects.filter(new__in=units).values_list("old", flat=True)) - found:
        found |= units
    return found


def _forget_steps(entries: Collection[int]) -> None:
    """What steps remember of entries, so that they can be taken back, without what tells who they are."""
    lists, keys = _lists_of(entries)
    for unit, model in sorted({(unit, model) for unit, model, _year in lists}):
        for step in Step.objects.filter(unit=unit, model=model).iterator():
            known = step.entries.keys() & {str(pk) for pk in entries}
            for key in known:
                step.entries[key] = {name: said for name, said in step.entries[key].items() if name not in PERSONAL}
            told = {key for key in step.before.keys() & keys if step.before[key] and step.before[key][_REASON]}
            for key in told:
                step.before[key][_REASON] = _("(đã xóa)")
            if known or told:
                step.save(update_fields=["entries", "before"])


def drop_lists(files: Collection[ListFile]) -> None:
    """The bytes of lists that were sent, and what was written down of them row by row, go for good. Within the caller's
    transaction. One that waits to be loaded has to be sent again."""
    for file in files:
        file.report = {**file.report, "doubts": [], "faults": [], "kept": False}
        file.state = ListState.UNREADABLE if file.state in READ_BEFORE else file.state
        if file.state == ListState.UNREADABLE:
            file.report["reason"] = _("Tệp này không còn được giữ. Gửi lại tệp.")
        file.save(update_fields=["report", "state"])
    drop((file.sha256 for file in files), ListFile.objects.filter(report__has_key="kept"))
