from django.db import migrations

from khuyenhoc.audit.refusals import refuse

OVERLAP = """EXISTS (
    SELECT 1 FROM {table} v
    WHERE v.id <> COALESCE(NEW.id, -1) AND {same}
      AND v.valid_from < COALESCE(NEW.valid_to, '9999-12-31') AND NEW.valid_from < COALESCE(v.valid_to, '9999-12-31')
)"""


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [
        refuse(
            "units_unitversion", "INSERT", "UPDATE",
            message="two versions of one unit overlap",
            when=OVERLAP.format(table="units_unitversion", same="v.unit_id = NEW.unit_id"),
        ),
        refuse(
            "units_unitfact", "INSERT", "UPDATE",
            message="two facts of one unit overlap",
            when=OVERLAP.format(table="units_unitfact", same="v.unit_id = NEW.unit_id AND v.key = NEW.key"),
        ),
        refuse(
            "units_unitlevel", "INSERT", "UPDATE",
            message="two rows of one level overlap",
            when=OVERLAP.format(table="units_unitlevel", same="v.code = NEW.code"),
        ),
    ]
