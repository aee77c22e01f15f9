"""Loading earlier years: a whole table or nothing of it, and taking a loading back as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.storage import keep
from khuyenhoc.returns.earlier.comparing import compare_following
from khuyenhoc.returns.earlier.judging import Figure, Villages
from khuyenhoc.returns.earlier.models import HistoricFigure, HistoricLoad, LoadedFact
from khuyenhoc.returns.earlier.queries import Preview, anchor, look_at
from khuyenhoc.returns.enums import LoadKind
from khuyenhoc.returns.errors import Refused, WrongState
from khuyenhoc.units.facts import VILLAGES, Change, NewFact, add_facts, take_back
from khuyenhoc.units.queries import unit_ids, unit_map

STATUS = "loaded"
"""How a loaded number is marked: accepted where it came from, not by a return here."""


class Faults(Refused):
    """The table was not loaded because of some of its lines; `preview.judged.faults` says which and why."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(_("Chưa nạp gì: tệp còn %(n)s dòng phải sửa.") % {"n": len(preview.judged.faults)})
        self.preview = preview


def load(
    *, by: User, data: bytes, name: str, source: str = "", since: dt.date | None = None
) -> tuple[HistoricLoad, Preview]:
    """Loads a table of earlier figures or of known numbers, all of it. Faults where a line cannot be taken.

    Refused where it cannot be read or brings nothing new; NotKept where the disk refuses. The file is kept as it came.
    """
    digest = keep(data)
    try:
        return _load(by, data, digest, name, source, since)
    except IntegrityError as error:
        raise WrongState(_("Vừa có người nạp cùng những số này. Xem lại danh sách các lần nạp rồi thử lại.")) from error


@transaction.atomic
def _load(
    by: User, data: bytes, digest: str, name: str, source: str, since: dt.date | None
) -> tuple[HistoricLoad, Preview]:
    _require(by)
    preview = look_at(data=data, name=name, source=source, since=since)
    if preview.judged.faults:
        raise Faults(preview)
    if not preview.judged.added:
        raise Refused(_("Tệp không có gì mới để nạp. Các số trong tệp đã có sẵn, hoặc các ô giá trị bỏ trống."))
    made = HistoricLoad.objects.create(
        kind=preview.kind, name=name, sha256=digest, source=preview.source, number=len(preview.judged.added),
        loaded_at=clock.now(), loaded_by=by,
    )  # fmt: skip
    _store(made, preview.judged.added)
    after = {"kind": made.kind, "name": name, "sha256": digest, "source": made.source, "number": made.number}
    _journal(by, made, "load_earlier", after)
    return made, preview


def _store(made: HistoricLoad, added: Iterable[Figure | Villages]) -> None:
    rows = unit_ids()
    figures = [one for one in added if isinstance(one, Figure)]
    HistoricFigure.objects.bulk_create(
        [
            HistoricFigure(
                load=made, period=f.period, unit_id=rows[f.unit], indicator=f.indicator, value=f.value,
                none=f.value is None, source=f.source,
            )
            for f in figures
        ],
        batch_size=1000,
    )  # fmt: skip
    if figures:
        compare_following(units={rows[f.unit] for f in figures}, periods={f.period for f in figures})
    villages = [one for one in added if isinstance(one, Villages)]
    changes = add_facts(facts=[NewFact(rows[v.unit], VILLAGES, v.value, v.since, v.source, STATUS) for v in villages])
    LoadedFact.objects.bulk_create(
        LoadedFact(load=made, fact=c.fact, replaced=c.ended, replaced_valid_to=c.until) for c in changes
    )


@transaction.atomic
def withdraw(*, by: User, load: HistoricLoad) -> HistoricLoad:
    """Takes a loading back: what stood before stands again. WrongState where a later loading builds on it, or it is back."""
    _require(by)
    load = HistoricLoad.objects.select_for_update().get(pk=load.pk)
    if load.withdrawn_at:
        raise WrongState(_("Lần nạp này đã được hoàn tác rồi."))
    if load.kind == LoadKind.FACTS:
        _take_facts_back(load)
    now = clock.now()
    load.figures.update(withdrawn_at=now)
    if of := list(load.figures.order_by().values_list("unit", "period").distinct()):
        compare_following(units={unit for unit, _period in of}, periods={period for _unit, period in of})
    load.withdrawn_at, load.withdrawn_by = now, by
    load.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _journal(by, load, "withdraw_earlier", {"kind": load.kind, "name": load.name, "number": load.number})
    return load


def _take_facts_back(load: HistoricLoad) -> None:
    own = list(load.facts.select_related("fact", "replaced").order_by("-pk"))
    later = LoadedFact.objects.filter(load__pk__gt=load.pk, fact__unit__in={one.fact.unit_id for one in own})
    if (other := later.select_related("load").first()) is not None:
        message = _("Lần nạp sau (tệp %(name)s) dựa trên lần này. Hoàn tác lần sau trước.")
        raise WrongState(message % {"name": other.load.name})
    take_back(changes=[Change(one.fact, one.replaced, one.replaced_valid_to) for one in own])


def _require(by: User) -> None:
    collection = anchor()
    require(by=by, right=Right.LOAD_EARLIER, units=[collection.unit.code], map_=unit_map(collection.period_ends))


def _journal(by: User, load: HistoricLoad, act: str, after: dict[str, object]) -> None:
    record(by=by.username, unit=anchor().unit.code, act=act, subject=("load", load.pk), after=after)
