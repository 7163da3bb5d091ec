"""Employers that an office has checked, and the sign-ins that act for them."""

from django.db import models

from anju.models.account import ApiClient, Resident, Staff
from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.unit import Unit


@tracked
class Employer(Row):
    """An employer by its credit code; its state follows law.job.employer. Everything in it is public with its vacancies."""

    state = models.CharField(max_length=10)
    # GB 32100-2015
    code = models.CharField(max_length=18)
    name = models.CharField(max_length=80)
    county = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    place = models.CharField(max_length=120)
    # a desk or how somebody is called there, and the employer's own number
    contact = models.CharField(max_length=20)
    phone = models.CharField(max_length=20)
    # which office checks it
    office = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.job.employer.Checked
    checked = models.CharField(max_length=10, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    # law.job.ground.ARTICLES
    article = models.CharField(max_length=12, blank=True)
    client = models.OneToOneField(ApiClient, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "employer"
        indexes = [
            models.Index(fields=["office", "state", "asked_at", "id"], name="employer_office"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(state__in=["asked", "active"]),
                name="employer_code_once",
                violation_error_message="这个统一社会信用代码已经登记。",
            ),
        ]


class EmployerAgent(Row):
    """A sign-in that acts for an employer, from when it was let in until it left; empty once retention let the sign-in go."""

    employer = models.ForeignKey(Employer, on_delete=models.RESTRICT, related_name="agents", db_index=False)
    resident = models.ForeignKey(Resident, null=True, on_delete=models.SET_NULL, related_name="employers")
    # what colleagues call them
    label = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "employer_agent"
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "resident"], condition=models.Q(until=None), name="employer_agent_once"
            ),
        ]
