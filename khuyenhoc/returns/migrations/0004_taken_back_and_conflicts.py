import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from khuyenhoc.audit.refusals import refuse

IN_FORCE = "EXISTS (SELECT 1 FROM returns_return r WHERE r.id = OLD.return_of_id AND r.state IN ('accepted', 'signed'))"
MESSAGE = "the cells of an accepted return stand: a correction is a new revision"
DROPPED = ("DROP TRIGGER returns_cell_refuse_update", "DROP TRIGGER returns_cell_refuse_delete")
PROTECT = django.db.models.deletion.PROTECT


def link_replaced(apps, schema_editor):
    """What was replaced while it was open is told by what came next, as it always was until now."""
    Return = apps.get_model("returns", "Return")
    for old in Return.objects.exclude(superseded_at=None).filter(state__in=("draft", "submitted", "sent_back")):
        later = Return.objects.filter(collection=old.collection, unit=old.unit, revision__gt=old.revision)
        old.superseded_by = later.order_by("revision").first()
        old.save(update_fields=["superseded_by"])


def without_triggers(apps, schema_editor):
    """SQLite makes a table anew to add a constraint, which a trigger that names the table does not allow."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in DROPPED:
            schema_editor.execute(statement)


def with_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        refuse("returns_cell", "UPDATE", "DELETE", message=MESSAGE, when=IN_FORCE).code(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0003_earlier_years"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(without_triggers, with_triggers),
        migrations.AddField("intakerun", "taken_back_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "intakerun",
            "taken_back_by",
            models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            "return",
            "superseded_by",
            models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to="returns.return"),
        ),
        migrations.AddField("return", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "contender",
                    models.OneToOneField(on_delete=PROTECT, related_name="conflict", to="returns.return"),
                ),
                ("raised_at", models.DateTimeField()),
                (
                    "against",
                    models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to="returns.return"),
                ),
                (
                    "chosen",
                    models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to="returns.return"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        name="returns_conflict_decided_whole",
                        condition=Q(
                            ("against__isnull", True), ("chosen__isnull", True), ("decided_at__isnull", True),
                            ("decided_by__isnull", True), ("reason", ""),
                        )
                        | Q(
                            Q(("reason", ""), _negated=True), ("against__isnull", False), ("chosen__isnull", False),
                            ("decided_at__isnull", False), ("decided_by__isnull", False),
                        ),
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            "intakerun",
            models.CheckConstraint(
                name="returns_run_taken_back_by_somebody",
                condition=Q(("taken_back_at__isnull", True), ("taken_back_by__isnull", True))
                | Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)),
            ),
        ),
        migrations.AddConstraint(
            "return",
            models.CheckConstraint(
                name="returns_replaced_does_not_stand",
                condition=Q(("superseded_at__isnull", False))
                | Q(("superseded_by__isnull", True), ("withdrawn_at__isnull", True)),
            ),
        ),
        migrations.AddConstraint(
            "return",
            models.CheckConstraint(
                name="returns_withdrawn_was_open",
                condition=Q(("withdrawn_at__isnull", True)) | Q(("state__in", ("draft", "submitted", "sent_back"))),
            ),
        ),
        migrations.RunPython(with_triggers, without_triggers),
        migrations.RunPython(link_replaced, migrations.RunPython.noop),
    ]
