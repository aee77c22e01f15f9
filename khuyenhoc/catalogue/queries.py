"""Reading the catalogue. Each returns frozen values, rebuilt from the rows, so that a change of data is seen at once."""

from __future__ import annotations

import json
from functools import lru_cache

from msgspec import convert
from msgspec.json import decode

from khuyenhoc.catalogue.models import Bound, Form, Indicator, LegalInstrument, Target
from khuyenhoc.catalogue.spec import BoundSpec, FormSpec, InstrumentSpec, TargetSpec


def form_spec(form_id: int) -> FormSpec:
    """The form of one row. One statement; the parsed value is kept while the row's text stays the same."""
    return _parsed_form(json.dumps(Form.objects.values_list("spec", flat=True).get(pk=form_id)))


@lru_cache(maxsize=16)
def _parsed_form(text: str) -> FormSpec:
    return decode(text, type=FormSpec)


def forms() -> list[FormSpec]:
    """All forms and versions. One statement."""
    return [convert(spec, FormSpec) for spec in Form.objects.values_list("spec", flat=True)]


def indicator_ids(form_id: int) -> dict[str, int]:
    """The row of each indicator of a form. One statement."""
    return dict(Indicator.objects.filter(form_id=form_id).values_list("code", "pk"))


def instruments() -> tuple[InstrumentSpec, ...]:
    """All legal instruments, in the catalogue's order. One statement."""
    return tuple(convert(s, InstrumentSpec) for s in LegalInstrument.objects.values_list("spec", flat=True))


def national_targets() -> tuple[TargetSpec, ...]:
    """The targets that bind no unit in particular. One statement."""
    rows = Target.objects.filter(unit="").values_list("spec", flat=True)
    return tuple(convert(s, TargetSpec) for s in rows)


def yearly_targets(unit: str, period: str) -> tuple[TargetSpec, ...]:
    """The targets that a unit set for a period. One statement."""
    rows = Target.objects.filter(unit=unit, period=period).values_list("spec", flat=True)
    return tuple(convert(s, TargetSpec) for s in rows)


def bounds() -> tuple[BoundSpec, ...]:
    """The plausible bounds of all units. One statement."""
    return tuple(convert(s, BoundSpec) for s in Bound.objects.values_list("spec", flat=True))


def target_spec(code: str) -> TargetSpec:
    """A target by its code. Target.DoesNotExist. One statement."""
    return convert(Target.objects.values_list("spec", flat=True).get(code=code), TargetSpec)


def shared_out(code: str) -> list[TargetSpec]:
    """The parts of a target that stand with the units below, in the order in which they were made. One statement."""
    rows = Target.objects.filter(spec__shared_from=code).values_list("spec", flat=True)
    return [convert(s, TargetSpec) for s in rows]
