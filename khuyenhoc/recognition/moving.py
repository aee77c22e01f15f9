"""Moving many standings at once: one step, which remembers what they said before, and can be taken back until a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.rows import in_parts
from khuyenhoc.recognition.changing import change_entries, drop_loaded, restore_entries
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.models import Standing, Step
from khuyenhoc.recognition.points import give_back
from khuyenhoc.recognition.rules import may_become
from khuyenhoc.recognition.tallies import recount
from khuyenhoc.recognition.unmaking import refuse_certified, strangers, unmake
from khuyenhoc.recognition.wholes.saying import status_label
from khuyenhoc.units.history import map_with
from khuyenhoc.vietnamese.numbers import format_count

KEPT: Final = (
    "status", "registered_on", "self_score", "score", "verdict", "decision_id", "withdrawal_id", "valid_until", "left_on",
    "reason", "step_id",
)  # fmt: skip
"""What a step remembers of a standing, in this order."""
_DATES: Final = frozenset({"registered_on", "valid_until", "left_on"})
_FIELDS: Final = tuple(name.removesuffix("_id") for name in KEPT)
Change = Callable[[Standing], None]
FINAL: Final = frozenset({"recognise", "refuse", "withdraw"})
"""What a decision did: another decision may end it, nobody takes it back."""


def locked(standings: Iterable[int]) -> list[Standing]:
    """The standings (rows) with their entries and units, held still until the transaction ends, in the order of their rows."""
    rows = Standing.objects.select_related("entry", "unit").order_by("pk").select_for_update(of=("self",))
    return [s for part in in_parts(standings) for s in rows.filter(pk__in=part)]


def require_keeper(by: User, unit: str, right: Right = Right.KEEP_REGISTER) -> None:
    """NotAllowed where somebody may not keep the registers of a unit, of one that has ended too: those of its years are its own.

    Two statements, five for a unit that has ended.
    """
    require(by=by, right=right, units=[unit], map_=map_with(unit, clock.today()))


def move(
    *, by: str, act: str, standings: Sequence[Standing], to: Status, change: Change | None = None,
    facts: dict[str, Any] | None = None,
) -> Step:  # fmt: skip
    """One step for standings of one list that are held still (`locked`); `change` sets their other values.

    The caller has checked the right and is inside a transaction. RecognitionRefused where one of them cannot go that way, or
    there is none: then nothing is changed. Statements grow by one for each 500 standings.
    """
    for standing in standings:
        if not may_become(Status(standing.status), to):
            raise RecognitionRefused(_not_from(standing, to))

    def become(standing: Standing) -> None:
        standing.status = to
        if change:
            change(standing)

    return stepped(by=by, act=act, standings=standings, change=become, facts=facts)


def stepped(
    *, by: str, act: str, standings: Sequence[Standing], change: Change, facts: dict[str, Any] | None = None,
    entries: Mapping[int, dict[str, Any]] | None = None,
) -> Step:  # fmt: skip
    """The same whatever the standings said, and with what changes in entries themselves (`changing.change_entries`)."""
    first = of_one_list(standings)
    step = Step.objects.create(
        unit_id=first.unit_id, model=first.model, scope=first.entry.scope, year=first.year, act=act, number=len(standings),
        facts=facts or {}, before={str(s.pk): said(s) for s in standings}, at=clock.now(), by=by,
    )  # fmt: skip
    for standing in standings:
        standing.step = step
        change(standing)
    Standing.objects.bulk_update(standings, _differing(standings, step), batch_size=200)
    change_entries(step, entries or {})
    recount(units=[first.unit_id], model=first.model, year=first.year)
    note(step, first.unit.code, len(standings))
    return step


def _differing(standings: Sequence[Standing], step: Step) -> list[str]:
    """The fields that a step changed in any of them: half of the time of a step is spent on each field of each standing."""
    now = [(said(s), step.before[str(s.pk)]) for s in standings]
    return [name for at, name in enumerate(_FIELDS) if any(after[at] != before[at] for after, before in now)]


def said(standing: Standing) -> list[Any]:
    """What a standing says, as JSON: the values of `KEPT`."""
    values = (getattr(standing, name) for name in KEPT)
    return [value.isoformat() if hasattr(value, "isoformat") else value for value in values]


def note(step: Step, unit: str, number: int) -> None:
    """The journal's event of a step: how many it moved; which ones, the step itself says."""
    after = {"step": step.pk, "year": step.year, "entries": number, **step.facts}
    note_on_register(by=step.by, act=step.act, unit=unit, model=step.model, after=after)


@transaction.atomic
def take_back(*, by: User, step: int) -> Step:
    """What a step did is undone. RecognitionRefused where entries have gone on since, or it was taken back; NotAllowed."""
    found = Step.objects.select_for_update().select_related("unit").get(pk=step)
    require_keeper(by, found.unit.code)
    if found.taken_back_at:
        raise RecognitionRefused(_("Việc này đã được hoàn tác rồi."))
    if found.act in FINAL:
        raise RecognitionRefused(
            _("Quyết định đã ban hành thì không hoàn tác; muốn thôi công nhận thì ra quyết định rút.")
        )
    made = [int(pk) for pk, before in found.before.items() if before is None]
    kept = locked(int(pk) for pk, before in found.before.items() if before is not None)
    others = [s for s in kept if (s.step_id, s.unit_id) != (found.pk, found.unit_id)] + strangers(made, found)
    if moved := [s for s in others if s.unit_id != found.unit_id]:
        message = _("Chưa hoàn tác được: “%s” đã sang đơn vị khác theo phương án sắp xếp đơn vị.")
        raise RecognitionRefused(message % moved[0].entry.name)
    if others:
        message = _("Chưa hoàn tác được: %(n)s mục đã được xử lý tiếp, ví dụ “%(name)s”. Hoàn tác các việc sau trước.")
        raise RecognitionRefused(message % {"n": format_count(len(others)), "name": others[0].entry.name})
    refuse_certified([int(pk) for pk in found.before])
    for standing in kept:
        for name, value in zip(KEPT, found.before[str(standing.pk)], strict=True):
            setattr(standing, name, dt.date.fromisoformat(value) if value and name in _DATES else value)
    Standing.objects.bulk_update(kept, _FIELDS, batch_size=200)
    give_back(found)
    restore_entries(found)
    unmake(made)
    drop_loaded(found.facts.get("decisions", []))
    found.taken_back_at, found.taken_back_by = clock.now(), by.username
    found.save(update_fields=["taken_back_at", "taken_back_by"])
    recount(units=[found.unit_id], model=found.model, year=found.year)
    before = {"step": found.pk}
    note_on_register(by=by.username, act="take_back_step", unit=found.unit.code, model=found.model, before=before)
    return found


def of_one_list(standings: Sequence[Standing]) -> Standing:
    """The first of standings of one list, with their entries. RecognitionRefused where none is chosen, or where a plan has taken
    some of them to another unit since they were shown."""
    if not standings:
        raise RecognitionRefused(_("Chưa chọn mục nào. Đánh dấu ít nhất một mục rồi làm lại."))
    first = standings[0]
    if any(list_of(s) != list_of(first) for s in standings):
        raise RecognitionRefused(_("Danh sách vừa thay đổi: có mục đã sang đơn vị khác. Tải lại trang rồi làm lại."))
    return first


def list_of(standing: Standing) -> tuple[int, str, int, str]:
    """By what one list is told from another: its unit (row), model, year and the scope of its entries."""
    return standing.unit_id, standing.model, standing.year, standing.entry.scope


def _not_from(standing: Standing, to: Status) -> str:
    message = _("“%(name)s” %(now)s nên không chuyển sang “%(then)s” được. Tải lại trang để xem tình trạng mới nhất.")
    scope = standing.entry.scope
    now, then = status_label(standing.status, scope), status_label(to, scope)
    return message % {"name": standing.entry.name, "now": now, "then": then}
