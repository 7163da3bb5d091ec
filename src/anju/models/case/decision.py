"""Decisions: by a named officer, with reason, article and remedy (I10)."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row
from anju.models.case.case import Case
from anju.models.unit import Unit


class CaseDecision(Row):
    """One decision of a case, or its review; nothing of it changes, an objection to it is added."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="decisions", db_index=False)
    person_id = models.UUIDField()
    # granted, refused, confirmed, changed
    outcome = models.CharField(max_length=10)
    reason = models.CharField(max_length=1000, blank=True)
    # source and article as the notice prints them
    article = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    # the limit it had to keep
    due_on = models.DateField(null=True)
    by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # what the applicant says against it, sealed
    objection = models.BinaryField(null=True)
    objected_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "case_decision"
        constraints = [
            models.UniqueConstraint(fields=["case", "outcome"], name="case_decision_once"),
            models.CheckConstraint(
                condition=models.Q(outcome="granted") | (~models.Q(reason="") & ~models.Q(article="")),
                name="case_decision_reasoned",
                violation_error_message="不予办理必须写明理由和依据。",
            ),
        ]
