"""The index of words of the entries' names: SQLite's own (FTS5, fed by triggers) or PostgreSQL's own (GIN)."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE recognition_entry_words USING fts5"
    "(search_name, content='recognition_entry', content_rowid='id', detail=none, columnsize=0)",
    "CREATE TRIGGER recognition_entry_word_in AFTER INSERT ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (rowid, search_name) VALUES (NEW.id, NEW.search_name); END",
    "CREATE TRIGGER recognition_entry_word_out AFTER DELETE ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (recognition_entry_words, rowid, search_name) "
    "VALUES ('delete', OLD.id, OLD.search_name); END",
    "CREATE TRIGGER recognition_entry_word_new AFTER UPDATE OF search_name ON recognition_entry BEGIN "
    "INSERT INTO recognition_entry_words (recognition_entry_words, rowid, search_name) "
    "VALUES ('delete', OLD.id, OLD.search_name); "
    "INSERT INTO recognition_entry_words (rowid, search_name) VALUES (NEW.id, NEW.search_name); END",
]
POSTGRES = [
    "CREATE INDEX recognition_entry_words ON recognition_entry USING gin (to_tsvector('simple', search_name))",
]


def index(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX recognition_entry_words")
        return
    for name in ("in", "out", "new"):
        schema_editor.execute(f"DROP TRIGGER recognition_entry_word_{name}")
    schema_editor.execute("DROP TABLE recognition_entry_words")


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_initial")]
    operations = [migrations.RunPython(index, drop)]
