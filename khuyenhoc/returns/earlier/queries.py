"""Reading earlier years: what a table would bring, what was loaded, and what returns are compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.queries import form_spec, forms
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.earlier.figures import judge_figures
from khuyenhoc.returns.earlier.judging import Figure, Judged, Key, Known, Standing, Villages
from khuyenhoc.returns.earlier.models import HistoricFigure, HistoricLoad
from khuyenhoc.returns.earlier.table import Table, read_table
from khuyenhoc.returns.earlier.villages import judge_villages
from khuyenhoc.returns.enums import IN_FORCE, LoadKind
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.units.facts import VILLAGES, facts_known
from khuyenhoc.units.history import mapped_since
from khuyenhoc.units.matching import UnitIndex
from khuyenhoc.units.queries import unit_map
from khuyenhoc.vietnamese.dates import format_date


@dataclass(frozen=True)
class Preview:
    """What loading a table would do. `outshone`: (period, unit) that have an accepted return, which goes before."""

    kind: LoadKind
    name: str
    source: str
    judged: Judged[Figure] | Judged[Villages]
    outshone: int = 0

    @property
    def units(self) -> int:
        return len({one.unit for one in self.judged.added})

    @property
    def has_notes(self) -> bool:
        """Whether something of the table is left out or will not be used."""
        return bool(self.judged.empty or self.judged.derived or self.outshone)

    @property
    def periods(self) -> list[tuple[str, int, int]]:
        """Each period (for known numbers: each first day) with how many units and numbers the table adds."""
        found: dict[tuple[dt.date | str, str], list[str]] = {}
        for one in self.judged.added:
            when = (one.period, one.period) if isinstance(one, Figure) else (one.since, format_date(one.since))
            found.setdefault(when, []).append(one.unit)
        return [(shown, len(set(units)), len(units)) for (_when, shown), units in sorted(found.items())]


def anchor() -> Collection:
    """The latest collection: whose units and whose form earlier years are about. Refused where none is open yet."""
    found = Collection.objects.select_related("unit", "form").order_by("-period_ends", "code").first()
    if found is None:
        raise Refused(_("Chưa mở đợt báo cáo nào. Mở đợt báo cáo rồi nạp số liệu kỳ trước."))
    return found


def look_at(*, data: bytes, name: str, source: str = "", since: dt.date | None = None) -> Preview:
    """What a table would bring, nothing stored. Refused where it cannot be read at all; faults stand by line in `judged`.

    Lines without a source of their own have `source`, else the file's name; known numbers without a day hold from
    `since`, else from the first day of the latest collection's year. Statements grow with the years in it, not the lines.
    """
    table, collection = read_table(data, settings.LARGEST_FILE), anchor()
    source = source.strip() or _("tệp %(name)s") % {"name": name}
    is_figures = table.kind is LoadKind.FIGURES
    known = Known(
        level=form_spec(collection.form_id).level,
        indicators=_indicators(),
        index_of=_index(),
        source=source,
        since=since or dt.date(collection.period_ends.year, 1, 1),
        today=clock.today(),
        standing=_figures_standing(table) if is_figures else _villages_standing(),
    )
    if not is_figures:
        return Preview(table.kind, name, source, judge_villages(table, known))
    judged = judge_figures(table, known)
    return Preview(table.kind, name, source, judged, _outshone(judged.added))


def loads() -> list[HistoricLoad]:
    """Every loading, the latest first. One statement."""
    return list(HistoricLoad.objects.select_related("loaded_by", "withdrawn_by"))


def _indicators() -> dict[str, IndicatorSpec]:
    """Every indicator that a form has or had, as its latest form says it."""
    return {i.code: i for form in sorted(forms(), key=lambda f: f.valid_from) for i in form.indicators}


def _index() -> Callable[[dt.date], UnitIndex]:
    """How units are called on a day; before the first map that we hold, as on that one."""
    first = mapped_since()

    @cache
    def index(day: dt.date) -> UnitIndex:
        return UnitIndex(list(unit_map(max(day, first or day)).units.values()))

    return index


def _figures_standing(table: Table) -> dict[Key, Standing]:
    rows = HistoricFigure.objects.filter(withdrawn_at=None)
    values = rows.values_list("period", "unit__code", "indicator", "value", "source")
    return {(period, unit, code): Standing(value, source) for period, unit, code, value, source in values}


def _villages_standing() -> dict[Key, Standing]:
    return {(f.unit.code, f.valid_from.isoformat()): Standing(f.value, f.source) for f in facts_known(VILLAGES)}


def _outshone(figures: Iterable[Figure]) -> int:
    """How many units have an accepted return of a period that the table is about. One statement."""
    asked = {(f.period, f.unit) for f in figures}
    accepted = Return.objects.filter(state__in=IN_FORCE, superseded_at=None)
    rows = accepted.filter(collection__period__in={period for period, _unit in asked})
    return len(asked & set(rows.values_list("collection__period", "unit__code")))
