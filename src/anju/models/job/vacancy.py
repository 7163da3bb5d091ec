"""Vacancies: what is offered, where, for how much, and until when."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.job.employer import Employer
from anju.models.unit import Unit

_OPEN = models.Q(state="open")


@tracked
class Vacancy(Row):
    """One vacancy; its state follows law.job.vacancy. No person stands in it."""

    number = models.CharField(max_length=24, unique=True)
    employer = models.ForeignKey(Employer, on_delete=models.RESTRICT, related_name="vacancies", db_index=False)
    # which office reviews it
    office = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    state = models.CharField(max_length=10)
    title = models.CharField(max_length=30)
    # law.job.occupation
    occupation = models.CharField(max_length=4)
    # a county, street or community, and the path and county of it, so that a search joins nothing
    place = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    path = models.CharField(max_length=80)
    county = models.CharField(max_length=12)
    spot = models.CharField(max_length=80, blank=True)
    wage_from = models.PositiveIntegerField()
    wage_to = models.PositiveIntegerField()
    wage_unit = models.CharField(max_length=5)
    # yuan a month at most, for comparing
    wage_month = models.PositiveIntegerField()
    schedule = models.CharField(max_length=10)
    hours_week = models.PositiveSmallIntegerField()
    insurance = models.CharField(max_length=8)
    meals = models.BooleanField()
    lodging = models.BooleanField()
    openings = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)
    days = models.PositiveSmallIntegerField()
    contact_shown = models.BooleanField()
    # what it is found by: characters, pairs of them, and pinyin
    words = ArrayField(models.CharField(max_length=40))
    posted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # the last day it is shown
    expires_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "vacancy"
        indexes = [
            # the board, newest first: all, of a county, of a kind
            models.Index(fields=["-published_at", "-id"], name="vacancy_newest", condition=_OPEN),
            models.Index(fields=["county", "-published_at", "-id"], name="vacancy_county", condition=_OPEN),
            models.Index(fields=["occupation", "-published_at", "-id"], name="vacancy_kind", condition=_OPEN),
            models.Index(fields=["wage_month"], name="vacancy_wage", condition=_OPEN),
            GinIndex(fields=["words"], name="vacancy_words", condition=_OPEN),
            models.Index(fields=["expires_on", "id"], name="vacancy_expiring", condition=_OPEN),
            models.Index(fields=["employer", "-posted_at", "-id"], name="vacancy_employer"),
            # an office's list
            models.Index(fields=["office", "state", "posted_at", "id"], name="vacancy_office"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wage_to__gte=models.F("wage_from"), wage_from__gt=0),
                name="vacancy_wage_order",
                violation_error_message="最高工资不能比最低工资少。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="open")
                | models.Q(published_at__isnull=False, expires_on__isnull=False, decided_by__isnull=False),
                name="vacancy_published_by_somebody",
                violation_error_message="岗位必须由具名的工作人员审核后公布，并有截止日期。",
            ),
        ]
