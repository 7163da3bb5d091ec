"""Let a sign-in be known by the province's service, and let one go on without the phone that went to somebody else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("anju", "0011_permit")]

    operations = [
        migrations.AlterField(model_name="resident", name="phone", field=models.BinaryField(null=True)),
        migrations.AlterField(
            model_name="resident",
            name="phone_index",
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
        migrations.AddField(model_name="resident", name="subject", field=models.BinaryField(null=True)),
        migrations.AddField(
            model_name="resident",
            name="subject_index",
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
    ]
