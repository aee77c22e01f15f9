from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("khuyenhoc.returns.migrations.0004_taken_back_and_conflicts")
"""SQLite makes the table of returns anew, as there: the triggers that name it step aside."""


class Migration(migrations.Migration):
    dependencies = [("returns", "0010_extended_due_dates")]
    operations = [
        migrations.RunPython(BEFORE.without_triggers, BEFORE.with_triggers),
        migrations.AddField("return", "note", models.TextField(blank=True)),
        migrations.RunPython(BEFORE.with_triggers, BEFORE.without_triggers),
    ]
