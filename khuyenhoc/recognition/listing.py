"""Beginning a register, its villages and its entries, and carrying a year's list over into the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.rows import Row, in_parts, insert_rows, reserved_keys
from khuyenhoc.recognition.enums import LearningModel, NameShown, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.models import Entry, Register, Standing, Step, Village
from khuyenhoc.recognition.moving import note, require_keeper
from khuyenhoc.recognition.rules import GONE, LONGEST_VILLAGE
from khuyenhoc.recognition.tallies import recount
from khuyenhoc.recognition.words import at_once
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.text import fold, normalise

BATCH = 2000


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Somebody or something to be put on a register. `village`: its row; `scope`, `about`: as `Entry` has them."""

    name: str
    village: int | None = None
    number: int = 0
    head: str = ""
    house: str = ""
    birth_year: int | None = None
    scope: str = ""
    about: int | None = None
    status: Status = Status.LISTED
    registered_on: dt.date | None = None
    decision: int | None = None
    score: int | None = None
    reason: str = ""
    valid_until: dt.date | None = None


@transaction.atomic
def keep_register(
    *, by: User, unit: Unit, model: LearningModel, kept_from: dt.date, synthetic: bool = False
) -> Register:
    """From a day on a unit keeps a register of a model. The same again changes nothing. NotAllowed."""
    require_keeper(by, unit.code)
    given = {"kept_from": kept_from, "synthetic": synthetic}
    register, made = Register.objects.get_or_create(unit=unit, model=model, defaults=given)
    if made:
        after = {"model": model, "kept_from": kept_from.isoformat()}
        note_on_register(by=by.username, act="keep_register", unit=unit.code, model=model, after=after)
    return register


@transaction.atomic
def add_villages(*, by: User, unit: Unit, names: Iterable[tuple[str, str]], valid_from: dt.date) -> list[Village]:
    """The villages of a unit by (kind, name); those that it has already are left as they are. Five statements.

    RecognitionRefused where a name is too long for one; NotAllowed."""
    require_keeper(by, unit.code)
    known = {(v.kind, v.search_name) for v in Village.objects.filter(unit=unit, valid_to=None)}
    wanted = {(kind, fold(name)): normalise(name) for kind, name in names}
    new = [(kind, folded, name) for (kind, folded), name in wanted.items() if (kind, folded) not in known]
    if too_long := [name for _kind, _folded, name in new if len(name) > LONGEST_VILLAGE]:
        raise RecognitionRefused(_("“%s…” dài quá. Tên thôn viết ngắn lại.") % too_long[0][:60])
    rows = Village.objects.bulk_create(
        Village(unit=unit, kind=kind, name=name, search_name=folded, position=n, valid_from=valid_from)
        for n, (kind, folded, name) in enumerate(new, start=len(known) + 1)
    )
    if rows:
        after = {"villages": [row.full_name for row in rows]}
        record(by=by.username, unit=unit.code, act="add_villages", subject=("unit", unit.code), after=after)
    return rows


@transaction.atomic
def enlist(
    *, by: User, unit: Unit, model: LearningModel, year: int, entries: Iterable[NewEntry], scope: str = ""
) -> Step:  # fmt: skip
    """Puts entries, all of one `scope`, on a unit's list of a year, all of them or none. RecognitionRefused where there is none;
    NotAllowed.

    They are written as they come, `BATCH` at a time, so that a long list needs no more memory than a short one. Statements
    grow by six for each `BATCH` entries, on SQLite by nine.
    """
    require_keeper(by, unit.code)
    return put_on_list(by=by.username, unit=unit, model=model, year=year, entries=entries, scope=scope)


def put_on_list(
    *, by: str, unit: Unit, model: LearningModel, year: int, entries: Iterable[NewEntry], act: str = "enlist",
    scope: str = "",
) -> Step:  # fmt: skip
    """The same by whoever the caller lets do it, within the caller's transaction."""
    step = begin_step(by, unit, model, year, act, scope)
    made: list[int] = []
    for part in in_parts(entries, BATCH):
        made += write_entries(step, part)
    if not made:
        raise RecognitionRefused(_("Danh sách chưa có mục nào."))
    return finish_step(step, made)


_ENTRY: Final = (
    "pk", "unit", "model", "scope", "about", "village", "number", "name", "head", "house", "birth_year", "search_name", "since",
    "name_shown",
)  # fmt: skip
_STANDING: Final = (
    "pk",
    "entry",
    "year",
    "unit",
    "model",
    "status",
    "registered_on",
    "decision",
    "score",
    "verdict",
    "reason",
    "valid_until",
    "step",
)


def write_entries(step: Step, part: Sequence[NewEntry]) -> Sequence[int]:
    """Writes entries with their standings; the keys of the standings."""
    keys, standings = reserved_keys(Entry, len(part)), reserved_keys(Standing, len(part))
    unit, model, year, since = step.unit_id, str(step.model), step.year, dt.date(step.year, 1, 1).isoformat()
    with at_once(keys):
        insert_rows(Entry, _ENTRY, (_entry(key, unit, model, since, new) for key, new in zip(keys, part, strict=True)))
    insert_rows(
        Standing, _STANDING,
        (
            (pk, key, year, unit, model, new.status.value, new.registered_on and new.registered_on.isoformat(),
             new.decision, new.score, "", new.reason, new.valid_until and new.valid_until.isoformat(), step.pk)
            for pk, key, new in zip(standings, keys, part, strict=True)
        ),
    )  # fmt: skip
    return standings


def _entry(key: int, unit: int, model: str, since: str, new: NewEntry) -> Row:
    name, head = normalise(new.name), normalise(new.head)
    searched = fold(f"{name} {head}" if head else name)
    return (
        key, unit, model, new.scope, new.about, new.village, new.number, name, head, normalise(new.house), new.birth_year,
        searched, since, NameShown.INITIALS.value,
    )  # fmt: skip


@transaction.atomic
def carry_over(*, by: User, unit: Unit, model: LearningModel, year: int) -> Step:
    """Everyone on the last list before who is still there stands on this year's, not yet registered; a recognition that still
    holds on the year's last day goes on. Those that are on it already are left as they are; those that have come to the
    unit since, when units were merged, are carried over with it.

    RecognitionRefused where there is no list before, or nobody of it is left to be carried over. NotAllowed.
    """
    require_keeper(by, unit.code)
    last = last_list(unit.code, model, year)
    if last is None:
        raise RecognitionRefused(_("Trước năm %d chưa có danh sách nào để chuyển sang.") % year)
    standings = carried(unit.code, model, last, year).order_by("pk")
    step = begin_step(by.username, unit, model, year, "carry_over")
    made = Standing.objects.bulk_create((following(s, step) for s in standings.iterator(BATCH)), batch_size=BATCH)
    if not made:
        raise RecognitionRefused(_("Không có mục nào của năm %d để chuyển sang.") % last)
    return finish_step(step, [standing.pk for standing in made])


def last_list(unit: str, model: str, year: int) -> int | None:
    """The latest year before a year in which entries of a unit (code) stand on a list: a year may have gone by without one.

    Entries that came to the unit when units were merged count with the years of their old unit; whole units are put on their
    lists otherwise (`wholes`). One statement.
    """
    rows = Standing.objects.filter(entry__unit__code=unit, entry__scope="", model=model, year__lt=year)
    found: int | None = rows.aggregate(last=Max("year"))["last"]
    return found


def carried(unit: str, model: str, last: int, year: int) -> QuerySet[Standing]:
    """The standings of the list of a year `last` that come along into a later year's list of a unit (code)."""
    rows = Standing.objects.filter(
        entry__unit__code=unit, entry__scope="", model=model, year=last, entry__ended_on=None
    )
    return rows.exclude(status__in=GONE).exclude(entry__standings__year=year)


def holds(last: Standing, year: int) -> bool:
    """Whether a recognition still holds on a year's last day."""
    return (
        last.status == Status.RECOGNISED and last.valid_until is not None and last.valid_until >= dt.date(year, 12, 31)
    )


def following(last: Standing, step: Step) -> Standing:
    """Where an entry stands on the list of a step, not yet written, by where it stood last."""
    row = Standing(entry_id=last.entry_id, year=step.year, unit_id=step.unit_id, model=last.model, step=step)
    if holds(last, step.year):
        row.status, row.decision_id, row.valid_until = Status.RECOGNISED, last.decision_id, last.valid_until
        row.registered_on, row.score, row.verdict = last.registered_on, last.score, last.verdict
    return row


def begin_step(by: str, unit: Unit, model: str, year: int, act: str, scope: str = "") -> Step:
    """A step of which the standings are not known yet; `finish_step` when they are."""
    return Step.objects.create(unit=unit, model=model, year=year, act=act, scope=scope, at=clock.now(), by=by)


def finish_step(step: Step, made: Sequence[int], changed: Mapping[str, list[Any]] | None = None) -> Step:
    """The step remembers the standings (rows) that it made and what those that it `changed` said before."""
    step.before = {**(changed or {}), **{str(standing): None for standing in made}}
    step.number = len(step.before)
    step.save(update_fields=["before", "number"])
    recount(units=[step.unit_id], model=step.model, year=step.year)
    note(step, step.unit.code, step.number)
    return step
