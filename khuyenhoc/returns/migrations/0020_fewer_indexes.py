"""Indexes that begin as another one does, or that nobody asks by, cost every cell that comes in and help no question.

They are dropped by name: rebuilding the tables, as SQLite would otherwise do, would take their triggers with it.
"""

from django.db import migrations, models
from django.db.models.deletion import CASCADE, PROTECT

INDEXES = {
    "returns_cell_return_of_id_92e8db11": ("returns_cell", "return_of_id"),
    "returns_cell_indicator_id_69915197": ("returns_cell", "indicator_id"),
    "returns_receivedfile_collection_id_d9150294": ("returns_receivedfile", "collection_id"),
    "returns_return_collection_id_5dc3cae8": ("returns_return", "collection_id"),
}
FIELDS = [
    ("cell", "indicator", PROTECT, "+", "catalogue.indicator"),
    ("cell", "return_of", CASCADE, "cells", "returns.return"),
    ("receivedfile", "collection", PROTECT, "files", "returns.collection"),
    ("return", "collection", PROTECT, "returns", "returns.collection"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_one_draft"),
        ("returns", "0019_figures_put_back"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(f"DROP INDEX {index}", f"CREATE INDEX {index} ON {table} ({column})")
                for index, (table, column) in INDEXES.items()
            ],
            state_operations=[
                migrations.AlterField(
                    model_name=model,
                    name=name,
                    field=models.ForeignKey(db_index=False, on_delete=on_delete, related_name=related, to=to),
                )
                for model, name, on_delete, related, to in FIELDS
            ],
        ),
    ]
