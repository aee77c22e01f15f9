"""The triggers that note whose figures in force were changed: for migrations, on SQLite and on PostgreSQL."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_TABLE = "returns_return"
_IN_FORCE = "({row}.superseded_at IS NULL AND {row}.state IN ('accepted', 'signed'))"
_NOTE = "INSERT INTO returns_changedunit (collection_id, unit_id) VALUES ({row}.collection_id, {row}.unit_id);"
_OLD, _NEW = _IN_FORCE.format(row="OLD"), _IN_FORCE.format(row="NEW")
EVENTS = {"insert": ("NEW", _NEW), "update": ("NEW", f"{_OLD} <> {_NEW}"), "delete": ("OLD", _OLD)}
"""By event: the row that is noted, and when. A return is never moved to another unit or collection."""


def note_changes() -> RunPython:
    """A migration step. A later one that makes the table of returns anew on SQLite has to take it again: a test says so."""
    return RunPython(create, drop)


def name(event: str) -> str:
    return f"{_TABLE}_note_{event}"


def create(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """From now on every change is noted."""
    on_server = editor.connection.vendor == "postgresql"
    for event, (row, when) in EVENTS.items():
        head = f"CREATE TRIGGER {name(event)} AFTER {event.upper()} ON {_TABLE} FOR EACH ROW WHEN ({when})"
        if on_server:
            editor.execute(
                f"CREATE OR REPLACE FUNCTION {name(event)}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {_NOTE.format(row=row)} RETURN NULL; END $$"
            )
            editor.execute(f"{head} EXECUTE FUNCTION {name(event)}()")
        else:
            editor.execute(f"{head} BEGIN {_NOTE.format(row=row)} END")


def drop(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """Without them nobody notices a change: for undoing the step, and to measure what they cost."""
    on = f" ON {_TABLE}" if editor.connection.vendor == "postgresql" else ""
    for event in EVENTS:
        editor.execute(f"DROP TRIGGER IF EXISTS {name(event)}{on}")
