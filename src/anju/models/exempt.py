"""Who has no duty to register, as the bodies whose own records replace it keep them: nothing but who, which kind, since when."""

from django.db import models

from anju.models.base import Row
from anju.models.unit import Unit


class ExemptStay(Row):
    """A guest, in-patient, boarder or person assisted, on the list of the body they stay with, [since, until) (A2)."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    # law.codes.ExemptKind; nothing on illness, school class or room
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=50)
    id_kind = models.CharField(max_length=16)
    id_number = models.BinaryField()
    id_index = models.BinaryField(max_length=32)
    since = models.DateField()
    until = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "exempt_stay"
        indexes = [
            models.Index(fields=["id_index"], name="exempt_id_index"),
            models.Index(fields=["unit", "-id"], name="exempt_current", condition=models.Q(until=None)),
            models.Index(fields=["until"], name="exempt_over", condition=models.Q(until__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "id_index"],
                condition=models.Q(until=None),
                name="exempt_once",
                violation_error_message="这个人已经在名单上。",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="exempt_range",
                violation_error_message="离开日期不能早于开始日期。",
            ),
        ]
