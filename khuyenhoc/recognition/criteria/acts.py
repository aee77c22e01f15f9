"""A new version of a criteria set: drafted from another one, changed, dropped, adopted, and its adoption taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from msgspec import convert, structs

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.models import Event
from khuyenhoc.catalogue.acts import criteria_row
from khuyenhoc.catalogue.criteria.changes import Difference, differences
from khuyenhoc.catalogue.criteria.editing import new_version
from khuyenhoc.catalogue.criteria.findings import faults_of_set
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.catalogue.models import CriteriaSet, LegalInstrument
from khuyenhoc.recognition.criteria.rules import cannot_begin, cannot_take_back, heads
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Assessment
from khuyenhoc.units.queries import unit_map

Change = Callable[[CriteriaSetSpec], CriteriaSetSpec]


@transaction.atomic
def draft_from(*, by: User, code: str) -> CriteriaSet:
    """The next version of a set, as a draft that says what the set says. RecognitionRefused where it has one already;
    NotAllowed; CriteriaSet.DoesNotExist."""
    unit = _require(by)
    base = CriteriaSet.objects.get(code=code, is_draft=False)
    taken = list(CriteriaSet.objects.values_list("code", "position"))
    spec = new_version(_spec(base), clock.today().year, {code for code, _position in taken})
    row = CriteriaSet(
        **criteria_row(spec), is_draft=True, based_on=base, position=max(position for _code, position in taken) + 1
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        text = _("“%s” đã có một bản mới chưa dùng. Sửa tiếp bản ấy, hoặc bỏ bản ấy rồi làm lại.")
        raise RecognitionRefused(text % spec.title) from error
    record(by=by.username, unit=unit, act="draft_criteria", subject=("criteria", row.code), after={"from": code})
    return row


@transaction.atomic
def revise(*, by: User, code: str, change: Change) -> tuple[Difference, ...]:
    """Changes a draft, as it is now; what became different. RecognitionRefused for one that is no draft any more; NotAllowed."""
    unit = _require(by)
    row = _draft(code)
    before = _spec(row)
    after = change(before)
    found = differences(before, after)
    if found:
        told = {"changes": [asdict(one) for one in found]}
        record(
            by=by.username, unit=unit, act="revise_criteria", subject=("criteria", code), before=row.spec, after=told
        )
        _keep(row, after)
    return found


@transaction.atomic
def undo_revision(*, by: User, code: str) -> None:
    """A draft says again what it said before it was last changed. RecognitionRefused where something else was done since."""
    unit = _require(by)
    row = _draft(code)
    last = Event.objects.filter(subject_type="criteria", subject_id=code).last()
    if last is None or last.act != "revise_criteria":
        raise RecognitionRefused(_("Lần sửa ấy đã được hoàn tác, hoặc đã có việc khác sau đó. Sửa lại trên trang."))
    record(by=by.username, unit=unit, act="undo_criteria_revision", subject=("criteria", code), before=row.spec)
    _keep(row, convert(last.before, CriteriaSetSpec))


@transaction.atomic
def drop_draft(*, by: User, code: str) -> str:
    """A draft is there no more; the code of the set that it was made from. The journal keeps what it said. NotAllowed."""
    unit = _require(by)
    row = _draft(code)
    base = row.based_on.code if row.based_on else ""
    record(by=by.username, unit=unit, act="drop_criteria", subject=("criteria", code), before=row.spec)
    row.delete()
    return base


@transaction.atomic
def adopt(*, by: User, code: str, valid_from: dt.date, valid_to: dt.date | None = None) -> CriteriaSet:
    """A draft holds from a day on, and the one that held then ends on that day. Where nobody says until when the new one holds,
    that is as it was of the old one.

    RecognitionRefused, a line a reason, where the draft has faults, another one begins later, or somebody was scored by the
    old one since. NotAllowed.
    """
    unit = _require(by)
    row = _draft(code)
    same = CriteriaSet.objects.select_for_update().filter(
        model=row.model, scope=row.scope, area=row.area, is_draft=False
    )
    others = {other.code: other for other in same}
    old = next((others[c.code] for c in map(_spec, others.values()) if c.is_in_force(valid_from)), None)
    ended = old.valid_to if old else None
    scored = old is not None and _scored_since(old, valid_from)
    reasons = [cannot_begin([_spec(other) for other in others.values()], valid_from, scored)]
    spec = structs.replace(_spec(row), valid_from=valid_from, valid_to=valid_to or ended)
    instruments = set(LegalInstrument.objects.values_list("code", flat=True))
    if reasons := [*filter(None, reasons), *(f.message for f in faults_of_set(spec, instruments))]:
        raise RecognitionRefused("\n".join(reasons))
    row.is_draft = False
    _keep(row, spec)
    if old:
        old.ended_by = row
        _keep(old, structs.replace(_spec(old), valid_to=valid_from))
    before = {"valid_to": ended.isoformat() if ended else None}
    after = {"valid_from": valid_from.isoformat(), "ends": old.code if old else ""}
    record(by=by.username, unit=unit, act="adopt_criteria", subject=("criteria", code), before=before, after=after)
    return row


@transaction.atomic
def take_back_adoption(*, by: User, code: str) -> CriteriaSet:
    """A set that was adopted here is a draft again, and the one that it ended goes on. RecognitionRefused once somebody was
    scored by it, or another one ended it. NotAllowed."""
    unit = _require(by)
    row = CriteriaSet.objects.select_for_update(of=("self",)).get(code=code)
    if reason := cannot_take_back(
        is_draft=row.is_draft, made_here=row.based_on_id is not None, ended=row.ended_by_id is not None,
        used=Assessment.objects.filter(criteria=row).exists(),
        drafted=CriteriaSet.objects.filter(based_on=row.based_on, is_draft=True).exists(),
    ):  # fmt: skip
        raise RecognitionRefused(reason)
    before = {"valid_from": row.spec["valid_from"]}
    adopted = Event.objects.filter(act="adopt_criteria", subject_type="criteria", subject_id=code).last()
    ended = adopted.before["valid_to"] if adopted and adopted.before else None
    for old in CriteriaSet.objects.select_for_update().filter(ended_by=row):
        old.ended_by = None
        _keep(old, structs.replace(_spec(old), valid_to=dt.date.fromisoformat(ended) if ended else None))
    row.is_draft = True
    _keep(row, structs.replace(_spec(row), valid_from=None, valid_to=None))
    record(by=by.username, unit=unit, act="take_back_criteria", subject=("criteria", code), before=before)
    return row


def _scored_since(old: CriteriaSet, day: dt.date) -> bool:
    """Whether somebody's points by a set would have to be judged by its follower: given on or after a day, for its year or
    later (points of a year that is over are judged on its last day)."""
    rows = Assessment.objects.filter(criteria=old, at__date__gte=day, standing__year__gte=day.year)
    return rows.exists()


def _require(by: User) -> str:
    """Sets hold for everybody on this installation, so the right is wanted on every unit that has none above itself. The
    first of those."""
    map_ = unit_map(clock.today())
    tops = heads(map_)
    require(by=by, right=Right.SET_CRITERIA, units=tops, map_=map_)
    return tops[0]


def _draft(code: str) -> CriteriaSet:
    row = CriteriaSet.objects.select_for_update(of=("self",)).select_related("based_on").get(code=code)
    if not row.is_draft:
        raise RecognitionRefused(
            _("Bộ tiêu chí này đã được áp dụng nên không sửa được. Tạo bản mới từ bộ này rồi sửa.")
        )
    return row


def _spec(row: CriteriaSet) -> CriteriaSetSpec:
    return convert(row.spec, CriteriaSetSpec)


def _keep(row: CriteriaSet, spec: CriteriaSetSpec) -> None:
    for name, value in criteria_row(spec).items():
        setattr(row, name, value)
    row.save()
