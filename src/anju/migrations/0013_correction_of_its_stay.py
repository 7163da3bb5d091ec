"""Let the stay alone tell which station answers a request for correction."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("anju", "0012_province_sign_in")]

    operations = [
        migrations.RemoveIndex(model_name="correction", name="correction_open"),
        migrations.RemoveField(model_name="correction", name="station_id"),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(condition=models.Q(("state", "asked")), fields=["due_on", "id"], name="correction_open"),
        ),
    ]
