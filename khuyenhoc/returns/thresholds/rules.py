"""A form with thresholds moved. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct, structs

from khuyenhoc.catalogue.spec import CheckSpec, FormSpec


class Moved(Struct, frozen=True):
    """A threshold of a check that is `value` where it would be `replaced`."""

    check: str
    parameter: str
    replaced: Decimal
    value: Decimal


def with_thresholds(form: FormSpec, moved: tuple[Moved, ...]) -> FormSpec:
    """The form with its thresholds moved one after the other, each only from the value that it was decided to replace.

    So a later version of the form that states another threshold itself is not overruled.
    """
    return _made(form, moved) if moved else form


@lru_cache(maxsize=16)
def _made(form: FormSpec, moved: tuple[Moved, ...]) -> FormSpec:
    return structs.replace(form, checks=tuple(_moved(spec, moved) for spec in form.checks))


def _moved(spec: CheckSpec, moved: Iterable[Moved]) -> CheckSpec:
    for one in moved:
        if one.check == spec.code and one.parameter in spec.parameters and spec.number(one.parameter) == one.replaced:
            spec = spec.with_threshold(one.parameter, one.value)
    return spec
