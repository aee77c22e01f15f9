"""What every cell that comes in costs the database: the indexes of the tables that grow with each return."""

from __future__ import annotations

import pytest
from django.db import connection, models

from khuyenhoc.returns.models import Cell, ReceivedFile, Return


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Cell, ReceivedFile, Return])
def test_no_index_begins_as_another_one_does(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    # Of some rows alone: they hold to something, and are no longer than they have to be.
    partial = {c.name for c in model._meta.constraints if isinstance(c, models.UniqueConstraint) and c.condition}
    indexed = [
        tuple(one["columns"]) for name, one in found.items() if name not in partial and one["index"] | one["unique"]
    ]
    begun = [one for one in indexed if any(one != other and other[: len(one)] == one for other in indexed)]
    assert len(indexed) >= 1
    assert not begun


@pytest.mark.django_db
def test_of_cells_the_return_and_the_indicator_are_the_only_index() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Cell._meta.db_table)
    indexed = [one["columns"] for one in found.values() if (one["index"] or one["unique"]) and not one["primary_key"]]
    assert indexed == [["return_of_id", "indicator_id"]]
