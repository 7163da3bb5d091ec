import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("anju", "0003_messages")]

    operations = [
        migrations.AddField("divisionchange", "wish", models.JSONField(default=dict)),
        migrations.AddField("divisionchange", "planned_by", models.UUIDField(default=uuid.UUID(int=0)), preserve_default=False),
        migrations.AddField("divisionchange", "approved_by", models.UUIDField(null=True)),
        migrations.AddField("divisionchange", "approved_at", models.DateTimeField(null=True)),
    ]
