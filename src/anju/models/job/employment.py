"""The register of employment and unemployment: dated entries, of which one a person is in force."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row
from anju.models.case import Case
from anju.models.division import Division
from anju.models.person import Person
from anju.models.unit import Unit


class Employment(Row):
    """What somebody does since a day; never overwritten, a change ends it and makes the next."""

    number = models.CharField(max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.job.employment.WorkKind
    kind = models.CharField(max_length=14)
    since = models.DateField()
    # the first day it is no longer so
    until = models.DateField(null=True)
    # a company or business, never a person's name; empty for the unemployed and once retention has emptied it
    employer = models.CharField(max_length=80, blank=True)
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # what it was made by, where a case was
    case = models.ForeignKey(Case, null=True, on_delete=models.RESTRICT, related_name="+")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.job.employment.EndReason
    end_reason = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "employment"
        indexes = [
            models.Index(fields=["person", "-registered_at"], name="employment_person"),
            models.Index(fields=["unit", "-registered_at", "-id"], name="employment_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None),
                name="employment_one_in_force",
                violation_error_message="一个人只有一条有效的就业失业登记。",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="employment_range",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | ~models.Q(end_reason=""),
                name="employment_end_reason",
                violation_error_message="结束登记必须写明原因。",
            ),
        ]
