"""Ratings: one a finished case; the rated office sees grades of many, never whose (J3, J4)."""

import uuid

from django.db import models

from anju.models.account import Staff
from anju.models.case.case import Case
from anju.models.unit import Unit


class CaseRating(models.Model):
    """One rating. The day only and a random key: neither the order nor the hour tells whose it is (J4)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # read by whoever follows up, in another office, and by the person; by nobody else
    case = models.OneToOneField(Case, on_delete=models.RESTRICT, related_name="rating")
    person_id = models.UUIDField()
    service = models.CharField(max_length=80)
    # who is rated
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    officer = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.codes.Rating
    grade = models.CharField(max_length=20)
    # sealed
    words = models.BinaryField(null=True)
    rated_on = models.DateField()
    # none, open, done: only the two lowest are followed up, by another office
    follow_up = models.CharField(max_length=4, default="none")
    follow_unit = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    contact_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    contacted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # sealed: what came of it
    outcome = models.BinaryField(null=True)

    class Meta:
        db_table = "case_rating"
        indexes = [
            models.Index(fields=["unit", "rated_on"], name="case_rating_unit"),
            models.Index(
                fields=["follow_unit", "due_on", "id"], name="case_rating_open", condition=models.Q(follow_up="open")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_by=None) | ~models.Q(done_by=models.F("officer")),
                name="case_rating_somebody_else",
                violation_error_message="被评价的工作人员不能跟进这件评价。",
            )
        ]
