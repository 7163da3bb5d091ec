"""Complaints, also about infringed rights (Q3, J1, J2)."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.unit import Unit


@tracked
class Complaint(Row):
    """A complaint by anyone, followed by its code; owned by the first receiver until another accepts."""

    code = models.CharField(max_length=16, unique=True)
    resident_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=12)  # service, rights, data, other
    # sealed: words of the person
    text = models.BinaryField()
    contact = models.BinaryField(null=True)
    owner = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    offered_to = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=10)  # received, offered, answered
    received_at = models.DateTimeField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    due_was = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "complaint"
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"], name="complaint_open", condition=~models.Q(state="answered")
            ),
            models.Index(
                fields=["resident_id", "-received_at"],
                name="complaint_resident",
                condition=models.Q(resident_id__isnull=False),
            ),
        ]


class ComplaintStep(Row):
    """A step in following a complaint, shown to whoever holds its code."""

    complaint = models.ForeignKey(Complaint, on_delete=models.RESTRICT, related_name="steps")
    at = models.DateTimeField()
    what = models.CharField(max_length=12)  # received, offered, accepted, declined, answered
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "complaint_step"
