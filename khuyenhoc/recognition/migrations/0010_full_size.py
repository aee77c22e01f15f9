"""Indexes for registers at full size; and the index of words knows how words begin, so that "ng v h" is found at once.

SQLite makes a table anew where its keys change, and its triggers go with the old one: they are written again here.
"""

import django.db.models.deletion
from django.db import migrations, models


SQLITE = [
    "DROP TRIGGER IF EXISTS recognition_entry_word_in",
    "DROP TRIGGER IF EXISTS recognition_entry_word_out",
    "DROP TRIGGER IF EXISTS recognition_entry_word_new",
    "DROP TABLE recognition_entry_words",
    "CREATE VIRTUAL TABLE recognition_entry_words USING fts5(search_name, content='recognition_entry', "
    "content_rowid='id', detail=none, columnsize=0, prefix='1 2 3 4 5 6')",
    "CREATE TRIGGER recognition_entry_word_in AFTER INSERT ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (rowid, search_name) VALUES (NEW.id, NEW.search_name); END",
    "CREATE TRIGGER recognition_entry_word_out AFTER DELETE ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (recognition_entry_words, rowid, search_name) "
    "VALUES ('delete', OLD.id, OLD.search_name); END",
    "CREATE TRIGGER recognition_entry_word_new AFTER UPDATE OF search_name ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (recognition_entry_words, rowid, search_name) "
    "VALUES ('delete', OLD.id, OLD.search_name); "
    "INSERT INTO recognition_entry_words (rowid, search_name) VALUES (NEW.id, NEW.search_name); END",
    "INSERT INTO recognition_entry_words (recognition_entry_words) VALUES ('rebuild')",
]


def index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else ():
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('recognition', '0009_meetings'),
        ('units', '0005_handing'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='standing',
            name='recognition_standing_list',
        ),
        migrations.AlterField(
            model_name='entry',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recognition.entry'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AlterField(
            model_name='standing',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='recognition.entry'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='recognition_entry_doubles'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('scope', ''), _negated=True), fields=['scope'], name='recognition_entry_scoped'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['unit', 'year', 'model', 'status', 'registered_on', 'left_on', 'decision', 'withdrawal', 'step', 'entry'], name='recognition_standing_counted'),
        ),
        migrations.RunPython(index, migrations.RunPython.noop),
    ]
