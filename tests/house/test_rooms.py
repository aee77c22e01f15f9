"""A room uses only rooms below it, in imports (import-linter) and in tables (here)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from tests.house.tree import height, layers, rooms


def room_of(model: type[models.Model]) -> str | None:
    """The room of a model; None for those of libraries, which are below all rooms."""
    package, _, rest = model.__module__.partition(".")
    return rest.partition(".")[0] if package == "khuyenhoc" else None


def may_point(source: str, target: str | None) -> bool:
    return target is None or source == target or height(source) > height(target)


def relations() -> list[tuple[type[models.Model], str, type[models.Model]]]:
    """Every forward relation of our own models: (model, field, target), also those that were written as a string."""
    return [
        (model, field.name, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        if room_of(model)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and isinstance(field.related_model, type)
    ]


def test_contract_names_every_room_and_no_other():
    assert {name for layer in layers() for name in layer} == rooms()


@pytest.mark.parametrize(
    ("source", "target", "allowed"),
    [
        ("returns", "catalogue", True),
        ("returns", "returns", True),
        ("returns", None, True),
        ("catalogue", "returns", False),
        ("desk", "portal", False),
        ("portal", "desk", False),
    ],
)
def test_which_way_a_key_may_point(source, target, allowed):
    assert may_point(source, target) is allowed


def test_a_room_that_the_contract_does_not_name_is_refused():
    with pytest.raises(ValueError, match="attic"):
        height("attic")


def test_no_key_points_up():
    assert [
        f"{m.__name__}.{f} → {t.__name__}" for m, f, t in relations() if not may_point(room_of(m), room_of(t))
    ] == []


def test_keys_are_looked_at():
    pairs = {(room_of(m), room_of(t)) for m, _, t in relations()}
    assert {("returns", "units"), ("returns", "access"), ("access", "units")} <= pairs
