"""Imports of returns with given figures, and everything that queries tell of a collection at a moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.rules import Held
from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import history
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.returns import queries
from khuyenhoc.returns.conflicts.queries import decided_of, pending_of
from khuyenhoc.returns.detail import Detail, return_detail
from khuyenhoc.returns.enums import RunState
from khuyenhoc.returns.intake.pipeline import FileReading, ReturnReading
from khuyenhoc.returns.models import Collection, IntakeRun, Return
from khuyenhoc.returns.receiving import take_in
from khuyenhoc.returns.situation import Situation
from khuyenhoc.returns.storing import store
from khuyenhoc.units.queries import unit_map
from tests.fixtures import cells

Changes = Mapping[str, int | str | None]
FORM = read_catalogue().forms[0]
ROLES = (Held(Role.COMMUNE_SECRETARY, "11242"), Held(Role.DISTRICT_OFFICER, "300"), Held(Role.PROVINCE_OFFICER, "30"))


def bring_in(by: User, collection: Collection, files: Sequence[tuple[str, Changes]], reason: str = "") -> IntakeRun:
    """One run with a file for each (unit, what differs from the clean figures), read and stored."""
    named = [
        (f"{n} {unit}.xlsx", f"{unit}{sorted(changed.items())}".encode()) for n, (unit, changed) in enumerate(files)
    ]
    run = take_in(by=by, collection=collection, files=named, revision_reason=reason)
    readings = [
        FileReading(
            file=name, sha256="", size=1, outcome="read", reason="",
            returns=(ReturnReading(unit=unit, outcome="read", reason="", cells=cells(FORM, **changed), sheet="Báo cáo"),),
        )
        for (name, _data), (unit, changed) in zip(named, files, strict=True)
    ]  # fmt: skip
    received = run.files.order_by("name", "pk")
    store(Situation(collection, by), list(zip(received, readings, strict=True)), reason)
    run.state, run.done = RunState.DONE, len(named)
    run.save()
    return IntakeRun.objects.select_related("collection__unit").get(pk=run.pk)


def told(collection: Collection) -> dict[str, Any]:
    """Board, duties, details with their histories, conflicts: as plain values, so that two moments can be compared."""
    collection = Collection.objects.select_related("unit", "form").get(pk=collection.pk)
    map_ = unit_map(collection.period_ends)
    rows = queries.board(collection, map_, clock.today())
    returns = Return.objects.filter(collection=collection, withdrawn_at=None).select_related("unit").order_by("pk")
    units = {r.unit_id for r in returns}
    return {
        "board": rows,
        "duties": [queries.duties_of(collection, map_, (held,), rows) for held in ROLES],
        "details": [_detail(return_detail(r.pk)) for r in returns],
        "journal": [[(e.act, e.by, e.at) for e in history("return", r.pk)] for r in returns],
        "pending": [[c.contender_id for c in pending_of(collection, unit)] for unit in sorted(units)],
        "decided": [[_row(c) for c in decided_of(r)] for r in returns],
    }


def _detail(detail: Detail) -> dict[str, Any]:
    return {
        "return": _row(detail.return_),
        "lines": [
            (line.indicator.code, line.said, line.at, line.share, line.before, [_row(f) for f in line.findings],
             [_row(r) for r in line.remarks])
            for _section, lines in detail.sections for line in lines
        ],
        "findings": [_row(f) for f in detail.findings],
        "remarks": [_row(r) for r in (*detail.remarks, *detail.asked)],
        "revisions": [_row(r) for r in detail.revisions],
        "open": detail.is_open,
    }  # fmt: skip


def _row(row: Model) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
