from django.db import migrations

from khuyenhoc.audit.refusals import refuse


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        refuse("audit_event", "UPDATE", "DELETE", message="the journal is append-only"),
    ]
