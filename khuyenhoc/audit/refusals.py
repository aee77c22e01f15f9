"""Triggers by which the database itself refuses: for the migrations of any room, on SQLite and on PostgreSQL."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


def refuse(table: str, *events: str, message: str, when: str = "") -> RunPython:
    """A migration step: `events` (UPDATE, DELETE, INSERT) on `table` are refused with `message`.

    `when` is an SQL condition over NEW (and OLD), in the dialect that both databases share; empty: always.
    """

    def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        make = _postgresql if editor.connection.vendor == "postgresql" else _sqlite
        for statement in make(table, events, message, when):
            editor.execute(statement)

    def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for event in events:
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_refuse_{event.lower()}{on}")

    return RunPython(forwards, backwards)


def _sqlite(table: str, events: tuple[str, ...], message: str, when: str) -> list[str]:
    condition = f"WHEN {when}" if when else ""
    return [
        f"CREATE TRIGGER {table}_refuse_{event.lower()} BEFORE {event} ON {table} {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        for event in events
    ]


def _postgresql(table: str, events: tuple[str, ...], message: str, when: str) -> list[str]:
    # A condition may hold a subquery, which a trigger's WHEN cannot: so it stands inside the function.
    statements = []
    for event in events:
        name = f"{table}_refuse_{event.lower()}"
        body = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';"
        guarded = f"IF {when} THEN {body} END IF;" if when else body
        handed_on = "OLD" if event == "DELETE" else "NEW"
        statements += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {guarded} RETURN {handed_on}; END $$",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
        if not when and event == "DELETE":
            statements.append(
                f"CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {name}()"
            )
    return statements
