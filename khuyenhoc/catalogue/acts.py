"""Keeping the catalogue's facts in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from msgspec import structs, to_builtins

from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.catalogue.loaders import Catalogue
from khuyenhoc.catalogue.measuring import target_faults
from khuyenhoc.catalogue.models import Bound, Check, CriteriaSet, Form, Indicator, LegalInstrument, Target
from khuyenhoc.catalogue.queries import forms
from khuyenhoc.catalogue.spec import Fact, FormSpec, TargetSpec


@transaction.atomic
def load_catalogue(*, by: str, catalogue: Catalogue) -> None:
    """Adds what is new and renews what changed; deletes nothing. One audit event. `by` is a user name.

    Each kind of fact takes one statement, however many there are.
    """
    for form in catalogue.forms:
        _load_form(form)
    _keep(LegalInstrument, [_row(f, position=n) for n, f in enumerate(catalogue.instruments)])
    keep_targets(catalogue.targets)
    keep_criteria_sets(catalogue.criteria_sets)
    _keep(Bound, [_row(f, unit=f.unit) for f in catalogue.bounds])
    counts = {
        "forms": len(catalogue.forms),
        "instruments": len(catalogue.instruments),
        "targets": len(catalogue.targets),
    }
    record(by=by, unit="", act="load_catalogue", subject=("catalogue", "all"), after=counts)


@transaction.atomic
def set_targets(*, by: str, unit: str, period: str, targets: Sequence[TargetSpec]) -> None:
    """The yearly targets of one unit, as it set them.

    ValueError where a target names another unit or period, or its figures have another unit of measure than itself.
    """
    if strangers := [t.code for t in targets if (t.unit, t.period) != (unit, period)]:
        raise ValueError(f"not targets of {unit} in {period}: {strangers}")
    if faults := list(target_faults(forms(), targets)):
        raise ValueError("; ".join(faults))
    keep_targets(targets)
    after = {t.code: str(t.value) for t in targets}
    record(by=by, unit=unit, act="set_targets", subject=("period", period), after=after)


def keep_targets(targets: Sequence[TargetSpec]) -> None:
    """Targets as they stand now, in their order. The caller journals it. One statement."""
    _keep(Target, [_row(t, unit=t.unit or "", period=t.period or "", position=n) for n, t in enumerate(targets)])


def drop_targets(codes: Sequence[str]) -> None:
    """Targets that were shared out and are no more. The caller journals it. One statement."""
    Target.objects.filter(code__in=codes).delete()


def keep_criteria_sets(sets: Sequence[CriteriaSetSpec]) -> None:
    """Criteria sets as shipped, in their order. One in whose place another was adopted here stays ended; one that was made here
    stays as it is. Two statements."""
    here = CriteriaSet.objects.exclude(ended_by=None, based_on=None)
    changed = {code: (made, ended) for code, made, ended in here.values_list("code", "based_on", "valid_to")}
    shipped = [one for one in sets if not changed.get(one.code, (None, None))[0]]
    ended = {code: to for code, (_made, to) in changed.items() if to}
    whole = [structs.replace(one, valid_to=ended.get(one.code, one.valid_to)) for one in shipped]
    _keep(CriteriaSet, [{**criteria_row(one), "position": n} for n, one in enumerate(whole)])


def criteria_row(one: CriteriaSetSpec) -> dict[str, Any]:
    """The columns of a criteria set that follow from what it says."""
    return _row(
        one, model=one.model, scope=one.scope, area=one.area, version=one.version, valid_from=one.valid_from,
        valid_to=one.valid_to,
    )  # fmt: skip


def _load_form(form: FormSpec) -> None:
    row, _ = Form.objects.update_or_create(
        code=form.code,
        version=form.version,
        defaults={
            "valid_from": form.valid_from,
            "valid_to": form.valid_to,
            "status": form.status,
            "source": form.source,
            "spec": to_builtins(form),
        },
    )
    indicators = [
        Indicator(form=row, code=i.code, position=n, status=i.status, source=i.source, spec=to_builtins(i))
        for n, i in enumerate(form.indicators)
    ]
    checks = [Check(form=row, code=c.code, status=c.status, source=c.source, spec=to_builtins(c)) for c in form.checks]
    key, facts = ["form", "code"], ["status", "source", "spec"]
    Indicator.objects.bulk_create(
        indicators, update_conflicts=True, unique_fields=key, update_fields=[*facts, "position"]
    )
    Check.objects.bulk_create(checks, update_conflicts=True, unique_fields=key, update_fields=facts)


def _row(fact: Fact, **columns: object) -> dict[str, Any]:
    spec = to_builtins(fact)
    return {"code": spec["code"], "status": fact.status, "source": fact.source, "spec": spec, **columns}


def _keep(table: Any, rows: list[dict[str, Any]]) -> None:
    """Rows of equal columns, known by their code: the new ones are added, the others renewed, in one statement."""
    if rows:
        renewed = [name for name in rows[0] if name != "code"]
        table.objects.bulk_create(
            [table(**row) for row in rows], update_conflicts=True, unique_fields=["code"], update_fields=renewed
        )
