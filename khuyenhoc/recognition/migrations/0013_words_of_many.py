"""Words of entries that come in by the thousand are put in their index by one statement, where one a row cost twenty times as
much: SQLite writes the index out anew for each row that a trigger brings in.

While a row stands in `recognition_words_later` new entries wait for that statement (`recognition.words.at_once`).
"""

from django.db import migrations

SQLITE = [
    "CREATE TABLE recognition_words_later (is_so integer NOT NULL)",
    "DROP TRIGGER recognition_entry_word_in",
    "CREATE TRIGGER recognition_entry_word_in AFTER INSERT ON recognition_entry "
    "WHEN NOT EXISTS (SELECT 1 FROM recognition_words_later) BEGIN "
    "INSERT INTO recognition_entry_words (rowid, search_name) VALUES (NEW.id, NEW.search_name); END",
]
BACK = [
    "DROP TRIGGER recognition_entry_word_in",
    "CREATE TRIGGER recognition_entry_word_in AFTER INSERT ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (rowid, search_name) VALUES (NEW.id, NEW.search_name); END",
    "DROP TABLE recognition_words_later",
]


def later(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else ():
        schema_editor.execute(statement)


def at_once(apps, schema_editor):
    for statement in BACK if schema_editor.connection.vendor == "sqlite" else ():
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('recognition', '0012_handing'),
    ]

    operations = [
        migrations.RunPython(later, at_once),
    ]
