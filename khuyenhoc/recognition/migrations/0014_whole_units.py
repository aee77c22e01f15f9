"""Communities that are whole units: which unit an entry is about, and lists, decisions, meetings and steps of one scope.

SQLite makes the table of entries anew for its constraints, and the triggers that keep the index of words go with the old one:
they are written again here. The index itself stays; no row's number changes.
"""

import django.db.models.deletion
from django.db import migrations, models


SQLITE = [
    "CREATE TRIGGER recognition_entry_word_in AFTER INSERT ON recognition_entry "
    "WHEN NOT EXISTS (SELECT 1 FROM recognition_words_later) BEGIN "
    "INSERT INTO recognition_entry_words (rowid, search_name) VALUES (NEW.id, NEW.search_name); END",
    "CREATE TRIGGER recognition_entry_word_out AFTER DELETE ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (recognition_entry_words, rowid, search_name) "
    "VALUES ('delete', OLD.id, OLD.search_name); END",
    "CREATE TRIGGER recognition_entry_word_new AFTER UPDATE OF search_name ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (recognition_entry_words, rowid, search_name) "
    "VALUES ('delete', OLD.id, OLD.search_name); "
    "INSERT INTO recognition_entry_words (rowid, search_name) VALUES (NEW.id, NEW.search_name); END",
]


def index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else ():
        schema_editor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS", 1))


class Migration(migrations.Migration):

    dependencies = [
        ('recognition', '0013_words_of_many'),
        ('units', '0005_handing'),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, index),
        migrations.AddField(
            model_name='decision',
            name='scope',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='entry',
            name='about',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='scope',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='step',
            name='scope',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('about__isnull', False)), fields=['about'], name='recognition_entry_about'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about__isnull', True), ('scope', '')), models.Q(models.Q(('scope', ''), _negated=True), ('about__isnull', False)), _connector='OR'), name='recognition_scoped_are_about_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('about__isnull', False), ('ended_on__isnull', True), ('merged_into__isnull', True)), fields=('unit', 'about'), name='recognition_unit_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('scope', ''), ('village__isnull', True), _connector='OR'), name='recognition_no_village_votes_on_units'),
        ),
        migrations.RunPython(index, migrations.RunPython.noop),
    ]
