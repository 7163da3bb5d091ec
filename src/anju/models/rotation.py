"""What stands between two index keys while they change over."""

from django.db import models


class NextIndex(models.Model):
    """The blind index that takes the place of another; the same text has the same index, so one row does for all."""

    was = models.BinaryField(primary_key=True, max_length=32)
    value = models.BinaryField(max_length=32)

    class Meta:
        db_table = "next_index"
