"""Apportioning the figures of divided units, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require_on
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record, record_all
from khuyenhoc.audit.rules import Entry
from khuyenhoc.catalogue.inheritance import rule_on
from khuyenhoc.catalogue.queries import form_spec, indicator_ids
from khuyenhoc.returns.apportioning.models import Apportioning, Share
from khuyenhoc.returns.apportioning.queries import A_DAY, given, not_divided, split_of, splits_on, standing
from khuyenhoc.returns.apportioning.rules import Fault, Split, Wanted, as_kept, faults
from khuyenhoc.returns.balances.acts import book_after
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.history import successions
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.parcels import Given
from khuyenhoc.units.planning import StandsOn
from khuyenhoc.units.queries import unit_ids, unit_map
from khuyenhoc.units.redrawing import units_touched
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.periods import period_words


class DoesNotAddUp(Refused):
    """Nothing was apportioned; `faults` says where and why, a sentence each."""

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__("\n".join(fault.message for fault in found))
        self.faults = tuple(found)


def apportion(
    *, by: User, collection: Collection, unit: str, on: dt.date, wanted: Wanted, reason: str, seen: int | None = None
) -> Apportioning:
    """Apportions figures of one unit that was divided on a day. As `apportion_all`. Refused for a unit that was not divided.

    `seen`: the number of the last apportioning that whoever asks has seen, 0 for none. WrongState where there is a later one.
    """
    (made,) = apportion_all(
        by=by, collection=collection, on=on, wanted={unit: wanted}, reason=reason,
        seen=None if seen is None else {unit: seen},
    )  # fmt: skip
    return made


def apportion_all(
    *, by: User, collection: Collection, on: dt.date, wanted: Mapping[str, Wanted], reason: str,
    seen: Mapping[str, int] | None = None,
) -> list[Apportioning]:  # fmt: skip
    """Apportions figures of units that were divided on a day, all of it or nothing: one apportioning a unit, one event each.

    DoesNotAddUp where numbers do not add up to what is there, are negative, or are for what is no part; Refused where there
    is no reason, no number, or nothing to apportion; NotAllowed. Figures that are not named stay as they are.
    """
    try:
        with transaction.atomic():
            return _apportion(by, collection, on, wanted, reason.strip(), seen or {})
    except IntegrityError as error:
        raise _quicker() from error


def _apportion(
    by: User, collection: Collection, on: dt.date, wanted: Mapping[str, Wanted], reason: str, seen: Mapping[str, int]
) -> list[Apportioning]:
    graph = successions()
    splits, known = splits_on(on, graph), given(collection)
    for unit in wanted:
        if unit not in splits:
            raise not_divided(unit, on)
    wanted = {unit: stated for unit, figures in wanted.items() if (stated := _stated(figures))}
    require_on(by=by, right=Right.APPORTION, lineages={s.name: s.lineage for c, s in splits.items() if c in wanted})
    if not reason:
        raise Refused(_("Ghi phân bổ theo căn cứ nào, ví dụ “Biên bản bàn giao ngày 05/07/2025”."))
    if not wanted:
        raise Refused(_("Chưa ghi số nào. Ghi số của từng đơn vị nhận rồi bấm lưu."))
    if on <= collection.period_ends:
        text = _("Số liệu của kỳ này đã do các đơn vị sau khi chia ngày %(day)s báo cáo, không phân bổ nữa.")
        raise Refused(text % {"day": sentence_date(on)})
    amounts, form = standing(collection, on, wanted, graph, known), form_spec(collection.form_id)
    if found := [f for u, figures in wanted.items() for f in faults(splits[u], form, amounts[u], figures)]:
        raise DoesNotAddUp(found)
    return _keep(by, collection, [splits[unit] for unit in wanted], wanted, reason, seen, known)


def _stated(figures: Wanted) -> Wanted:
    """Without the figures of which no cell was filled in, the others as they are kept."""
    filled = {i: shares for i, shares in figures.items() if any(value is not None for value in shares.values())}
    return {i: as_kept(shares) for i, shares in filled.items()}


def _keep(
    by: User, collection: Collection, splits: Sequence[Split], wanted: Mapping[str, Wanted], reason: str,
    seen: Mapping[str, int], known: Given,
) -> list[Apportioning]:  # fmt: skip
    rows, indicators, made = unit_ids(), indicator_ids(collection.form_id), []
    last = _last(collection, splits)
    for split in splits:
        code = split.unit.code
        number = last.get(code, 0)
        if seen.get(code, number) != number:
            raise _quicker()
        made.append(
            Apportioning(
                collection=collection, unit_id=rows[code], on=split.on, number=number + 1, reason=reason[:300],
                made_at=clock.now(), made_by=by,
            )
        )  # fmt: skip
    Apportioning.objects.bulk_create(made)
    Share.objects.bulk_create(
        Share(apportioning=one, indicator_id=indicators[indicator], part_id=rows[part] if part else None, value=value)
        for one, split in zip(made, splits, strict=True)
        for indicator, shares in wanted[split.unit.code].items()
        for part, value in shares.items()
        if value is not None
    )
    record_all(entries=[_entry(by, one, s, wanted, known) for one, s in zip(made, splits, strict=True)])
    _book(splits, {code for split in splits for code in wanted[split.unit.code]})
    return made


def _book(splits: Sequence[Split], indicators: Iterable[str]) -> None:
    """Balances are handed over as they are apportioned, in the same act."""
    if any((rule := rule_on(code, splits[0].on)) and rule.transfer for code in indicators):
        book_after(units=[split.unit.code for split in splits], on=splits[0].on)


def _last(collection: Collection, splits: Sequence[Split]) -> dict[str, int]:
    """The number of the last apportioning of each unit, those taken back counted."""
    codes = [split.unit.code for split in splits]
    rows = Apportioning.objects.filter(collection=collection, unit__code__in=codes, on=splits[0].on)
    return dict(rows.order_by("number").values_list("unit__code", "number"))


def _entry(by: User, made: Apportioning, split: Split, wanted: Mapping[str, Wanted], known: Given) -> Entry:
    code = split.unit.code
    figures = {i: {part or "": value for part, value in of.items()} for i, of in wanted[code].items()}
    old = {i: {part or "": v for part, v in one.shares.items()} for i, one in known.get((code, split.on), {}).items()}
    said = {"period": made.collection.period, "on": split.on.isoformat(), "reason": made.reason}
    before = {"figures": {i: of for i, of in old.items() if i in figures}}
    after = {**said, "figures": figures}
    return Entry(clock.now(), by.username, code, "apportion", "apportioning", str(made.pk), before, after)


def _quicker() -> WrongState:
    return WrongState(_("Vừa có người phân bổ số liệu của đơn vị này. Mở lại trang, xem số của người ấy rồi ghi tiếp."))


@transaction.atomic
def take_back(*, by: User, apportioning: Apportioning) -> Apportioning:
    """Takes one back: what was apportioned before it holds again, else the figures wait again. NotAllowed; WrongState twice."""
    row = Apportioning.objects.select_for_update().select_related("collection", "unit").get(pk=apportioning.pk)
    split = split_of(row.unit.code, row.on)
    require_on(by=by, right=Right.APPORTION, lineages={split.name: split.lineage})
    if row.taken_back_at:
        raise WrongState(_("Lần phân bổ này đã được hoàn tác rồi."))
    row.taken_back_at, row.taken_back_by = clock.now(), by
    row.save(update_fields=["taken_back_at", "taken_back_by"])
    _book([split], row.shares.values_list("indicator__code", flat=True))
    said = {"period": row.collection.period, "on": row.on.isoformat(), "reason": row.reason}
    record(
        by=by.username, unit=row.unit.code, act="take_back_apportioning", subject=("apportioning", row.pk), after=said
    )
    return row


@transaction.atomic
def forget(*, plan: Reorganisation) -> None:
    """Before a plan is undone, what was apportioned of the units that it divided and taken back goes; the journal keeps it.

    StandsOn where some was not taken back. Within the caller's act.
    """
    rows = Apportioning.objects.filter(on=plan.on, unit__code__in=units_touched(plan))
    holding = rows.filter(taken_back_at=None).order_by("pk").values_list("unit__code", "collection__period").distinct()
    if holding:
        map_ = unit_map(plan.on - A_DAY)
        text = _("Số liệu %(period)s của %(unit)s đã được phân bổ. Hoàn tác lần phân bổ đó trước.")
        raise StandsOn([text % {"period": period_words(period), "unit": map_.name(unit)} for unit, period in holding])
    rows.delete()
