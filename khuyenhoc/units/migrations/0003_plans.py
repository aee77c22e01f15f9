from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from khuyenhoc.audit.refusals import refuse

no_overlap = import_module("khuyenhoc.units.migrations.0002_no_overlap")


def without_triggers(apps, schema_editor):
    """SQLite makes a table anew to add a column, which loses its triggers."""
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER units_unitversion_refuse_{event}")


def with_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        when = no_overlap.OVERLAP.format(table="units_unitversion", same="v.unit_id = NEW.unit_id")
        message = "two versions of one unit overlap"
        refuse("units_unitversion", "INSERT", "UPDATE", message=message, when=when).code(apps, schema_editor)


def fill_official_codes(apps, schema_editor):
    """Until now the identity was the official code."""
    Unit, UnitVersion = apps.get_model("units", "Unit"), apps.get_model("units", "UnitVersion")
    own = Unit.objects.filter(pk=OuterRef("unit")).values("code")
    UnitVersion.objects.update(official_code=Subquery(own))


class Migration(migrations.Migration):

    dependencies = [
        ('units', '0002_no_overlap'),
    ]

    operations = [
        migrations.RunPython(without_triggers, with_triggers),
        migrations.AlterModelOptions(
            name='succession',
            options={'ordering': ['plan__on', 'pk']},
        ),
        migrations.RemoveField(
            model_name='succession',
            name='decision',
        ),
        migrations.RemoveField(
            model_name='succession',
            name='on',
        ),
        migrations.RemoveField(
            model_name='succession',
            name='source',
        ),
        migrations.RemoveField(
            model_name='succession',
            name='status',
        ),
        migrations.AddField(
            model_name='successionlink',
            name='whole',
            field=models.BooleanField(default=None),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='unitversion',
            name='ended_as',
            field=models.CharField(blank=True, choices=[('established', 'đang hoạt động'), ('not_established', 'chưa thành lập'), ('suspended', 'tạm dừng'), ('merged', 'đã sáp nhập'), ('dissolved', 'đã giải thể'), ('re_established', 'đã lập lại')], max_length=16),
        ),
        migrations.AddField(
            model_name='unitversion',
            name='official_code',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='unitversion',
            name='seat',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='succession',
            name='kind',
            field=models.CharField(choices=[('founded', 'thành lập'), ('renamed', 'đổi tên, mã hoặc trụ sở'), ('merged', 'sáp nhập'), ('split', 'chia tách'), ('part_moved', 'nhận thêm một phần'), ('level_changed', 'đổi cấp'), ('moved', 'chuyển về đơn vị khác'), ('dissolved', 'giải thể')], max_length=16),
        ),
        migrations.AlterField(
            model_name='unitversion',
            name='status',
            field=models.CharField(choices=[('established', 'đang hoạt động'), ('not_established', 'chưa thành lập'), ('suspended', 'tạm dừng'), ('merged', 'đã sáp nhập'), ('dissolved', 'đã giải thể'), ('re_established', 'đã lập lại')], default='established', max_length=16),
        ),
        migrations.CreateModel(
            name='Reorganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('decision', models.CharField(blank=True, max_length=200)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('signer', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('draft', 'bản nháp'), ('applied', 'đã áp dụng'), ('undone', 'đã hoàn tác')], default='draft', max_length=8)),
                ('rows', models.JSONField()),
                ('drawn_on', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.CharField(max_length=150)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('applied_by', models.CharField(blank=True, max_length=150)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone_by', models.CharField(blank=True, max_length=150)),
            ],
            options={
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'draft'), ('applied_at__isnull', False), _connector='OR'), name='units_plan_was_applied'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False)), models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at__isnull', True)), _connector='OR'), name='units_plan_was_undone')],
            },
        ),
        migrations.AddField(
            model_name='succession',
            name='plan',
            field=models.ForeignKey(default=None, on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='units.reorganisation'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='unitversion',
            name='began_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='begun', to='units.reorganisation'),
        ),
        migrations.AddField(
            model_name='unitversion',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ended', to='units.reorganisation'),
        ),
        migrations.AddConstraint(
            model_name='unitversion',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', False), models.Q(('ended_as', ''), ('ended_by__isnull', True)), _connector='OR'), name='units_version_has_ended'),
        ),
        migrations.RunPython(with_triggers, without_triggers),
        migrations.RunPython(fill_official_codes, migrations.RunPython.noop),
    ]
