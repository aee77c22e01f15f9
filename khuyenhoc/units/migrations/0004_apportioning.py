from django.db import migrations


class Migration(migrations.Migration):
    """What is inherited is dated data of the catalogue now, and shares stand where figures do. Both tables never held a row."""

    dependencies = [("units", "0003_plans")]

    operations = [
        migrations.DeleteModel(name="SuccessionShare"),
        migrations.DeleteModel(name="SuccessionRule"),
    ]
