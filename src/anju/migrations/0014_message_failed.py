"""Find undelivered messages of both channels by their day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("anju", "0013_correction_of_its_stay")]

    operations = [
        migrations.RemoveIndex(model_name="message", name="message_failed"),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("sms__in", ["failed", "unsure"]), ("mail__in", ["failed", "unsure"]), _connector="OR"),
                fields=["created_at", "id"],
                name="message_failed",
            ),
        ),
    ]
