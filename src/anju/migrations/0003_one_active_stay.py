"""One stay in force a person, also where an older chain of steps lost the index while changing the field's own one (B5)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("anju", "0002_functions")]

    operations = [
        migrations.RunSQL(
            "CREATE UNIQUE INDEX IF NOT EXISTS stay_one_active ON stay (person_id) WHERE state = 'registered'",
            migrations.RunSQL.noop,
        ),
    ]
