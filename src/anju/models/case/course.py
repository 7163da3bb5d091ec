"""What happens on a case's way: what was missing, asked, handed on, and done by another department (B7, J2)."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row
from anju.models.case.case import Case
from anju.models.unit import Unit


class CaseNotice(Row):
    """The one-time notice of everything that a case lacks (B7)."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="notices", db_index=False)
    person_id = models.UUIDField()
    # list of {item, note}
    missing = models.JSONField()
    told_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "case_notice"
        indexes = [models.Index(fields=["case", "told_at"], name="case_notice_case")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(answered_at=None), name="case_notice_one_open")
        ]


class CaseQuestion(Row):
    """A question to the applicant and the answer, both sealed; whether the clock stood meanwhile (I9)."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="questions", db_index=False)
    person_id = models.UUIDField()
    words = models.BinaryField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    stops_clock = models.BooleanField()
    answer = models.BinaryField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "case_question"
        indexes = [models.Index(fields=["case", "asked_at"], name="case_question_case")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(answered_at=None), name="case_question_one")
        ]


class CaseStep(Row):
    """A step of a case's way between offices, shown to the person (J2, I9)."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="steps", db_index=False)
    person_id = models.UUIDField()
    at = models.DateTimeField()
    # received, offered, accepted, declined, escalated
    what = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "case_step"
        indexes = [models.Index(fields=["case", "at"], name="case_step_case")]


class CasePart(Row):
    """What another department is asked for in a joint case: it sees this row, and of the case nothing else."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="parts", db_index=False)
    person_id = models.UUIDField()
    # who is asked, and who asked
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    asker = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    state = models.CharField(max_length=10)
    words = models.BinaryField()
    # what of the form is shown with it: ids of fields and papers
    shown = models.JSONField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    # I9: the office above the one asked, while this is late
    escalated_to = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    answer = models.BinaryField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "case_part"
        indexes = [
            models.Index(fields=["case", "asked_at"], name="case_part_case"),
            models.Index(fields=["unit", "due_on", "id"], name="case_part_open", condition=models.Q(state="asked")),
            models.Index(
                fields=["escalated_to", "due_on", "id"],
                name="case_part_escalated",
                condition=models.Q(state="asked", escalated_to__isnull=False),
            ),
            # what the night looks for
            models.Index(
                fields=["due_on", "id"],
                name="case_part_late",
                condition=models.Q(state="asked", escalated_to=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit"], condition=models.Q(state="asked"), name="case_part_one_open"
            )
        ]
