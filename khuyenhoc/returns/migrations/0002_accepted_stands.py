from django.db import migrations

from khuyenhoc.audit.refusals import refuse

IN_FORCE = "EXISTS (SELECT 1 FROM returns_return r WHERE r.id = OLD.return_of_id AND r.state IN ('accepted', 'signed'))"


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial")]
    operations = [
        refuse(
            "returns_cell", "UPDATE", "DELETE",
            message="the cells of an accepted return stand: a correction is a new revision",
            when=IN_FORCE,
        ),
        refuse("returns_receivedfile", "DELETE", message="a received file is kept"),
    ]
